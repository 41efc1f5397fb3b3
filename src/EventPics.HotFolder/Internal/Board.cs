using System.Collections.Concurrent;
using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Everything known about the folder's files. Only the loop writes to it; the status may be asked for from anywhere.</summary>
internal sealed class Board(ILogger logger, Action<HotFolderEventArgs> raise)
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(2);

    private readonly HashSet<string> _skipped = new(Paths.Comparer);
    private int _enqueued;
    private int _alreadyKnown;
    private int _skippedCount;
    private int _refused;

    public ConcurrentDictionary<string, Candidate> Candidates { get; } = new(Paths.Comparer);

    public Schedule Schedule { get; } = new();

    public ConcurrentDictionary<string, KnownFile> Known { get; } = new(Paths.Comparer);

    public IEnumerable<string> BeingFinished => Known.Where(static known => known.Value.IsBeingFinished).Select(static known => known.Key);

    /// <summary>What keeps the whole hot folder from working.</summary>
    public string? Trouble { get; set; }

    public void Raise(HotFolderChange change, string path) => raise(new HotFolderEventArgs(change, path));

    /// <summary>Notes a file that was handed over, now or earlier.</summary>
    public void NoteQueued(string path, KnownFile known, bool wasKnown)
    {
        Known[path] = known;
        var upload = known.Upload!;
        if (wasKnown)
        {
            Interlocked.Increment(ref _alreadyKnown);
            Log.AlreadyKnown(logger, path, upload.Id);
        }
        else
        {
            Interlocked.Increment(ref _enqueued);
            Log.Enqueued(logger, path, upload.Id);
        }

        raise(new HotFolderEventArgs(wasKnown ? HotFolderChange.AlreadyKnown : HotFolderChange.Enqueued, path) { Upload = upload });
    }

    /// <summary>Notes a file that is left where it is, once.</summary>
    public void NoteSkipped(string path, SkipReason reason)
    {
        // These come and go all the time, and nobody expects them to be sent.
        if (reason is SkipReason.Hidden or SkipReason.Temporary or SkipReason.AlreadyHandled || !_skipped.Add(path))
        {
            return;
        }

        Interlocked.Increment(ref _skippedCount);
        if (reason is SkipReason.Link or SkipReason.Empty)
        {
            Log.SkippedUnexpectedly(logger, path, reason);
        }
        else
        {
            Log.Skipped(logger, path, reason);
        }

        raise(new HotFolderEventArgs(HotFolderChange.Skipped, path) { SkipReason = reason });
    }

    public void NoteRefused(string path, KnownFile known, string message)
    {
        Known[path] = known;
        Interlocked.Increment(ref _refused);
        Log.Refused(logger, path, message);
        raise(new HotFolderEventArgs(HotFolderChange.Refused, path) { Message = message });
    }

    public void NoteWaiting(Candidate file, Verdict.Wait wait, TimeSpan now)
    {
        file.Reason = wait.Reason;
        var waited = now - file.FirstSeen;
        if (file.Told != wait.Reason && (waited >= UsualWait || IsInTrouble(wait)))
        {
            file.Told = wait.Reason;
            raise(new HotFolderEventArgs(HotFolderChange.Waiting, file.Path) { WaitReason = wait.Reason, Message = wait.Message });
        }

        if (waited >= LongWait && !file.Warned)
        {
            file.Warned = true;
            Log.StillWaiting(logger, file.Path, waited.TotalMinutes, wait.Reason, wait.Message);
        }
    }

    // A look-up under way is no trouble yet.
    private static bool IsInTrouble(Verdict.Wait wait) => wait.Reason is WaitReason.Queue or WaitReason.Albums && wait.Message is not null;

    public void NoteFinished(string path, HotFolderChange change, QueuedUpload? upload)
    {
        Known.TryRemove(path, out _);
        raise(new HotFolderEventArgs(change, path) { Upload = upload });
    }

    /// <summary>Forgets the files of a folder that is not watched any more, apart from those still to be moved or deleted.</summary>
    public void Forget(WatchedFolder folder, bool keepUploads)
    {
        var forgotten = Known.Where(known => known.Value.Folder == folder && !(keepUploads && known.Value.Upload is not null));
        foreach (var path in forgotten.Select(static known => known.Key).ToList())
        {
            Known.TryRemove(path, out _);
        }

        _skipped.RemoveWhere(path => Paths.IsBelow(folder.Path, path));
    }

    /// <summary>Forgets the files of a folder that a whole search did not find.</summary>
    public void Prune(WatchedFolder folder, HashSet<string> found)
    {
        foreach (var (path, known) in Known.Select(static known => (known.Key, known.Value)).ToList())
        {
            if (known.Folder == folder && !found.Contains(path))
            {
                Known.TryRemove(path, out _);
            }
        }

        _skipped.RemoveWhere(path => Paths.IsBelow(folder.Path, path) && !found.Contains(path));
    }

    public HotFolderStatus Status(IReadOnlyList<WatchedFolder> folders)
    {
        var there = folders.Where(static folder => folder.IsUsable).ToList();
        var newest = folders.Count > 0 ? folders[0] : null;
        var waiting = Candidates.Values.Select(static file => new WaitingFile(file.Path, file.Reason, file.Since));
        return new HotFolderStatus
        {
            Folders = [.. folders.Select(static folder => folder.Path)],
            IsReachable = newest?.IsUsable == true,
            IsPolling = there.Exists(static folder => folder.IsPolling),
            Problem = Trouble
                ?? (newest?.IsUsable == false ? newest.Absence : there.Find(static folder => folder.Problem is not null)?.Problem),
            Waiting = [.. waiting.OrderBy(static file => file.Since)],
            Enqueued = Volatile.Read(ref _enqueued),
            AlreadyKnown = Volatile.Read(ref _alreadyKnown),
            Skipped = Volatile.Read(ref _skippedCount),
            Refused = Volatile.Read(ref _refused),
            NotFinished = [.. Known.Where(static known => known.Value.IsNotFinished).Select(static known => known.Key).OrderBy(static path => path, Paths.Comparer)],
        };
    }
}
