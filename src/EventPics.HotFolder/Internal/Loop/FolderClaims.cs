using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.History;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Loop;

/// <summary>Determines for each folder whether it may be watched from here, and which of its files belong to this event.</summary>
internal sealed class FolderClaims(IPhotoQueue queue, HotFolderOptions options, FileFilter filter, FolderState state, ILogger logger)
{
    private static readonly TimeSpan HeartbeatCheckInterval = TimeSpan.FromSeconds(5);

    private readonly FolderHistory _history = new(queue.Folder, logger);
    private string? _queueId;

    /// <summary>Returns why waiting for the folders is pointless: a live watch on another computer claims one of them.</summary>
    public static IOException? FindConflictError(WatchedFolder[] folders) =>
        Array.Find(folders, static folder => folder.Claim is { IsOtherAlive: true }) is { Claim.HeldBy: { } holder }
            ? new IOException(holder.Message)
            : null;

    /// <summary>Acquires, renews or waits for the claims of the folders that exist.</summary>
    public void Refresh(WatchedFolder[] folders, TimeSpan now)
    {
        foreach (var folder in folders.Where(static folder => folder.Exists == true))
        {
            _queueId ??= _history.QueueId;
            folder.Claim ??= new FolderClaim(folder.Path, queue.Folder, _queueId, options.LinkId, options.Resend, filter, logger);
            var wasGranted = folder.Claim.IsGranted;
            folder.Claim.Refresh(now);
            if (folder.Losses != folder.Claim.Losses)
            {
                // The folder may be on another memory card now, with photos of another event.
                (folder.Losses, folder.Use, folder.StartedAt, folder.WasScanned, folder.NextScan) =
                    (folder.Claim.Losses, null, null, false, now);
            }

            if (folder.Claim.IsGranted && !wasGranted)
            {
                folder.NextScan = now;
            }

            if (folder.Claim.IsGranted && folder.Use?.ChangedAt > TimeOf(folder))
            {
                // The clock that dates the files was set back. Files that arrive from now on must not count as older than the event.
                folder.Use = null;
                RecordUse(folder);
            }
        }
    }

    /// <summary>Renews the claims that are held, even while the loop is busy.</summary>
    public ITimer KeepAlive(Func<WatchedFolder[]> folders, Func<TimeSpan> clock) => options.TimeProvider.CreateTimer(
        _ =>
        {
            foreach (var folder in folders().Where(folder => folder.Claim?.IsHeartbeatDue(clock()) == true))
            {
                // Each separately, since one network share may hang.
                ThreadPool.QueueUserWorkItem(_ => WriteHeartbeat(folder, clock()));
            }
        },
        state: null,
        HeartbeatCheckInterval,
        HeartbeatCheckInterval);

    private static void WriteHeartbeat(WatchedFolder folder, TimeSpan now)
    {
        try
        {
            folder.Claim?.WriteHeartbeat(now);
        }
#pragma warning disable CA1031 // Nothing else would catch it; the loop encounters it as well and reports it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    /// <summary>Records what the folder is used for, before its first scan.</summary>
    public void RecordUse(WatchedFolder folder)
    {
        if (folder.Use is not null)
        {
            return;
        }

        var now = TimeOf(folder);
        // The folder's clock may differ from the options', and on a slow machine the claim was written some time ago.
        var clock = options.TimeProvider.GetUtcNow();
        var eventSince = (folder.Claim?.Now ?? clock) - (clock - options.EventSince);
        folder.StartedAt ??= eventSince < now ? eventSince : now;
        folder.Use = _history.RecordUse(folder.Path, options.LinkId, now, () =>
            FolderEnumerator.Enumerate(folder.Path, folder.Path, filter, static (_, _) => { })
                // Including files that are skipped now: they may be renamed later.
                .Where(found => !state.Candidates.ContainsKey(found.File.FullName) && found.File.Exists)
                .Select(static found => (found.File.FullName, found.File.LastWriteTimeUtc)),
            folder.Claim?.OtherEndedAt,
            eventSince);
        folder.History = DescribeHistory(folder.Path, folder.Use);
        if (folder.History is { } problem)
        {
            Log.HistoryProblem(logger, problem.Message);
        }
        else if (folder.Use is { ChangedAt: { } changed, Last: { } last })
        {
            Log.EventChanged(logger, folder.Path, last.LinkId, changed, options.LinkId);
        }
    }

    private HotFolderProblem? DescribeHistory(string path, FolderUse use)
    {
        if (use.Last is not { } last || options.Resend)
        {
            return null;
        }

        return last.LinkId.Length == 0
            ? ProblemFactory.HistoryLost(path)
            : use.IsTakenOver ? ProblemFactory.TakenOver(path, Owner()) : null;

        HotFolderOwner Owner() => new()
        {
            Computer = last.Computer!,
            User = last.User ?? "",
            DataFolder = last.DataFolder ?? "",
            LinkId = last.LinkId,
            Folder = path,
            IsOnThisComputer = last.Computer == Environment.MachineName,
        };
    }

    // Times that are compared with files' times come from the clock that sets those.
    private DateTimeOffset TimeOf(WatchedFolder folder) => folder.Claim?.WrittenAt ?? options.TimeProvider.GetUtcNow();
}
