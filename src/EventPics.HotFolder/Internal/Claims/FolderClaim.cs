using EventPics.HotFolder.Internal.Files;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Claims;

/// <summary>
/// Keeps a second computer, or a second data folder, from uploading the same folder: a small file in it describes the watcher and changes
/// as long as its writer is alive. Watchers that share a queue share the claim, unless they send to different events: each new photo would
/// go to both.
/// </summary>
internal sealed class FolderClaim : IDisposable
{
    // waiting      HeldBy is set: another watcher's claim is in the folder, above it or below it.
    // confirming   _confirmAt is set: written over an abandoned claim. Held if it is still there after the delay, otherwise waiting.
    // held         IsHeld: written every HeartbeatInterval, and again when it has disappeared. Waiting when another claim appears.
    // unprotected  IsUnprotected: nothing can be written, and no other watcher is known. Held as soon as the claim can be written.

    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConfirmationDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TieRetryDelay = TimeSpan.FromSeconds(3);

    private readonly object _lock = new();
    private readonly string _folder;
    private readonly ILogger _logger;
    private readonly ClaimContent _claim;
    private readonly OwnClaimFile _file;
    private readonly OverlappingClaims _overlaps;
    private readonly ClaimObservation _unreadableObservation = new();
    private ClaimObservation _observation = new();
    private TimeSpan _nextHeartbeat;
    private TimeSpan? _confirmAt;
    private TimeSpan _retryAt;
    private bool _isDisposed;

    public FolderClaim(
        string folder, string queueFolder, string queueId, string linkId, bool sharesAnyEvent, FileFilter filter, ILogger logger)
    {
        (_folder, _logger) = (folder, logger);
        _claim = ClaimContent.ForThisProcess(queueFolder, queueId, linkId, filter.Recursive);
        _file = new OwnClaimFile(folder, _claim, logger);
        _overlaps = new OverlappingClaims(folder, _claim, sharesAnyEvent, filter);
    }

    public bool IsHeld { get; private set; }

    /// <summary>When the claim was written last, by the clock that dates the folder's files: a network drive has its own.</summary>
    public DateTimeOffset? WrittenAt { get; private set; }

    /// <summary>The current time by that clock.</summary>
    public DateTimeOffset? Now => WrittenAt is null ? null : _file.NowUtc;

    /// <summary>Whether no claim can be written here, so that nothing keeps other watchers out.</summary>
    public bool IsUnprotected { get; private set; }

    /// <summary>The other watch of the folder, as a problem.</summary>
    public HotFolderProblem? HeldBy { get; private set; }

    /// <summary>Whether the other watch is known to be alive.</summary>
    public bool IsOtherAlive { get; private set; }

    /// <summary>How often the claim disappeared although it was held: another memory card may be mounted in the folder's place.</summary>
    public int Losses { get; private set; }

    /// <summary>
    /// Until when another queue's watch that crashed may have enqueued photos, by the clock that dates the folder's files.
    /// </summary>
    public DateTimeOffset? OtherEndedAt { get; private set; }

    /// <summary>Whether the folder may be watched from here.</summary>
    public bool IsGranted => IsHeld || IsUnprotected;

    /// <summary>Reads the claim, and writes it if that is due.</summary>
    public void Refresh(TimeSpan now)
    {
        lock (_lock)
        {
            RefreshCore(now);
        }
    }

    /// <summary>Whether the heartbeat is due.</summary>
    public bool IsHeartbeatDue(TimeSpan now) => IsHeld && now >= _nextHeartbeat;

    /// <summary>Writes the heartbeat of a claim that is held, even while the loop is busy: scanning a slow disk may take minutes.</summary>
    public void WriteHeartbeat(TimeSpan now)
    {
        if (!IsHeld || !Monitor.TryEnter(_lock))
        {
            return;
        }

        try
        {
            if (IsHeld)
            {
                RefreshCore(now);
            }
        }
        finally
        {
            Monitor.Exit(_lock);
        }
    }

