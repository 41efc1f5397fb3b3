using System.Text.Json;
using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.History;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Claims;

/// <summary>
/// Keeps a second computer, or a second data folder, from uploading the same folder: a small file in it says who watches it, and changes as long as
/// its writer lives. Watchers that share a queue share the claim, unless they send to different events: each new photo would go to both.
/// </summary>
internal sealed class FolderClaim : IDisposable
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConfirmationDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TieRetryDelay = TimeSpan.FromSeconds(3);

    private readonly object _lock = new();
    private readonly string _folder;
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly ClaimContent _claim;
    private readonly OverlappingClaims _overlaps;

    private ClaimObservation _observation = new();
    private TimeSpan _nextHeartbeat;
    private TimeSpan? _confirmAt;
    private TimeSpan _retryAt;
    private readonly ClaimObservation _unreadableObservation = new();
    private bool _isDisposed;

    public FolderClaim(string folder, string queueFolder, string queueId, string linkId, bool sharesAnyEvent, FileFilter filter, ILogger logger)
    {
        (_folder, _path, _logger) = (folder, Path.Combine(folder, ClaimFile.Name), logger);
        _claim = ClaimContent.ForThisProcess(queueFolder, queueId, linkId, filter.Recursive);
        _overlaps = new OverlappingClaims(folder, _claim, sharesAnyEvent, filter);
    }

    public string Watcher => _claim.Watcher;

    public bool IsHeld { get; private set; }

    /// <summary>When the claim was written last, by the clock that dates the folder's files: a network drive has its own.</summary>
    public DateTimeOffset? WrittenAt { get; private set; }

    /// <summary>Whether no claim can be written here, so that nothing keeps others out.</summary>
    public bool IsUnprotected { get; private set; }

    /// <summary>Who else watches the folder.</summary>
    public HotFolderProblem? HeldBy { get; private set; }

    /// <summary>Whether the other's claim was seen to change.</summary>
    public bool IsOtherAlive { get; private set; }

    /// <summary>How often the claim was gone though nobody here deleted it: another card may lie in its place.</summary>
    public int Losses { get; private set; }

    /// <summary>Until when another queue's watch that ended without a word may have taken photos, by the clock that dates the folder's files.</summary>
    public DateTimeOffset? OtherEndedAt { get; private set; }

    /// <summary>Whether the folder may be watched from here.</summary>
    public bool IsGranted => IsHeld || IsUnprotected;

    /// <summary>Looks at the claim, and writes to it where that is due.</summary>
    public void Refresh(TimeSpan now)
    {
        lock (_lock)
        {
            RefreshCore(now);
        }
    }

    /// <summary>Whether the heartbeat is due.</summary>
    public bool IsHeartbeatDue(TimeSpan now) => IsHeld && now >= _nextHeartbeat;

    /// <summary>Writes to a claim that is held, whatever the loop is busy with: a search of a slow disk may take minutes.</summary>
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

    /// <summary>Takes note of a claim in a subfolder.</summary>
    public void AddClaimBelow(string path) => _overlaps.Add(path);

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            Release();
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
        catch (IOException e) when (IoErrorCodes.IsDiskFull(e) || (!IoErrorCodes.IsInUse(e) && e is not DirectoryNotFoundException && !File.Exists(_path)))
        {
            SetUnprotected(e, now);
        }
        catch (IOException)
        {
            // Somebody else has it open for a moment, or the folder goes; the next look tells, and it comes soon.
            return;
        }

        _nextHeartbeat = now + HeartbeatInterval;
    }

    private void Evaluate(TimeSpan now)
    {
        var text = ClaimFile.Read(_path);
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

        if (text is null || (claim is not null && (claim.Watcher == _claim.Watcher || _overlaps.IsShareable(claim) || _overlaps.IsOrphaned(claim))))
        {
            if (_overlaps.FindConflict(now, IsHeld, searches: false) is { } rival)
            {
                Yield(rival, now);
            }
            else
            {
                Acquire(text is null, claim, now);
            }
        }
        else if (claim is null && IsHeld)
        {
            // It was damaged, and nobody mended it since the last look.
            Write(FileMode.OpenOrCreate);
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
            Write(FileMode.CreateNew);
        }
        else if (claim!.Watcher == _claim.Watcher)
        {
            if (_confirmAt > now)
            {
                return;
            }

            Write(FileMode.OpenOrCreate);
        }
        else if (!_overlaps.IsFromThisQueue(claim))
        {
            TakeOver(now);
            return;
        }
        else if (ProcessIdentity.IsRunning(claim) != true || (_claim.Recursive && !claim.Recursive))
        {
            // Otherwise it is left as it is, so that it ends with its writer and not with this one.
            Write(FileMode.OpenOrCreate);
        }

        // Only now, since a watch above or below may begin at the same moment: at least one of the two sees the other's claim.
        if (!IsHeld && _overlaps.FindConflict(now, isHeld: false, searches: true) is { } rival)
        {
            Yield(rival, now);
            return;
        }

        SetHeld();
    }

    // Two may do this at once. The file holds the claim of the last of them, and a moment later both know.
    private void TakeOver(TimeSpan now)
    {
        OtherEndedAt = File.GetLastWriteTimeUtc(_path) + HeartbeatInterval;
        Write(FileMode.OpenOrCreate);
        (IsHeld, IsUnprotected, _confirmAt) = (false, false, now + ConfirmationDelay);
    }

    private void Yield(HotFolderProblem rival, TimeSpan now)
    {
        Release();
        (IsHeld, IsUnprotected, _confirmAt) = (false, false, null);
        // Of two that began at the same moment, the outer one tries again first.
        _retryAt = rival.Owner is { } owner && Paths.IsBelow(owner.Folder, _folder) ? now + TieRetryDelay : now;
        IsOtherAlive = rival.Owner?.IsAlive == true;
        SetHeldBy(rival);
    }

    private void Wait(ClaimContent? other, string text, TimeSpan now)
    {
        (IsHeld, _confirmAt) = (false, null);
        _observation.Update(text, now);
        IsOtherAlive = _observation.HasChanged || (other is not null && ProcessIdentity.IsRunning(other) == true);
        // A stale claim on a full disk can't be replaced, and says so once.
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
        WrittenAt = File.GetLastWriteTimeUtc(_path);
    }

    private void SetUnprotected(Exception cause, TimeSpan now)
    {
        if (!IsGranted && _overlaps.FindConflict(now, isHeld: false, searches: true) is { } rival)
        {
            Yield(rival, now);
            return;
        }

        if (!IsUnprotected)
        {
            Log.Unprotected(_logger, _folder, cause.Message);
        }

        (IsHeld, IsUnprotected, HeldBy, WrittenAt) = (false, true, null, null);
    }

    private void Release()
    {
        try
        {
            // Another watcher of the same queue may have written it, and go on.
            if (ClaimFile.Parse(ClaimFile.Read(_path))?.Watcher == _claim.Watcher)
            {
                if (IsHeld)
                {
                    MarkerFile.MarkEnded(_folder, _claim.QueueId);
                }

                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.ClaimLeft(_logger, _path, e.Message);
        }
    }

    private void Write(FileMode mode)
    {
        _claim.Beat++;
        ClaimFile.Write(_path, mode, JsonSerializer.SerializeToUtf8Bytes(_claim, FolderJson.Default.ClaimContent));
    }
}
