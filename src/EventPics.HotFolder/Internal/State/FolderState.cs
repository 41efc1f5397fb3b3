using System.Collections.Concurrent;
using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Watching;
using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.State;

/// <summary>Everything known about the folder's files. Only the loop writes to it; the status may be read on any thread.</summary>
internal sealed class FolderState(ILogger logger, Action<HotFolderEventArgs> raise)
{
    private static readonly TimeSpan ReportDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarningDelay = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, SkipReason> _skipped = new(Paths.Comparer);
    private readonly ConcurrentDictionary<string, WaitingFile> _unreadable = new(Paths.Comparer);
    private int _enqueued;
    private int _alreadyKnown;
    private int _failed;

    public ConcurrentDictionary<string, Candidate> Candidates { get; } = new(Paths.Comparer);

    public Schedule Schedule { get; } = new();

    public ConcurrentDictionary<string, HandledFile> Handled { get; } = new(Paths.Comparer);

    public IEnumerable<string> BeingCleanedUp =>
        Handled.Where(static known => known.Value.IsBeingCleanedUp).Select(static known => known.Key);

    /// <summary>The patterns that no file in the folder has matched; empty until it was scanned.</summary>
    public IReadOnlyList<string> UnmatchedPatterns { get; set; } = [];

    /// <summary>The error that stops the whole hot folder.</summary>
    public string? LoopError { get; set; }

    public void Raise(HotFolderChange change, string path) => raise(new HotFolderEventArgs(change, path));

    /// <summary>Adds a file that may be sent, whatever happened to an earlier version of it.</summary>
    public void AddCandidate(Candidate file)
    {
        Forget(file.Path);
        Candidates[file.Path] = file;
    }