    /// <summary>Adds a claim that was found in a subfolder.</summary>
    public void AddClaimBelow(string path) => _overlaps.Add(path);

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _file.Release(IsHeld);
        }
    }

    private void RefreshCore(TimeSpan now)
    {
        if (_isDisposed || now < (IsHeld ? _nextHeartbeat : _retryAt))
        {
            return;
        }

        try
        {
            Evaluate(now);
        }
        catch (UnauthorizedAccessException e)
        {
            SetUnprotected(e, now);
        }
        catch (IOException e)
            when (IoErrorCodes.IsDiskFull(e) || (!IoErrorCodes.IsInUse(e) && e is not DirectoryNotFoundException && !_file.Exists))
        {
            SetUnprotected(e, now);
        }
        catch (IOException)
        {
            // Another program has it open for a moment, or the folder is disappearing; the next refresh, which is soon, will show.
            return;
        }

        _nextHeartbeat = now + HeartbeatInterval;
    }

    private void Evaluate(TimeSpan now)
    {
        var text = _file.Read();
        var claim = ClaimFile.Parse(text);
        if (text is not null && claim is null && _unreadableObservation.AgeOf(text, now) < ConfirmationDelay)
        {
            return; // a heartbeat that is half written at this moment, or a file just created and still empty
        }

        if (IsHeld && text is null)
        {
            Losses++;
            IsHeld = false;
        }

        if (text is null
            || (claim is not null && (claim.Watcher == _claim.Watcher || _overlaps.IsShareable(claim) || _overlaps.IsOrphaned(claim))))
        {
            if (_overlaps.FindConflict(now, IsHeld, searches: false) is { } conflict)
            {
                Yield(conflict, now);
            }
            else
            {
                Acquire(text is null, claim, now);
            }
        }
        else if (claim is null && IsHeld)
        {
            // It was damaged, and no other watcher has repaired it since the last refresh.
            _file.Write(FileMode.OpenOrCreate);
        }
        else
        {
            Wait(claim, text, now);
        }
    }

    private void Acquire(bool isFree, ClaimContent? claim, TimeSpan now)
    {
        if (isFree)
        {
            _file.Write(FileMode.CreateNew);
        }
        else if (claim!.Watcher == _claim.Watcher)
        {
            if (_confirmAt > now)
            {
                return;
            }

            _file.Write(FileMode.OpenOrCreate);
        }
        else if (!_overlaps.IsFromThisQueue(claim))
        {
            TakeOver(now);
            return;
        }
        else if (ProcessIdentity.IsRunning(claim) != true || (_claim.Recursive && !claim.Recursive))
        {
            // Otherwise it is not replaced, so that it ends with its writer and not with this watcher.
            _file.Write(FileMode.OpenOrCreate);
        }

        // Only after writing, since a watch above or below may start at the same moment: at least one of the two sees the other's claim.
        if (!IsHeld && _overlaps.FindConflict(now, isHeld: false, searches: true) is { } conflict)
        {
            Yield(conflict, now);
            return;
        }

        SetHeld();
    }

    // Two watchers may do this at the same time. The file then holds the claim of the last one, and both see that when they confirm.
    private void TakeOver(TimeSpan now)
    {
        OtherEndedAt = _file.WrittenUtc + HeartbeatInterval;
        _file.Write(FileMode.OpenOrCreate);
        (IsHeld, IsUnprotected, _confirmAt) = (false, false, now + ConfirmationDelay);
    }

    private void Yield(HotFolderProblem conflict, TimeSpan now)
    {
        _file.Release(IsHeld);
        (IsHeld, IsUnprotected, _confirmAt) = (false, false, null);
        // If two watches started at the same moment, the outer one retries first.
        _retryAt = conflict.Owner is { } owner && Paths.IsBelow(owner.Folder, _folder) ? now + TieRetryDelay : now;
        IsOtherAlive = conflict.Owner?.IsAlive == true;
        SetHeldBy(conflict);
    }

    private void Wait(ClaimContent? other, string text, TimeSpan now)
    {
        (IsHeld, _confirmAt) = (false, null);
        _observation.Update(text, now);
        IsOtherAlive = _observation.HasChanged || (other is not null && ProcessIdentity.IsRunning(other) == true);
        // A stale claim on a full disk can't be replaced; that is logged only once.
        IsUnprotected &= _observation.Age(now) >= ClaimFile.MaxAge;
        SetHeldBy(_overlaps.Describe(other, _folder, IsOtherAlive));
        if (_observation.Age(now) >= ClaimFile.MaxAge)
        {
            TakeOver(now);
        }
    }

    private void SetHeldBy(HotFolderProblem problem)
    {
        if (HeldBy is null)
        {
            Log.Claimed(_logger, _folder, problem.Owner?.Computer ?? "?", problem.Owner?.User ?? "?", problem.Owner?.DataFolder ?? "?");
        }

        HeldBy = problem;
    }

    private void SetHeld()
    {
        (IsHeld, IsUnprotected, IsOtherAlive, HeldBy, _confirmAt, _observation) = (true, false, false, null, null, new ClaimObservation());
        WrittenAt = _file.WrittenUtc;
    }

    private void SetUnprotected(Exception cause, TimeSpan now)
    {
        if (!IsGranted && _overlaps.FindConflict(now, isHeld: false, searches: true) is { } conflict)
        {
            Yield(conflict, now);
            return;
        }

        if (!IsUnprotected)
        {
            Log.Unprotected(_logger, _folder, cause.Message);
        }

        (IsHeld, IsUnprotected, HeldBy, WrittenAt) = (false, true, null, null);
    }
}
