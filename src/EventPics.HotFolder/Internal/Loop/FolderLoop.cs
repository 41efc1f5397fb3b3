using System.Collections.Concurrent;
using EventPics.HotFolder.Internal.Albums;
using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Intake;
using EventPics.HotFolder.Internal.PostUpload;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.HotFolder.Internal.Scanning;
using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Loop;

/// <summary>The one loop that owns a hot folder's state: it takes hints and results from other threads one after the other.</summary>
internal sealed class FolderLoop : IDisposable
{
    private const int MaxHints = 5000;

    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(1);

    private readonly IPhotoQueue _queue;
    private readonly HotFolderOptions _options;
    private readonly ILogger _logger;
    private readonly WatchedFolders _folders;
    private readonly FolderState _state;
    private readonly FolderScanner _scanner;
    private readonly AlbumResolver _albums;
    private readonly CandidateScheduler _scheduler;
    private readonly UploadedFileHandler _uploadedFiles;
    private readonly AsyncAutoResetEvent _wake;
    private readonly CancellationToken _stop;
    private readonly long _start;
    private readonly ConcurrentQueue<Action> _mailbox = new();
    private readonly ConcurrentQueue<(WatchedFolder Folder, string Path)> _hints = new();
    private readonly ConcurrentQueue<string> _deleted = new();
    private readonly ScanRequests _scanRequests = new();
    private readonly FolderClaims _claims;
    private TimeSpan _nextRefresh;
    private TimeSpan _nextHints;
    private int _isHinted;
    private bool _scanAll;

    /// <summary>Initializes a loop.</summary>
    /// <param name="queue">Gets the photos.</param>
    /// <param name="options">What to watch.</param>
    /// <param name="logger">Where to log.</param>
    /// <param name="raise">Reports changes.</param>
    /// <param name="start">Starts what takes its time: on the thread pool, or in a test right away.</param>
    /// <param name="stop">Ends it.</param>
    public FolderLoop(
        IPhotoQueue queue, HotFolderOptions options, ILogger logger, Action<HotFolderEventArgs> raise, Action<Func<Task>> start, CancellationToken stop)
    {
        _queue = queue;
        _options = options;
        _logger = logger;
        _stop = stop;
        _start = options.TimeProvider.GetTimestamp();
        _wake = new AsyncAutoResetEvent(options.TimeProvider);
        _state = new FolderState(logger, raise);
        _folders = new WatchedFolders(options, _state, logger, AddHint, AddDeletion, _wake.Set);
        _uploadedFiles = new UploadedFileHandler(queue, options.AfterUpload, _state, logger, () => Now, AddHint, Post, start, stop);
        var filter = new FileFilter(options.Recursive, options.Include, options.Exclude, queue.Folder);
        _claims = new FolderClaims(queue, options, filter, _state, logger);
        _scanner = new FolderScanner(options, filter, _state, logger, _uploadedFiles.Track);
        _albums = new AlbumResolver(options, logger, () => Now, OnAlbumResolved, stop);
        var intake = new FileExaminer(options, _albums, new QueueFeeder(queue, options, _albums, logger), logger);
        _scheduler = new CandidateScheduler(intake, _state, logger, () => Now, Post, AddHint, _uploadedFiles.Track, keepsUploads: options.AfterUpload != AfterUpload.Keep, start, stop);
    }

    internal IReadOnlyList<WatchedFolder> Folders => _folders.All;

    public HotFolderStatus Status => _state.Status(_folders.All);

    private bool IsBusy => _scheduler.Running + _uploadedFiles.Running + _albums.Running > 0;

    private TimeSpan Now => _options.TimeProvider.GetElapsedTime(_start);

