using System.Security.Cryptography;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.PostgreSql;

namespace EventPics.Queue.Tests.PostgreSql;

/// <summary>The bytes of a photo are in the database exactly as long as they are needed.</summary>
public sealed class PhotoBytesTests(PostgreSqlServer server) : PostgreSqlTest(server)
{
    [Theory]
    [InlineData(1)]
    [InlineData(PhotoBytes.ChunkSize)]
    [InlineData((2 * PhotoBytes.ChunkSize) + 17)]
    public async Task Bytes_are_read_as_they_were_written(int length)
    {
        var bytes = TestBytes(length);

        Assert.True((await Storage.AddAsync(Photo("a", bytes), new MemoryStream(bytes), Token)).Added);

        Assert.Equal(bytes, await ReadAsync("a"));
    }

    [Fact]
    public async Task A_photo_whose_bytes_changed_is_not_added()
    {
        var bytes = TestBytes(PhotoBytes.ChunkSize + 1);

        foreach (var changed in (byte[][])[bytes[..^1], [.. bytes, 0], [.. bytes[..^1], (byte)(bytes[^1] + 1)]])
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => Storage.AddAsync(Photo("a", bytes), new MemoryStream(changed), Token));
        }

        Assert.Null(await Storage.FindAsync("a"));
        Assert.Null(await Storage.Bytes.ReadAsync("a", 0, Token));
    }

    [Fact]
    public async Task A_photo_that_is_queued_already_leaves_no_second_copy()
    {
        var bytes = TestBytes(100);
        await Storage.AddAsync(Photo("a", bytes), new MemoryStream(bytes), Token);

        var (job, added) = await Storage.AddAsync(Photo("b", bytes), new MemoryStream(bytes), Token);

        Assert.Equal(("a", false), (job?.Id, added));
        Assert.Null(await Storage.Bytes.ReadAsync("b", 0, Token));
    }

    [Fact]
    public async Task Bytes_of_uploaded_and_forgotten_photos_are_swept_after_an_hour_and_no_others()
    {
        foreach (var (id, number) in new[] { ("waiting", 1), ("uploaded", 2), ("fresh", 3), ("failed", 4), ("deleted", 5) })
        {
            var bytes = TestBytes(100 + number);
            await Storage.AddAsync(Photo(id, bytes), new MemoryStream(bytes), Token);
        }

        await Storage.Bytes.DeleteAsync("deleted");
        await ExecuteAsync("UPDATE eventpics.upload SET state = 2, uploaded_at = now() WHERE id IN ('uploaded', 'fresh')");
        await ExecuteAsync("UPDATE eventpics.upload SET state = 3 WHERE id = 'failed'");
        await ExecuteAsync("UPDATE eventpics.photo_bytes SET written_at = written_at - interval '2 hours' WHERE id <> 'fresh'");

        Assert.Equal(1, await Storage.Bytes.SweepAsync());

        List<string> left = [];
        foreach (var id in (string[])["waiting", "uploaded", "fresh", "failed", "deleted"])
        {
            left.AddRange(await Storage.Bytes.ReadAsync(id, 0, Token) is null ? [] : [id]);
        }

        Assert.Equal(["waiting", "fresh", "failed"], left);
    }

    private static byte[] TestBytes(int length)
    {
        var bytes = new byte[length];
#pragma warning disable CA5394 // Reproducible.
        new Random(length).NextBytes(bytes);
#pragma warning restore CA5394
        return bytes;
    }

    private static QueueJob Photo(string id, byte[] bytes) => new()
    {
        Id = id,
        LinkId = "wedding",
        FileName = "p.jpg",
        ContentType = "image/jpeg",
        Length = bytes.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
        EnqueuedAt = DateTimeOffset.UnixEpoch,
    };

    private async Task<byte[]> ReadAsync(string id)
    {
        List<byte> bytes = [];
        for (var number = 0; await Storage.Bytes.ReadAsync(id, number, Token) is { } chunk; number++)
        {
            bytes.AddRange(chunk);
        }

        return [.. bytes];
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
