using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>The one loop that owns a hot folder's state: it takes hints and results from other threads one after the other.</summary>
internal sealed class FolderLoop : IDisposable
{
    private const int ManyHints = 5000;

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private readonly IPhotoQueue _queue;
    private readonly HotFolderOptions _options;
    private readonly ILogger _logger;
    private readonly FolderSet _folders;
    private readonly Board _board;
    private readonly FolderScanner _scanner;
    private readonly AlbumDesk _albums;
    private readonly Examiner _examiner;
    private readonly UploadFollower _follower;
    private readonly Signal _signal;
    private readonly CancellationToken _stop;
    private readonly long _start;
    private readonly ConcurrentQueue<Action> _mailbox = new();
    private readonly ConcurrentQueue<(WatchedFolder Folder, string Path)> _hints = new();
    private readonly ConcurrentQueue<string> _deleted = new();
    private readonly Waiters _waiters = new();
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
        _signal = new Signal(options.TimeProvider);
        _board = new Board(logger, raise);
        _folders = new FolderSet(options, _board, logger, Hint, Delete, _signal.Set);
        _follower = new UploadFollower(queue, options.AfterUpload, _board, logger, () => Now, Hint, Post, start, stop);
        var filter = new FileFilter(options.Recursive, options.Include, options.Exclude, queue.Folder);
        _claims = new FolderClaims(queue, options, filter, _board, logger);
        _scanner = new FolderScanner(options, filter, _board, logger, _follower.Follow);
        _albums = new AlbumDesk(options, logger, () => Now, AlbumAnswered, stop);
        var intake = new FileIntake(options, _albums, new HandOver(queue, options, _albums, logger), logger);
        _examiner = new Examiner(intake, _board, logger, () => Now, Post, Hint, _follower.Follow, keepsUploads: options.AfterUpload != AfterUpload.Keep, start, stop);
    }

    internal IReadOnlyList<WatchedFolder> Folders => _folders.All;

    public HotFolderStatus Status => _board.Status(_folders.All);

    private bool IsBusy => _examiner.Running + _follower.Running + _albums.Running > 0;

    private TimeSpan Now => _options.TimeProvider.GetElapsedTime(_start);

    public async Task RunAsync()
    {
        using var wake = _stop.Register(_signal.Set);
        using var beats = _claims.KeepAlive(() => _folders.All, () => Now);
        var next = TimeSpan.Zero;
        while (!_stop.IsCancellationRequested || IsBusy)
        {
            try
            {
                next = await StepAsync().ConfigureAwait(false);
                _board.Trouble = null;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                next = Now + Refresh;
            }
#pragma warning disable CA1031 // Nothing may end the watching but its owner.
            catch (Exception e)
#pragma warning restore CA1031
            {
                // Said once, not every second: the disk may stay full all night.
                if (_board.Trouble != e.Message)
                {
                    Log.Stumbled(_logger, e);
                }

                _board.Trouble = e.Message;
                next = Now + Refresh;
            }

            // The last results may have come with this very step; nothing would wake a wait for them.
            if (!_stop.IsCancellationRequested || IsBusy)
            {
                await _signal.WaitAsync(next - Now).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Searches every folder now.</summary>
    public Task ScanAsync(bool untilSettled, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(untilSettled, cancellationToken);
        _waiters.Add(waiter);
        _signal.Set();
        return waiter.Task;
    }

    public void Dispose()
    {
        _waiters.End();
        _follower.Dispose();
        _folders.Dispose();
    }

    private void Post(Action work)
    {
        _mailbox.Enqueue(work);
        _signal.Set();
    }

    private void AlbumAnswered(string title) => Post(() =>
    {
        _albums.Finished();
        _examiner.AlbumAnswered(title);
    });

    /// <summary>Does what is due.</summary>
    /// <returns>When the next thing is.</returns>
    internal async Task<TimeSpan> StepAsync()
    {
        while (_mailbox.TryDequeue(out var work))
        {
            work();
        }

        _scanAll |= _waiters.Take();
        _stop.ThrowIfCancellationRequested();
        if (_scanAll || Now >= _nextRefresh)
        {
            _nextRefresh = Now + Refresh;
            _folders.Refresh(Now);
            _claims.Refresh(_folders.All, Now);
        }

        TakeHints();
        await ScanAsync().ConfigureAwait(false);
        var nextFile = _examiner.StartDue(Now);
        _waiters.Complete(IsPending);
        _waiters.Fail(FolderClaims.Refusal(_folders.All));
        var next = nextFile < _nextRefresh ? nextFile : _nextRefresh;
        return !_hints.IsEmpty && _nextHints < next ? _nextHints : next;
    }

    private bool IsPending(string path) =>
        (_board.Candidates.TryGetValue(path, out var candidate) && !candidate.IsStuck(Now)) || (_board.Known.TryGetValue(path, out var known) && known.IsBeingFinished);

    internal void Hint(WatchedFolder folder, string path)
    {
        _hints.Enqueue((folder, path));
        // A film that is written fifty times a second is no reason to wake up fifty times.
        if (Interlocked.Exchange(ref _isHinted, 1) == 0)
        {
            _signal.Set();
        }
    }

    private void Delete(string path)
    {
        _deleted.Enqueue(path);
        _signal.Set();
    }

    private void TakeHints()
    {
        while (_deleted.TryDequeue(out var path))
        {
            if (!File.Exists(path))
            {
                _board.Forget(path);
            }
        }

        if (!_scanAll && Now < _nextHints)
        {
            return;
        }

        Interlocked.Exchange(ref _isHinted, 0);
        if (!_hints.IsEmpty)
        {
            _nextHints = Now + Readiness.Settle;
        }

        if (_hints.Count > ManyHints)
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
                _scanner.Look(hint.Folder, hint.Path, Now);
            }
        }
    }

    private async Task ScanAsync()
    {
        var due = Array.FindAll(_folders.All, folder => folder.Claim?.IsGranted == true && folder.IsThere == true && (_scanAll || folder.NextScan <= Now));
        if (Array.Exists(due, static folder => !folder.WasScanned))
        {
            _scanner.Ledger = await Ledger.LoadAsync(_queue, [.. due.Select(static folder => folder.Path)], _stop).ConfigureAwait(false);
        }

        if (due.Length > 0)
        {
            // Before the search, which then finds what a person took back.
            await _follower.RefreshAsync(isAsked: _scanAll, _stop).ConfigureAwait(false);
        }

        foreach (var folder in due)
        {
            _claims.NoteUse(folder);
            _scanner.Scan(folder, Now);
        }

        _scanner.Ledger = new Ledger();

        // Who waits for the folder waits until it may be watched, or until it is known that it may not.
        if (_scanAll && Array.TrueForAll(_folders.All, static folder => folder.IsThere != true || folder.Claim?.IsGranted == true))
        {
            _scanAll = false;
            foreach (var file in _board.Candidates.Values)
            {
                file.LooksWhenAsked = file.Looks;
                _board.Schedule.Set(file, Now);
            }

            List<string> pending = [.. _board.Candidates.Keys, .. _board.BeingFinished];
            _waiters.Scanned(pending);
        }
    }
}
