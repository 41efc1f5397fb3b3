using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.History;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Watching;

/// <summary>A watched folder and its state.</summary>
internal sealed class WatchedFolder(
    string path, HotFolderOptions options, ILogger logger, Action<WatchedFolder, string> changed,
    Action wake, Action<string>? deleted = null)
    : IDisposable
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(60);

    private FolderWatcher? _watcher;
    private (ulong Device, ulong Inode, DateTime? CreatedUtc)? _identity;
    private TimeSpan _nextWatcher;
    private TimeSpan? _watchedSince;
    private bool _wasUsable;
    private bool _isPolled;
    private int _failures;
    private volatile bool _failed;
    private volatile string _cause = "";

    public string Path { get; } = path;

    /// <summary>Null before the first check.</summary>
    public bool? Exists { get; private set; }

    public bool IsFile { get; private set; }

    public bool IsOnNetwork { get; private set; }

    public bool IsPolling => _isPolled || _watcher is null;

    /// <summary>Whether it exists and the last scan could read it.</summary>
    public bool IsUsable => Exists == true && Unreadable is null;

    /// <summary>Why watching is slower than it could be.</summary>
    public HotFolderProblem? Problem { get; private set; }

    /// <summary>Why the last scan found nothing at all.</summary>
    public string? Unreadable { get; set; }

    public HotFolderProblem Absence =>
        Exists == true
            ? ProblemFactory.Unreadable(Path, Unreadable)
            : IsFile ? ProblemFactory.NotAFolder(Path) : ProblemFactory.Missing(Path);

    /// <summary>What the folder is used for, once it is recorded.</summary>
    public FolderUse? Use { get; set; }

    /// <summary>What happens to the files from before, unless only the event changed.</summary>
    public HotFolderProblem? History { get; set; }

    /// <summary>When watching started, by the clock that dates the folder's files.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>Keeps other watchers out of the folder, once it exists.</summary>
    public FolderClaim? Claim { get; set; }

    /// <summary>The number of lost claims that were handled.</summary>
    public int Losses { get; set; }

    public TimeSpan NextScan { get; set; }

    public bool WasScanned { get; set; }

    /// <summary>Checks whether the folder appeared, disappeared or was replaced, and repairs the watcher.</summary>
    public HotFolderChange? Refresh(TimeSpan now)
    {
        var was = Exists;
        Exists = Directory.Exists(Path);
        IsFile = Exists != true && File.Exists(Path);
        if (Exists != true)
        {
            StopWatching();
            Unreadable = null;
            WasScanned = false; // What comes back may be another memory card, with old photos of its own.
            return DetectChange(isFirst: was is null);
        }

        if (was != true)
        {
            IsOnNetwork = options.Polling == true || NetworkMount.Contains(Path);
            _isPolled = options.Polling ?? IsOnNetwork;
            if (_isPolled)
            {
                Log.NetworkFolder(logger, Path, options.PollInterval.TotalSeconds);
            }

            NextScan = now;
        }

        // A watcher never reports anything again after its folder was recreated, or its network share was reconnected.
        // Windows reports that as the watcher's error, and macOS watches paths.
        if (_watcher is not null && LinuxFiles.ReadIdentity(Path) != _identity)
        {
            NextScan = now;
            StopWatching();
        }

        if (_failed)
        {
            // A single overflow is repaired immediately; a watcher that fails repeatedly is retried less and less often.
            ScheduleRetry(now, firstDelay: TimeSpan.Zero);
            StopWatching();
            NextScan = now;
            Problem = now < _nextWatcher ? ProblemFactory.NoNotifications(Path, _cause, options.PollInterval) : null;
        }

        if (_watcher is null && options.Polling != true && now >= _nextWatcher)
        {
            StartWatching(now);
        }

        return DetectChange(isFirst: was is null);
    }

    /// <summary>Records that the folder was scanned and schedules the next scan.</summary>
    public void OnScanned(TimeSpan now)
    {
        WasScanned |= Unreadable is null;
        NextScan = now + (IsPolling && options.PollInterval < options.ScanInterval ? options.PollInterval : options.ScanInterval);
    }

    /// <summary>Records, on any thread, that the watcher has failed.</summary>
    public void OnWatcherFailed(Exception cause)
    {
        if (!_failed && _failures <= 1)
        {
            Log.WatcherFailed(logger, Path, cause.Message);
        }

        _cause = cause.Message;
        _failed = true;
        wake();
    }

    public void Dispose()
    {
        Claim?.Dispose();
        StopWatching();
    }

    private HotFolderChange? DetectChange(bool isFirst)
    {
        if (_wasUsable == IsUsable && !isFirst)
        {
            return null;
        }

        _wasUsable = IsUsable;
        return IsUsable ? HotFolderChange.FolderFound : HotFolderChange.FolderLost;
    }

    private void StartWatching(TimeSpan now)
    {
        try
        {
            // In this order: a folder that is replaced in between is noticed by the next refresh.
            _identity = LinuxFiles.ReadIdentity(Path);
            _watcher = new FolderWatcher(
                Path, options.Recursive, changed: file => changed(this, file), deleted ?? (static _ => { }), OnWatcherFailed);
            _watchedSince = now;
            Problem = null;
            // There was no notification of changes between the last scan and this moment.
            NextScan = now;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (Problem is null)
            {
                Log.WatcherFailed(logger, Path, e.Message);
            }

            Problem = ProblemFactory.NoNotifications(
                Path, e.Message, options.PollInterval,
                " On Linux, raising fs.inotify.max_user_instances and fs.inotify.max_user_watches helps.");
            ScheduleRetry(now, FirstRetryDelay);
        }
    }

    private void ScheduleRetry(TimeSpan now, TimeSpan firstDelay)
    {
        _failures = now - _watchedSince > MaxRetryDelay ? 0 : _failures + 1;
        _watchedSince = null;
        _nextWatcher = now + (_failures <= 1 ? firstDelay : Backoff.Delay(_failures, FirstRetryDelay, MaxRetryDelay));
    }

    private void StopWatching()
    {
        _failed = false;
        _watcher?.Dispose();
        _watcher = null;
    }
}
