using System.Text;
using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;

namespace EventPics.Queue.Internal.Recovery;

/// <summary>
/// A text file of what people removed, next to the database: a database that is rebuilt from the folder must not bring a removed photo
/// back. Any process writes to it, and each line is on disk when the call returns.
/// </summary>
internal sealed class RemovalLog(string path, TimeProvider time)
{
    private const string RemovedMark = "removed\t";
    private const string TakenBackMark = "taken back\t";
    private const int MaxAttempts = 200;
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(25);

    /// <summary>Reads the removed photos by ID, and those whose removal was undone as they were before it.</summary>
    public async Task<(Dictionary<string, QueueJob> Removed, Dictionary<string, QueueJob> TakenBack)> ReadAsync()
    {
        var removed = new Dictionary<string, QueueJob>(StringComparer.Ordinal);
        var takenBack = new Dictionary<string, QueueJob>(StringComparer.Ordinal);
        if (!File.Exists(path))
        {
            return (removed, takenBack);
        }

        using var lines = new StreamReader(await OpenAsync().ConfigureAwait(false));
        while (await lines.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.StartsWith(TakenBackMark, StringComparison.Ordinal))
            {
                var id = line.Substring(TakenBackMark.Length);
                if (removed.TryGetValue(id, out var job))
                {
                    takenBack[id] = job.UploadedAt is null
                        ? job with { State = QueuedUploadState.Exported }
                        : job with { State = QueuedUploadState.Uploaded, WithdrawnAt = null };
                    removed.Remove(id);
                }
            }
            else if (line.StartsWith(RemovedMark, StringComparison.Ordinal)
                && Sidecar.FromJson(Encoding.UTF8.GetBytes(line.Substring(RemovedMark.Length)), id: null) is { } sidecar)
            {
                takenBack.Remove(sidecar.Id);
                removed[sidecar.Id] = sidecar.ToJob(long.MaxValue) with { State = QueuedUploadState.Removed };
            }
        }

        return (removed, takenBack);
    }

    /// <summary>Records what identifies the photo.</summary>
    /// <exception cref="IOException">It can't be written, so the photo must not be removed.</exception>
    public Task RecordRemovalAsync(QueueJob job, DateTimeOffset at) =>
        AppendAsync(RemovedMark + Encoding.UTF8.GetString((Sidecar.From(job) with { TakenAt = null, WithdrawnAt = at }).ToJson()));

    public Task RecordTakeBackAsync(string id) => AppendAsync(TakenBackMark + id);

    private async Task AppendAsync(string line)
    {
        // The line break comes first, so that a line torn by a power cut damages no other.
        var text = Encoding.UTF8.GetBytes("\n" + line);
        using var file = await OpenAsync().ConfigureAwait(false);
        file.Seek(0, SeekOrigin.End);
        file.Write(text, 0, text.Length);
        file.Flush(flushToDisk: true);
    }

    // Opened exclusively: lines of two processes must not mix.
    private async Task<FileStream> OpenAsync()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return DurableFile.CreateFile(path, FileMode.OpenOrCreate);
            }
            catch (IOException e) when (IoErrorCodes.IsInUse(e) && tries < MaxAttempts)
            {
                await Task.Delay(RetryInterval, time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
