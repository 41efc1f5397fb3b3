using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>
/// Keeps a second computer, or a second data folder, from uploading the same folder: a small file in it says who watches it, and changes as long as
/// its writer lives. No clock is compared: a claim that doesn't change for a while, as seen from here, is stale and is taken over. Watchers that share
/// a queue share the claim, unless they send to different events: each new photo would go to both.
/// </summary>
internal sealed class FolderClaim(string folder, string queueFolder, string queueId, string linkId, bool sharesAnyEvent, bool recursive, ILogger logger) : IDisposable
{
    public const string FileName = ClaimFile.Name;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Confirmation = TimeSpan.FromSeconds(2);

    private readonly string _path = Path.Combine(folder, FileName);
    private readonly ClaimText _own = new()
    {
        QueueId = queueId,
        Computer = Environment.MachineName,
        User = Environment.UserName,
        DataFolder = queueFolder,
        LinkId = linkId,
        Watcher = Guid.NewGuid().ToString("N"),
        ProcessId = ProcessMark.OwnId,
        Started = ProcessMark.OwnStart,
        Scope = ProcessMark.Scope,
        Recursive = recursive,
    };

    private string _seen = "";
    private TimeSpan _seenAt;
    private TimeSpan _nextBeat;
    private TimeSpan? _confirmAt;

    public bool IsHeld { get; private set; }

    /// <summary>When the claim was written last, by the clock that dates the folder's files: a network drive has its own.</summary>
    public DateTimeOffset? WrittenAt { get; private set; }

    /// <summary>Whether no claim can be written here, so that nothing keeps others out.</summary>
    public bool IsUnprotected { get; private set; }

    /// <summary>Who else watches the folder.</summary>
    public HotFolderProblem? HeldBy { get; private set; }

    /// <summary>Whether the other's claim was seen to change.</summary>
    public bool IsOtherAlive { get; private set; }

    /// <summary>Whether the folder may be watched from here.</summary>
    public bool IsGranted => IsHeld || IsUnprotected;

    /// <summary>Looks at the claim, and writes to it where that is due.</summary>
    public void Refresh(TimeSpan now)
    {
        if (IsHeld && now < _nextBeat)
        {
            return;
        }

        try
        {
            Look(now);
        }
        catch (UnauthorizedAccessException e)
        {
            BeUnprotected(e);
        }
        catch (IOException e) when (FileAccessProbe.IsFull(e) || (!FileAccessProbe.IsInUse(e) && e is not DirectoryNotFoundException && !File.Exists(_path)))
        {
            BeUnprotected(e);
        }
        catch (IOException)
        {
            // Somebody else has it open for a moment, or the folder goes; the next look tells.
        }

        _nextBeat = now + (IsGranted ? Heartbeat : TimeSpan.Zero);
    }

    public void Dispose()
    {
        try
        {
            // Another watcher of the same queue may have written it, and go on.
            if (IsHeld && Parse(Read())?.Watcher == _own.Watcher)
            {
                File.Delete(_path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.ClaimLeft(logger, _path, e.Message);
        }
    }

    private void Look(TimeSpan now)
    {
        var text = Read();
        if (text is null)
        {
            Write(FileMode.CreateNew);
            Hold();
        }
        else if (Parse(text) is { } claim && IsOwn(claim))
        {
            if (claim.Watcher != _own.Watcher && IsRunning(claim.ProcessId))
            {
                Share(claim, text, now);
            }
            else if (_confirmAt is not { } due || now >= due)
            {
                Write(FileMode.OpenOrCreate);
                Hold();
            }
        }
        else if (!IsHeld || Parse(text) is not null)
        {
            // A process that shares the queue may be just writing its own.
            Wait(text, now);
        }
    }

    // What its writer holds is left as it is, so that it ends with its writer and not with this one.
    private void Share(ClaimText claim, string text, TimeSpan now)
    {
        if (sharesAnyEvent || claim.LinkId == linkId)
        {
            Hold();
            return;
        }

        Wait(text, now);
        IsOtherAlive = true;
    }

    private void Wait(string text, TimeSpan now)
    {
        (IsHeld, _confirmAt) = (false, null);
        var other = Parse(text);
        if (text != _seen)
        {
            IsOtherAlive = _seen.Length > 0;
            (_seen, _seenAt) = (text, now);
            if (HeldBy is null)
            {
                Log.Claimed(logger, folder, other?.Computer ?? "?", other?.User ?? "?", other?.DataFolder ?? "?");
            }
        }

        // A stale claim on a full disk can't be replaced, and says so once.
        IsUnprotected &= now - _seenAt >= Stale;
        HeldBy = other is null ? Problems.ClaimUnreadable(folder)
            : IsOwn(other) ? Problems.WatchedForOtherEvent(folder, FolderOwners.Of(other, folder))
            : Problems.WatchedElsewhere(folder, FolderOwners.Of(other, folder));
        if (now - _seenAt >= Stale)
        {
            // Two may do this at once. The file holds the claim of the last of them, and a moment later both know.
            Write(FileMode.OpenOrCreate);
            (IsUnprotected, _confirmAt) = (false, now + Confirmation);
        }
    }

    private void Hold()
    {
        (IsHeld, IsUnprotected, IsOtherAlive, HeldBy, _confirmAt, _seen) = (true, false, false, null, null, "");
        WrittenAt = File.GetLastWriteTimeUtc(_path);
    }

    private void BeUnprotected(Exception cause)
    {
        if (!IsUnprotected)
        {
            Log.Unprotected(logger, folder, cause.Message);
        }

        (IsHeld, IsUnprotected, HeldBy, WrittenAt) = (false, true, null, null);
    }

    private bool IsOwn(ClaimText? claim) => claim?.QueueId == queueId && claim.Computer == _own.Computer;

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private string? Read()
    {
        try
        {
            using var stream = FileAccessProbe.OpenShared(_path);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>In place, which needs no room on a full disk. There a new one is not left behind empty, as if it were somebody's.</summary>
    private void Write(FileMode mode)
    {
        _own.Beat++;
        var bytes = JsonSerializer.SerializeToUtf8Bytes(_own, FolderJson.Default.ClaimText);
        try
        {
            using var stream = new FileStream(_path, mode, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            stream.Write(bytes, 0, bytes.Length);
            stream.Flush();
            stream.SetLength(bytes.Length);
        }
        catch (IOException e) when (mode == FileMode.CreateNew && FileAccessProbe.IsFull(e))
        {
            File.Delete(_path);
            throw;
        }
    }

    private static ClaimText? Parse(string? text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonSerializer.Deserialize(text!, FolderJson.Default.ClaimText);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
