using System.Security.Cryptography;
using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.PostgreSql;

/// <summary>
/// The bytes of the queued photos, in chunks: a slow upload reads one at a time and holds neither a connection nor a snapshot.
/// </summary>
internal sealed class PhotoBytes(Database database)
{
    public const int ChunkSize = 1024 * 1024;

    /// <summary>Writes the bytes of a job in the transaction that adds its row.</summary>
    /// <exception cref="InvalidDataException">They are not those of the job.</exception>
    public static async Task WriteAsync(DatabaseSession session, QueueJob job, Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[(int)Math.Min(ChunkSize, job.Length + 1)];
        long length = 0;
        for (var number = 0; ; number++)
        {
            var count = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            if (count > 0)
            {
                hash.AppendData(buffer, 0, count);
                length += count;
                var data = count == buffer.Length ? buffer : buffer[..count];
                await session.ExecuteAsync(Sql.WriteChunk, ("id", job.Id), ("number", number), ("data", data)).ConfigureAwait(false);
            }

            if (count < buffer.Length)
            {
                break;
            }
        }

        if (length != job.Length || !Convert.ToHexString(hash.GetHashAndReset()).Equals(job.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException($"'{job.FileName}' changed while it was enqueued. Enqueue it again when no program is writing to it.");
        }
    }

    /// <summary>Reads a chunk; null after the last, or when the bytes are deleted.</summary>
    public Task<byte[]?> ReadAsync(string id, int number, CancellationToken cancellationToken) =>
        database.RunAsync(session => session.ValueAsync<byte[]>(Sql.ReadChunk, ("id", id), ("number", number)), cancellationToken);

    public Task DeleteAsync(string id) => database.RunAsync(session => session.ExecuteAsync(Sql.DeleteChunks, ("id", id)));

    /// <summary>
    /// Deletes what a sender that ended left: the bytes of uploaded and removed photos, after an hour. Returns the number of photos.
    /// </summary>
    public Task<int> SweepAsync() => database.RunAsync(static session => session.ValueAsync<int>(Sql.SweepChunks));
}
