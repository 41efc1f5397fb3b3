using EventPics.HotFolder;

namespace EventPics.Cli.Sending;

/// <summary>
/// Determines whether a file has been unchanged long enough to be sent: a booth program or a copy may still be writing it.
/// </summary>
internal sealed class QuietPeriodChecker(TimeProvider time)
{
    private static readonly TimeSpan RequiredQuietPeriod = TimeSpan.FromSeconds(2);

    // A recorder that holds its file open may pause for longer.
    private static readonly TimeSpan RequiredQuietPeriodWhileOpen = TimeSpan.FromSeconds(10);

    private readonly FileChangeTimer _changes = new(time);

    /// <summary>Examines a file.</summary>
    /// <returns>The result when the file is unchanged for long enough; <see langword="null"/> when it has to be examined again.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public async Task<MediaFileExamination?> ExamineAsync(string path, CancellationToken cancellationToken)
    {
        var info = new FileInfo(path);
        var (length, writtenAt) = info.Exists ? (info.Length, info.LastWriteTimeUtc) : throw new FileNotFoundException(null, path);
        var found = await MediaFileExaminer.ExamineAsync(path, cancellationToken).ConfigureAwait(false);
        if (found.Length != length)
        {
            _changes.Forget(path);
        }

        var unchangedFor = _changes.GetUnchangedTime(path, length, writtenAt);

        // A complete file that was written a while ago needs no second check, so that a folder of old photos is not delayed.
        var isOld = found is { Incomplete: null, IsBeingWritten: false, Length: > 0 }
            && time.GetUtcNow() - writtenAt >= RequiredQuietPeriod;
        if (!isOld && unchangedFor < (found.IsBeingWritten ? RequiredQuietPeriodWhileOpen : RequiredQuietPeriod))
        {
            return null;
        }

        _changes.Forget(path);
        return found;
    }
}
