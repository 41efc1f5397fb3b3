using System.Globalization;
using System.Text;
using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;

namespace EventPics.Queue.Internal.Recovery;

/// <summary>
/// A text file next to the database: which uploads were started, and which arrived. If the database is lost, it keeps the rebuilt jobs from
/// being sent again, or marks them as possible duplicates. Only the sender writes to it.
/// </summary>
internal sealed class UploadJournal(string path) : IUploadJournal
{
    private const long CompactionThreshold = 16 * 1024 * 1024;
    private const int WriteBufferSize = 64 * 1024;
    private const string StartedMark = "started\t";
    private const string UploadedMark = "uploaded\t";

    // Uploads that complete at the same time would overwrite each other's lines, and on Windows only one can open the file.
    private readonly object _lock = new();

    /// <summary>Reads the objects that photos were sent to, and the photos that arrived, both by ID.</summary>
    public (Dictionary<string, HashSet<string>> Started, Dictionary<string, QueueJob> Arrived) Read()
    {
        var started = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var arrived = new Dictionary<string, QueueJob>(StringComparer.Ordinal);
        foreach (var line in File.Exists(path) ? ReadLines() : [])
        {
            var fields = line.Split('\t');
            if (fields is ["started", var id, ..])
            {
                var keys = started.TryGetValue(id, out var known) ? known : started[id] = new(StringComparer.Ordinal);
                if (fields is [_, _, var key] && ObjectKey.IsValid(key))
                {
                    keys.Add(key);
                }
            }
            else if (fields is ["uploaded", ..] && Parse(fields) is { } job)
            {
                arrived[job.Id] = job;
            }
        }

        return (started, arrived);
    }

    public void RecordStarted(QueueJob job) =>
        Append($"\nstarted\t{job.Id}{(job.UploadUrl is { } url ? "\t" + ObjectKey.Of(url) : "")}");

    public void RecordUploaded(QueueJob job) => Append(Format(job));

    /// <summary>
    /// Drops what is old or no longer needed once the file has grown large, but keeps the newest uploads whatever their dates.
    /// </summary>
    public void Compact(DateTimeOffset before, int keep, long above = CompactionThreshold)
    {
        if (!File.Exists(path) || new FileInfo(path).Length < above)
        {
            return;
        }

        // Line by line, twice: the file of a season would be many times its size in memory.
        var arrived = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ReadLines().Select(ReadUploadedId).OfType<string>())
        {
            arrived.Add(id);
        }

        var oldest = arrived.Count - keep;
        var written = new HashSet<string>(StringComparer.Ordinal);
        DurableFile.TryDelete(path + SpoolFolder.UnfinishedExtension);
        using (var file = DurableFile.CreateFile(path + SpoolFolder.UnfinishedExtension))
        {
            using var writer =
                new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), WriteBufferSize, leaveOpen: true);
            var index = 0;
            foreach (var line in ReadLines())
            {
                var isKept = ReadUploadedId(line) is { } id
                    ? written.Add(id) && (index++ >= oldest || Parse(line.Split('\t'))?.UploadedAt >= before)
                    : line.StartsWith(StartedMark, StringComparison.Ordinal) && !arrived.Contains(line.Split('\t')[1]) && written.Add(line);
                if (isKept)
                {
                    writer.Write('\n');
                    writer.Write(line);
                }
            }

            writer.Flush();
            file.Flush(flushToDisk: true);
        }

        DurableFile.Rename(path + SpoolFolder.UnfinishedExtension, path);
    }

    // Another process may be writing to it.
    private IEnumerable<string> ReadLines()
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    // Gets the ID in a line about a photo that arrived; null for any other line.
    private static string? ReadUploadedId(string line)
    {
        var end = line.StartsWith(UploadedMark, StringComparison.Ordinal) ? line.IndexOf('\t', UploadedMark.Length) : -1;
        return end < 0 ? null : line.Substring(UploadedMark.Length, end - UploadedMark.Length);
    }

    // The line break comes first, so that a line torn by a power cut damages no other.
    private static string Format(QueueJob job) => string.Join(
        "\t",
        "\nuploaded",
        job.Id,
        job.LinkId,
        job.AlbumId ?? "",
        job.Sha256,
        job.Length.ToString(CultureInfo.InvariantCulture),
        (job.UploadedAt ?? job.EnqueuedAt).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        job.ContentType,
        job.FileName,
        job.ObjectKey ?? "");

    private static QueueJob? Parse(string[] fields) =>
        fields.Length is 9 or 10 && fields[4].Length == 64 &&
        long.TryParse(fields[5], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length > 0 &&
        long.TryParse(fields[6], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && at < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new QueueJob
            {
                Id = fields[1],
                LinkId = fields[2],
                AlbumId = fields[3].Length == 0 ? null : fields[3],
                Sha256 = fields[4],
                Length = length,
                EnqueuedAt = UnixTime.FromMilliseconds(at),
                UploadedAt = UnixTime.FromMilliseconds(at),
                ContentType = fields[7],
                FileName = fields[8],
                ObjectKey = fields.Length == 10 && ObjectKey.IsValid(fields[9]) ? fields[9] : null,
                State = QueuedUploadState.Uploaded,
            }
            : null;

    private void Append(string line)
    {
        try
        {
            lock (_lock)
            {
                if (!File.Exists(path))
                {
                    DurableFile.CreateFile(path).Dispose();
                }

                using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 1);
                var text = Encoding.UTF8.GetBytes(line);
                file.Write(text, 0, text.Length);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only a backup: the database has the same on disk.
        }
    }
}
