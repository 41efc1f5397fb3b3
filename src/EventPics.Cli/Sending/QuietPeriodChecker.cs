using EventPics.HotFolder;

namespace EventPics.Cli.Sending;

/// <summary>Tells when a file has stood still long enough to be sent: a booth program or a copy may still be writing it.</summary>
internal sealed class QuietPeriodChecker(TimeProvider time)
{
    private static readonly TimeSpan RequiredQuietPeriod = TimeSpan.FromSeconds(2);

    // A recorder that has its file open may pause for longer than that.
    private static readonly TimeSpan RequiredQuietPeriodWhileOpen = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, (long Length, DateTime WrittenAt, long Since)> _seen = new(StringComparer.Ordinal);

    /// <summary>Looks at a file.</summary>
    /// <returns>What was found, when the file stands still; <see langword="null"/> when it has to be looked at again.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public async Task<MediaFileExamination?> ExamineAsync(string path, CancellationToken cancellationToken)
    {
        var info = new FileInfo(path);
        var (length, writtenAt) = info.Exists ? (info.Length, info.LastWriteTimeUtc) : throw new FileNotFoundException(null, path);
        var found = await MediaFileExaminer.ExamineAsync(path, cancellationToken).ConfigureAwait(false);
        if (!_seen.TryGetValue(path, out var seen) || seen.Length != length || seen.WrittenAt != writtenAt || found.Length != length)
        {
            _seen[path] = seen = (length, writtenAt, time.GetTimestamp());
        }

        // A whole file that was written a while ago needs no second look, so that a folder of old photos is not delayed.
        var isOld = found is { Incomplete: null, IsBeingWritten: false, Length: > 0 } && time.GetUtcNow() - writtenAt >= RequiredQuietPeriod;
        if (!isOld && time.GetElapsedTime(seen.Since) < (found.IsBeingWritten ? RequiredQuietPeriodWhileOpen : RequiredQuietPeriod))
        {
            return null;
        }

        _seen.Remove(path);
        return found;
    }
}
