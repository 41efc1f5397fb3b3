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

/// <summary>The loop that owns a hot folder's state: it processes the hints and results of other threads one after another.</summary>
internal sealed class FolderLoop : IDisposable
{
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
    private readonly Mailbox _mailbox;
    private readonly CancellationToken _stop;
    private readonly long _start;
    private readonly ScanRequests _scanRequests = new();
    private readonly FolderClaims _claims;
    private TimeSpan _nextRefresh;
    private TimeSpan _nextHints;
    private bool _scanAll;

    /// <summary>Initializes a loop.</summary>
    /// <param name="queue">The queue that receives the photos.</param>
    /// <param name="options">The validated options.</param>
    /// <param name="logger">The logger.</param>
    /// <param name="raise">Raises the event for a change.</param>
    /// <param name="start">Starts work that takes time: on the thread pool, or synchronously in tests.</param>
    /// <param name="stop">Stops the loop.</param>
    public FolderLoop(
        IPhotoQueue queue, HotFolderOptions options, ILogger logger, Action<HotFolderEventArgs> raise, Action<Func<Task>> start,
        CancellationToken stop)
    {
        _queue = queue;
        _options = options;
        _logger = logger;
        _stop = stop;
        _start = options.TimeProvider.GetTimestamp();
        _mailbox = new Mailbox(options.TimeProvider);
        var loop = new LoopContext(_mailbox, () => Now, start, stop);
        _state = new FolderState(logger, raise);
        _folders = new WatchedFolders(options, _state, logger, AddHint, OnDeleted, _mailbox.Wake);
        _uploadedFiles = new UploadedFileHandler(queue, options.AfterUpload, _state, logger, loop);
        var filter = new FileFilter(options.Recursive, options.Include, options.Exclude, queue.Folder);
        _claims = new FolderClaims(queue, options, filter, _state, logger);
        _scanner = new FolderScanner(options, filter, _state, logger, _uploadedFiles);
        _albums = new AlbumResolver(options, logger, loop, title => _scheduler!.OnAlbumResolved(title));
        var examiner = new FileExaminer(options, _albums, new QueueFeeder(queue, options, _albums, logger), logger);
        _scheduler = new CandidateScheduler(examiner, _state, logger, loop, _uploadedFiles);
    }

    internal IReadOnlyList<WatchedFolder> Folders => _folders.All;

    public HotFolderStatus Status => _state.Status(_folders.All);

    private bool IsBusy => _scheduler.Running + _uploadedFiles.Running + _albums.Running > 0;

    private TimeSpan Now => _options.TimeProvider.GetElapsedTime(_start);

    public async Task RunAsync()
    {
        using var wake = _stop.Register(_mailbox.Wake);
        using var heartbeats = _claims.KeepAlive(() => _folders.All, () => Now);
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
#pragma warning disable CA1031 // Only the owner may end the watching.
            catch (Exception e)
#pragma warning restore CA1031
            {
                // Logged once, not every second: the disk may stay full all night.
                if (_state.LoopError != e.Message)
                {
                    Log.LoopFailed(_logger, e);
                }

                _state.LoopError = e.Message;
                next = Now + RefreshInterval;
            }

            // The last results may have arrived in this very step; then nothing would end a wait for them.
            if (!_stop.IsCancellationRequested || IsBusy)
            {
                await _mailbox.WaitAsync(next - Now).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Scans every folder now.</summary>
    public Task ScanAsync(bool untilSettled, CancellationToken cancellationToken)
    {
        var request = new ScanRequest(untilSettled, cancellationToken);
        _scanRequests.Add(request);
        _mailbox.Wake();
        return request.Task;
    }

    public void Dispose()
    {
        _scanRequests.Close();
        _uploadedFiles.Dispose();
        _folders.Dispose();
    }

    /// <summary>Does everything that is due.</summary>
    /// <returns>When the next step is due.</returns>
    internal async Task<TimeSpan> StepAsync()
    {
        _mailbox.RunWork();
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
        return _mailbox.HasHints && _nextHints < next ? _nextHints : next;
    }

    private bool IsPending(string path) =>
        (_state.Candidates.TryGetValue(path, out var candidate) && !candidate.IsStuck(Now))
            || (_state.Handled.TryGetValue(path, out var known) && known.IsBeingCleanedUp);

    internal void AddHint(WatchedFolder folder, string path) => _mailbox.AddHint(folder, path);

    private void OnDeleted(string path) => _mailbox.Post(() =>
    {
        if (!File.Exists(path))
        {
            _state.Forget(path);
        }
    });

    private void ProcessHints()
    {
        if (!_scanAll && Now < _nextHints)
        {
            return;
        }

        var hints = _mailbox.TakeHints();
        if (hints is not { Count: 0 })
        {
            _nextHints = Now + Candidate.MinQuietPeriod;
        }

        // One scan is cheaper than thousands of single checks, and includes them.
        _scanAll |= hints is null;
        if (_scanAll)
        {
            return;
        }

        try
        {
            foreach (var (folder, path) in hints!)
            {
                // Before the first scan it isn't known which files belong to the event; the scan then finds this one.
                if (folder is { Use: not null, Claim.IsGranted: true })
                {
                    _scanner.ScanPath(folder, path, Now);
                }
            }
        }
        catch
        {
            // The next step's scan finds the files of the remaining hints.
            _scanAll = true;
            throw;
        }
    }

    private async Task ScanAsync()
    {
        var due = Array.FindAll(
            _folders.All, folder => folder.Claim?.IsGranted == true && folder.Exists == true && (_scanAll || folder.NextScan <= Now));
        if (Array.Exists(due, static folder => !folder.WasScanned))
        {
            _scanner.StartupIndex =
                await StartupIndex.LoadAsync(_queue, [.. due.Select(static folder => folder.Path)], _stop).ConfigureAwait(false);
        }

        if (due.Length > 0)
        {
            // Before the scan, which then finds the photos that were restored in the queue.
            await _uploadedFiles.RefreshAsync(isRequested: _scanAll, _stop).ConfigureAwait(false);
        }

        foreach (var folder in due)
        {
            _claims.RecordUse(folder);
            _scanner.Scan(folder, Now);
        }

        _scanner.StartupIndex = new StartupIndex();

        // A caller waits until the folder may be watched, or until it is known that it may not.
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