    /// <summary>Records a file that was enqueued, now or earlier.</summary>
    public void RecordQueued(string path, HandledFile known, QueuedUpload upload, bool wasKnown)
    {
        Handled[path] = known;
        _skipped.TryRemove(path, out _);
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

    /// <summary>Records a file that is not uploaded, once.</summary>
    public void RecordSkipped(string path, SkipReason reason)
    {
        // A file that was uploaded is not skipped, and the hot folder's own files don't concern the user.
        if (reason == SkipReason.AlreadyHandled || ClaimFile.IsHotFolderFile(path)
            || (_skipped.TryGetValue(path, out var known) && known == reason))
        {
            return;
        }

        _skipped[path] = reason;
        if (reason == SkipReason.InvalidName)
        {
            const string Message = "Its name is not valid UTF-8, so it can't be opened. Rename it.";
            Interlocked.Increment(ref _failed);
            Log.Failed(logger, path, Message);
            raise(new HotFolderEventArgs(HotFolderChange.Failed, path) { SkipReason = reason, Message = Message });
            return;
        }

        if (reason is SkipReason.SymbolicLink or SkipReason.Empty or SkipReason.OtherEvent or SkipReason.OtherComputer)
        {
            Log.SkippedUnexpectedly(logger, path, reason);
        }
        else
        {
            Log.Skipped(logger, path, reason);
        }

        raise(new HotFolderEventArgs(HotFolderChange.Skipped, path) { SkipReason = reason });
    }

    /// <summary>Records a subfolder that can't be read, once.</summary>
    public void RecordUnreadable(string path, string message, DateTimeOffset now)
    {
        if (_unreadable.TryAdd(path, new WaitingFile(path, WaitReason.Unreadable, now, message)))
        {
            Log.Unreadable(logger, path, message);
            raise(new HotFolderEventArgs(HotFolderChange.Waiting, path) { WaitReason = WaitReason.Unreadable, Message = message });
        }
    }

    public bool IsInUnreadable(string path) => _unreadable.Keys.Any(unreadable => Paths.IsBelow(unreadable, path));

    public void RecordFailed(string path, HandledFile known, string message)
    {
        Handled[path] = known;
        Interlocked.Increment(ref _failed);
        Log.Failed(logger, path, message);
        raise(new HotFolderEventArgs(HotFolderChange.Failed, path) { Message = message });
    }

    public void RecordWaiting(Candidate file, ExaminationResult.Wait wait, TimeSpan now)
    {
        file.SetWaiting(wait, now);
        var waited = now - file.FirstSeen;
        // The reason may become known only after the file started to wait.
        var reported = (wait.Reason, wait.Message is not null);
        if (file.Reported != reported && (waited >= ReportDelay || IsFailure(wait)))
        {
            file.Reported = reported;
            raise(new HotFolderEventArgs(HotFolderChange.Waiting, file.Path) { WaitReason = wait.Reason, Message = wait.Message });
        }

        if (waited >= WarningDelay && !file.Warned)
        {
            file.Warned = true;
            Log.StillWaiting(logger, file.Path, waited.TotalMinutes, wait.Reason, wait.Message);
        }
    }

    // A lookup in progress is not a failure yet.
    private static bool IsFailure(ExaminationResult.Wait wait) =>
        wait.Reason is WaitReason.Queue or WaitReason.Albums && wait.Message is not null;

    public void RecordCleanedUp(string path, HotFolderChange change, QueuedUpload? upload)
    {
        Handled.TryRemove(path, out _);
        raise(new HotFolderEventArgs(change, path) { Upload = upload });
    }

    /// <summary>Forgets the files of a folder that is no longer watched, except those that are still to be moved or deleted.</summary>
    public void Forget(WatchedFolder folder, bool keepUploads)
    {
        var forgotten = Handled.Where(known => known.Value.Folder == folder && !(keepUploads && known.Value.Upload is not null));
        foreach (var path in forgotten.Select(static known => known.Key).ToList())
        {
            Handled.TryRemove(path, out _);
        }

        ForgetSkipped(path => Paths.IsBelow(folder.Path, path));
        foreach (var path in _unreadable.Keys.Where(path => Paths.IsBelow(folder.Path, path)))
        {
            _unreadable.TryRemove(path, out _);
        }
    }

    /// <summary>
    /// Forgets the files of a folder that a complete scan did not find, except those in subfolders that it could not read.
    /// </summary>
    public void Prune(WatchedFolder folder, HashSet<string> found, HashSet<string> unreadable)
    {
        foreach (var path in _unreadable.Keys.Where(path => Paths.IsBelow(folder.Path, path) && !unreadable.Contains(path)))
        {
            _unreadable.TryRemove(path, out _);
        }

        foreach (var known in Handled)
        {
            if (known.Value.Folder == folder && !found.Contains(known.Key) && !IsInUnreadable(known.Key))
            {
                Handled.TryRemove(known.Key, out _);
            }
        }

        ForgetSkipped(path => Paths.IsBelow(folder.Path, path) && !found.Contains(path) && !IsInUnreadable(path));
    }

    /// <summary>Forgets a file that no longer exists, so that a new one of the same name is a different file.</summary>
    public void Forget(string path)
    {
        if (Handled.TryGetValue(path, out var known) && !known.IsBeingCleanedUp)
        {
            Handled.TryRemove(path, out _);
        }

        _skipped.TryRemove(path, out _);
    }

    private void ForgetSkipped(Func<string, bool> isGone)
    {
        foreach (var path in _skipped.Keys.Where(isGone))
        {
            _skipped.TryRemove(path, out _);
        }
    }

    public HotFolderStatus Status(IReadOnlyList<WatchedFolder> folders)
    {
        var usable = folders.Where(static folder => folder.IsUsable).ToList();
        var newest = folders.Count > 0 ? folders[0] : null;
        // A file with an invalid name counts as failed.
        List<SkippedFile> skipped =
        [
            .. _skipped.Where(static file => file.Value != SkipReason.InvalidName)
                .Select(static file => new SkippedFile(file.Key, file.Value))
                .OrderBy(static file => file.Path, Paths.Comparer),
        ];
        var holder = folders.Select(static folder => folder.Claim?.HeldBy).FirstOrDefault(static problem => problem is not null);
        List<HotFolderProblem> problems =
        [
            .. LoopError is { } cause ? [ProblemFactory.Other(newest?.Path ?? "", cause)] : (HotFolderProblem[])[],
            .. folders.Select(static folder => folder.Claim?.HeldBy).OfType<HotFolderProblem>(),
            .. newest?.IsUsable == false ? [newest.Absence] : usable.Select(static folder => folder.Problem).OfType<HotFolderProblem>(),
        ];
        var waiting = Candidates.Values.Select(static file => new WaitingFile(file.Path, file.Reason, file.Since, file.Message))
            .Concat(_unreadable.Values);
        var problem = problems.Count > 0 ? problems[0].Message : null;
        problems.AddRange(folders.Select(static folder => folder.History).OfType<HotFolderProblem>());
        return new HotFolderStatus
        {
            Folders = [.. folders.Select(static folder => folder.Path)],
            IsReachable = newest?.IsUsable == true,
            IsPolling = usable.Exists(static folder => folder.IsPolling),
            Problem = problem,
            Problems = problems,
            Waiting = [.. waiting.OrderBy(static file => file.Since)],
            Enqueued = Volatile.Read(ref _enqueued),
            AlreadyKnown = Volatile.Read(ref _alreadyKnown),
            Skipped = skipped.Count,
            SkippedFiles = skipped,
            Failed = Volatile.Read(ref _failed),
            ClaimedBy = holder?.Message,
            IsUnprotected = folders.Any(static folder => folder.Claim?.IsUnprotected == true),
            UnmatchedPatterns = UnmatchedPatterns,
            KeptWithoutProof = [.. Handled.Where(static known => known.Value.IsUnproven)
                .Select(static known => known.Key)
                .OrderBy(static path => path, Paths.Comparer)],
            PendingCleanup = [.. Handled.Where(static known => known.Value.IsCleanupPending)
                .Select(static known => known.Key)
                .OrderBy(static path => path, Paths.Comparer)],
        };
    }
}
