using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>One folder and the state of its watching.</summary>
internal sealed class WatchedFolder(string path, HotFolderOptions options, ILogger logger, Action<WatchedFolder, string> changed, Action wake) : IDisposable
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(60);

    private FolderWatcher? _watcher;
    private DateTime _identity;
    private TimeSpan _nextWatcher;
    private TimeSpan _watchedSince;
    private int _failures;
    private volatile bool _failed;

    public string Path { get; } = path;

    /// <summary>Null until it was looked for.</summary>
    public bool? IsThere { get; private set; }

    public bool IsOnNetwork { get; private set; }

    public bool IsPolling => IsOnNetwork || _watcher is null;

    public string? Problem { get; private set; }

    public TimeSpan NextScan { get; set; }

    public bool WasScanned { get; set; }

    /// <summary>Looks whether the folder came, went or is another one now, and mends the watching.</summary>
    public HotFolderChange? Refresh(TimeSpan now)
    {
        var isThere = Directory.Exists(Path);
        var identity = isThere ? Directory.GetCreationTimeUtc(Path) : default;
        var was = IsThere;
        IsThere = isThere;
        if (!isThere)
        {
            Unwatch();
            return was == false ? null : HotFolderChange.FolderLost;
        }

        if (was != true)
        {
            IsOnNetwork = options.Polling ?? NetworkMount.Holds(Path);
            if (IsOnNetwork)
            {
                Log.NetworkFolder(logger, Path, options.PollInterval.TotalSeconds);
            }
        }

        if (was != true || identity != _identity)
        {
            // Another folder of the same name gives the old watcher no sign.
            _identity = identity;
            Unwatch();
            NextScan = now;
        }

        if (_failed)
        {
            // One overflow is mended at once; a watcher that fails again and again is left alone for longer and longer.
            BackOff(now, firstDelay: TimeSpan.Zero);
            Unwatch();
            NextScan = now;
        }

        if (_watcher is null && options.Polling != true && now >= _nextWatcher)
        {
            Watch(now);
        }

        return was == true ? null : HotFolderChange.FolderFound;
    }

    /// <summary>When the folder was searched and is to be searched again.</summary>
    public void Scanned(TimeSpan now)
    {
        WasScanned = true;
        NextScan = now + (IsPolling && options.PollInterval < options.ScanInterval ? options.PollInterval : options.ScanInterval);
    }

    public void Dispose() => Unwatch();

    private void Watch(TimeSpan now)
    {
        try
        {
            _watcher = new FolderWatcher(Path, options.Recursive, path => changed(this, path), Failed);
            _watchedSince = now;
            Problem = null;
            // What came between the last search and this moment gave no sign.
            NextScan = now;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (Problem is null)
            {
                Log.WatcherFailed(logger, Path, e.Message);
            }

            Problem = $"The system tells no changes in '{Path}' ({e.Message}), so it is searched every {options.PollInterval.TotalSeconds:0.#} s. "
                + "On Linux, raising fs.inotify.max_user_instances and fs.inotify.max_user_watches helps.";
            BackOff(now, firstDelay: TimeSpan.FromSeconds(1));
        }
    }

    private void BackOff(TimeSpan now, TimeSpan firstDelay)
    {
        _failures = now - _watchedSince > LongestBackOff ? 0 : _failures + 1;
        var delay = _failures <= 1 ? firstDelay : TimeSpan.FromSeconds(1 << Math.Min(_failures, 6));
        _nextWatcher = now + (delay < LongestBackOff ? delay : LongestBackOff);
    }

    private void Failed(Exception cause)
    {
        if (!_failed && _failures <= 1)
        {
            Log.WatcherFailed(logger, Path, cause.Message);
        }

        _failed = true;
        wake();
    }

    private void Unwatch()
    {
        _failed = false;
        _watcher?.Dispose();
        _watcher = null;
    }
}
