using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>
/// Keeps a second computer, or a second data folder, from uploading the same folder: a small file in it says who watches it, and changes as long as
/// its writer lives. Watchers that share a queue share the claim, unless they send to different events: each new photo would go to both.
/// </summary>
internal sealed class FolderClaim : IDisposable
{
    public const string FileName = ClaimFile.Name;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterTie = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly string _folder;
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly ClaimText _own;
    private readonly ClaimRivals _rivals;

    private Observation _seen = new();
    private TimeSpan _nextBeat;
    private TimeSpan? _confirmAt;
    private TimeSpan _retryAt;
    private readonly Observation _unreadable = new();
    private bool _isDisposed;

    public FolderClaim(string folder, string queueFolder, string queueId, string linkId, bool sharesAnyEvent, FileFilter filter, ILogger logger)
    {
        (_folder, _path, _logger) = (folder, Path.Combine(folder, FileName), logger);
        _own = ClaimText.OfThisProcess(queueFolder, queueId, linkId, filter.Recursive);
        _rivals = new ClaimRivals(folder, _own, sharesAnyEvent, filter);
    }

    public string Watcher => _own.Watcher;

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
    public DateTimeOffset? OthersEnd { get; private set; }

    /// <summary>Whether the folder may be watched from here.</summary>
    public bool IsGranted => IsHeld || IsUnprotected;

    /// <summary>Looks at the claim, and writes to it where that is due.</summary>
    public void Refresh(TimeSpan now)
    {
        lock (_gate)
        {
            RefreshNow(now);
        }
    }

    /// <summary>Whether the heartbeat is due.</summary>
    public bool IsDue(TimeSpan now) => IsHeld && now >= _nextBeat;

    /// <summary>Writes to a claim that is held, whatever the loop is busy with: a search of a slow disk may take minutes.</summary>
    public void Beat(TimeSpan now)
    {
        if (!IsHeld || !Monitor.TryEnter(_gate))
        {
            return;
        }

        try
        {
            if (IsHeld)
            {
                RefreshNow(now);
            }
        }
        finally
        {
            Monitor.Exit(_gate);
        }
    }

    /// <summary>Takes note of a claim in a subfolder.</summary>
    public void NoteBelow(string path) => _rivals.Note(path);

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            GiveUp();
        }
    }

    private void RefreshNow(TimeSpan now)
    {
        if (_isDisposed || now < (IsHeld ? _nextBeat : _retryAt))
        {
            return;
        }

        try
        {
            Look(now);
        }
        catch (UnauthorizedAccessException e)
        {
            BeUnprotected(e, now);
        }
        catch (IOException e) when (FileAccessProbe.IsFull(e) || (!FileAccessProbe.IsInUse(e) && e is not DirectoryNotFoundException && !File.Exists(_path)))
        {
            BeUnprotected(e, now);
        }
        catch (IOException)
        {
            // Somebody else has it open for a moment, or the folder goes; the next look tells, and it comes soon.
            return;
        }

        _nextBeat = now + Heartbeat;
    }

    private void Look(TimeSpan now)
    {
        var text = ClaimFile.Read(_path);
        var claim = ClaimFile.Parse(text);
        if (text is not null && claim is null && _unreadable.AgeOf(text, now) < Confirmation)
        {
            return; // a heartbeat that is half written at this moment, or a file just created and still empty
        }

        if (IsHeld && text is null)
        {
            Losses++;
            IsHeld = false;
        }

        if (text is null || (claim is not null && (claim.Watcher == _own.Watcher || _rivals.IsShareable(claim) || _rivals.IsLeftBehind(claim))))
        {
            if (_rivals.Find(now, IsHeld, searches: false) is { } rival)
            {
                Yield(rival, now);
            }
            else
            {
                Take(text is null, claim, now);
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

    private void Take(bool isFree, ClaimText? claim, TimeSpan now)
    {
        if (isFree)
        {
            Write(FileMode.CreateNew);
        }
        else if (claim!.Watcher == _own.Watcher)
        {
            if (_confirmAt > now)
            {
                return;
            }

            Write(FileMode.OpenOrCreate);
        }
        else if (!_rivals.IsOfOwnQueue(claim))
        {
            TakeOver(now);
            return;
        }
        else if (ProcessMark.IsRunning(claim) != true || (_own.Recursive && !claim.Recursive))
        {
            // Otherwise it is left as it is, so that it ends with its writer and not with this one.
            Write(FileMode.OpenOrCreate);
        }

        // Only now, since a watch above or below may begin at the same moment: at least one of the two sees the other's claim.
        if (!IsHeld && _rivals.Find(now, isHeld: false, searches: true) is { } rival)
        {
            Yield(rival, now);
            return;
        }

        Hold();
    }

    // Two may do this at once. The file holds the claim of the last of them, and a moment later both know.
    private void TakeOver(TimeSpan now)
    {
        OthersEnd = File.GetLastWriteTimeUtc(_path) + Heartbeat;
        Write(FileMode.OpenOrCreate);
        (IsHeld, IsUnprotected, _confirmAt) = (false, false, now + Confirmation);
    }

    private void Yield(HotFolderProblem rival, TimeSpan now)
    {
        GiveUp();
        (IsHeld, IsUnprotected, _confirmAt) = (false, false, null);
        // Of two that began at the same moment, the outer one tries again first.
        _retryAt = rival.Owner is { } owner && Paths.IsBelow(owner.Folder, _folder) ? now + AfterTie : now;
        IsOtherAlive = rival.Owner?.IsAlive == true;
        BeHeldBy(rival);
    }

    private void Wait(ClaimText? other, string text, TimeSpan now)
    {
        (IsHeld, _confirmAt) = (false, null);
        _seen.See(text, now);
        IsOtherAlive = _seen.HasChanged || (other is not null && ProcessMark.IsRunning(other) == true);
        // A stale claim on a full disk can't be replaced, and says so once.
        IsUnprotected &= _seen.Age(now) >= ClaimFile.Stale;
        BeHeldBy(_rivals.Describe(other, _folder, IsOtherAlive));
        if (_seen.Age(now) >= ClaimFile.Stale)
        {
            TakeOver(now);
        }
    }

    private void BeHeldBy(HotFolderProblem problem)
    {
        if (HeldBy is null)
        {
            Log.Claimed(_logger, _folder, problem.Owner?.Computer ?? "?", problem.Owner?.User ?? "?", problem.Owner?.DataFolder ?? "?");
        }

        HeldBy = problem;
    }

    private void Hold()
    {
        (IsHeld, IsUnprotected, IsOtherAlive, HeldBy, _confirmAt, _seen) = (true, false, false, null, null, new Observation());
        WrittenAt = File.GetLastWriteTimeUtc(_path);
    }

    private void BeUnprotected(Exception cause, TimeSpan now)
    {
        if (!IsGranted && _rivals.Find(now, isHeld: false, searches: true) is { } rival)
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

    private void GiveUp()
    {
        try
        {
            // Another watcher of the same queue may have written it, and go on.
            if (ClaimFile.Parse(ClaimFile.Read(_path))?.Watcher == _own.Watcher)
            {
                if (IsHeld)
                {
                    FolderMark.End(_folder, _own.QueueId);
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
        _own.Beat++;
        ClaimFile.Write(_path, mode, JsonSerializer.SerializeToUtf8Bytes(_own, FolderJson.Default.ClaimText));
    }
}
