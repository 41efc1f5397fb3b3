using System.Collections.Concurrent;
using EventPics.Dashboard.Internal.Wire;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Accounts;

/// <summary>Reads the status of queues. All open pages share what was read within the last half second.</summary>
internal sealed class StatusReader(TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, (Task<WireStatus> Status, long At)> _last = new(StringComparer.Ordinal);

    public async Task<WireStatus> ReadAsync(Account account, CancellationToken cancellationToken)
    {
        var last = _last.AddOrUpdate(
            account.Name,
            _ => (ReadAsync(account), time.GetTimestamp()),
            (_, last) => time.GetElapsedTime(last.At) < MaxAge ? last : (ReadAsync(account), time.GetTimestamp()));
        return await last.Status.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<WireStatus> ReadAsync(Account account)
    {
        WireFolder[] folders = [.. account.FindFolders().SelectMany(folder => Describe(folder.Status))];
        string[] problems = [.. account.FindProblems().Select(problem => problem.Message)];
        try
        {
            return Describe(await account.Queue.GetStatusAsync().ConfigureAwait(false), folders, problems);
        }
        catch (UploadQueueException e)
        {
            return Describe(new QueueStatus { Health = QueueHealth.StorageError, PauseReason = e.Message }, folders, problems);
        }
    }

    private WireStatus Describe(QueueStatus status, IReadOnlyList<WireFolder> folders, IReadOnlyList<string> problems) => new(
        status.Health,
        status.PauseReason,
        Milliseconds(status.PausedUntil - time.GetUtcNow()),
        Milliseconds(time.GetUtcNow() - status.LastContactAt),
        status.Waiting,
        status.Sending,
        status.UploadedToday,
        status.Uploaded,
        status.Failed,
        status.WaitingBytes,
        status.BytesPerSecond,
        Milliseconds(status.OldestWaitingAge),
        status.OtherAccount,
        status.PossibleDuplicates,
        status.IsSender,
        folders,
        problems);

    private static IEnumerable<WireFolder> Describe(HotFolderStatus status)
    {
        var problem = status.Problems is [var first, ..] ? first : null;
        return status.Folders.Take(1).Select(path =>
            new WireFolder(path, status.IsReachable, problem?.Kind.ToString(), problem?.Message, status.Waiting.Count));
    }

    private static long? Milliseconds(TimeSpan? age) => age is { } value ? Math.Max(0, (long)value.TotalMilliseconds) : null;
}