    public async Task RunAsync()
    {
        using var wake = _stop.Register(_wake.Set);
        using var beats = _claims.KeepAlive(() => _folders.All, () => Now);
        var next = TimeSpan.Zero;
        while (!_stop.IsCancellationRequested || IsBusy)
        {
            try
            {
                next = await StepAsync().ConfigureAwait(false);
                _state.LoopError = null;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                next = Now + RefreshInterval;
            }
#pragma warning disable CA1031 // Nothing may end the watching but its owner.
            catch (Exception e)
#pragma warning restore CA1031
            {
                // Said once, not every second: the disk may stay full all night.
                if (_state.LoopError != e.Message)
                {
                    Log.LoopFailed(_logger, e);
                }

                _state.LoopError = e.Message;
                next = Now + RefreshInterval;
            }

            // The last results may have come with this very step; nothing would wake a wait for them.
            if (!_stop.IsCancellationRequested || IsBusy)
            {
                await _wake.WaitAsync(next - Now).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Searches every folder now.</summary>
    public Task ScanAsync(bool untilSettled, CancellationToken cancellationToken)
    {
        var waiter = new ScanRequest(untilSettled, cancellationToken);
        _scanRequests.Add(waiter);
        _wake.Set();
        return waiter.Task;
    }

    public void Dispose()
    {
        _scanRequests.Close();
        _uploadedFiles.Dispose();
        _folders.Dispose();
    }

    private void Post(Action work)
    {
        _mailbox.Enqueue(work);
        _wake.Set();
    }

    private void OnAlbumResolved(string title) => Post(() =>
    {
        _albums.EndLookup();
        _scheduler.OnAlbumResolved(title);
    });

    /// <summary>Does what is due.</summary>
    /// <returns>When the next thing is.</returns>
    internal async Task<TimeSpan> StepAsync()
    {
        while (_mailbox.TryDequeue(out var work))
        {
            work();
        }

        _scanAll |= _scanRequests.AcceptIncoming();
        _stop.ThrowIfCancellationRequested();
        if (_scanAll || Now >= _nextRefresh)
        {
            _nextRefresh = Now + RefreshInterval;
            _folders.Refresh(Now);
            _claims.Refresh(_folders.All, Now);
        }

        ProcessHints();
        await ScanAsync().ConfigureAwait(false);
        var nextFile = _scheduler.StartDue(Now);
        _scanRequests.Complete(IsPending);
        _scanRequests.Fail(FolderClaims.FindConflictError(_folders.All));
        var next = nextFile < _nextRefresh ? nextFile : _nextRefresh;
        return !_hints.IsEmpty && _nextHints < next ? _nextHints : next;
    }

    private bool IsPending(string path) =>
        (_state.Candidates.TryGetValue(path, out var candidate) && !candidate.IsStuck(Now)) || (_state.Handled.TryGetValue(path, out var known) && known.IsBeingCleanedUp);

    internal void AddHint(WatchedFolder folder, string path)
    {
        _hints.Enqueue((folder, path));
        // A film that is written fifty times a second is no reason to wake up fifty times.
        if (Interlocked.Exchange(ref _isHinted, 1) == 0)
        {
            _wake.Set();
        }
    }

    private void AddDeletion(string path)
    {
        _deleted.Enqueue(path);
        _wake.Set();
    }

    private void ProcessHints()
    {
        while (_deleted.TryDequeue(out var path))
        {
            if (!File.Exists(path))
            {
                _state.Forget(path);
            }
        }

        if (!_scanAll && Now < _nextHints)
        {
            return;
        }

        Interlocked.Exchange(ref _isHinted, 0);
        if (!_hints.IsEmpty)
        {
            _nextHints = Now + QuietPeriodPolicy.MinQuietPeriod;
        }

        if (_hints.Count > MaxHints)
        {
            // One search is cheaper than so many looks.
            _scanAll = true;
        }

        var seen = new HashSet<string>(Paths.Comparer);
        for (var left = _hints.Count; left > 0 && _hints.TryDequeue(out var hint); left--)
        {
            // Before the first search it isn't known which files belong to the event; the search then finds this one.
            if (!_scanAll && hint.Folder is { Use: not null, Claim.IsGranted: true } && seen.Add(hint.Path))
            {
                _scanner.ScanPath(hint.Folder, hint.Path, Now);
            }
        }
    }

    private async Task ScanAsync()
    {
        var due = Array.FindAll(_folders.All, folder => folder.Claim?.IsGranted == true && folder.Exists == true && (_scanAll || folder.NextScan <= Now));
        if (Array.Exists(due, static folder => !folder.WasScanned))
        {
            _scanner.StartupIndex = await StartupIndex.LoadAsync(_queue, [.. due.Select(static folder => folder.Path)], _stop).ConfigureAwait(false);
        }

        if (due.Length > 0)
        {
            // Before the search, which then finds what a person took back.
            await _uploadedFiles.RefreshAsync(isAsked: _scanAll, _stop).ConfigureAwait(false);
        }

        foreach (var folder in due)
        {
            _claims.RecordUse(folder);
            _scanner.Scan(folder, Now);
        }

        _scanner.StartupIndex = new StartupIndex();

        // Who waits for the folder waits until it may be watched, or until it is known that it may not.
        if (_scanAll && Array.TrueForAll(_folders.All, static folder => folder.Exists != true || folder.Claim?.IsGranted == true))
        {
            _scanAll = false;
            foreach (var file in _state.Candidates.Values)
            {
                file.ExaminationsWhenRequested = file.Examinations;
                _state.Schedule.Set(file, Now);
            }

            List<string> pending = [.. _state.Candidates.Keys, .. _state.BeingCleanedUp];
            _scanRequests.OnScanned(pending);
        }
    }
}
