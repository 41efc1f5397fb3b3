using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Internal.Session;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Queue;

/// <summary>
/// A durable queue of photos and videos: what was enqueued is delivered, through crashes, power cuts and hours offline. Any number of
/// processes may enqueue into one folder and read from it; one of them sends. Thread-safe.
/// </summary>
/// <remarks>The members are virtual, so that a test can replace them.</remarks>
public partial class UploadQueue : IAsyncDisposable, IDisposable
{
    private EventPicsClient? _client;
    private readonly UploadQueueOptions _options = null!;
    private readonly ILogger _logger = NullLogger.Instance;
    private readonly ChangedEventDispatcher _dispatcher = null!;
    private readonly object _lock = new();
    private readonly PauseState _pauseState = new();
    private readonly CancellationTokenSource _closing = new();
    private Task<QueueSession>? _opening;
    private NetworkChangeListener? _networkChanges;
    private EventHandler<QueueChangedEventArgs>? _changed;
    private bool _isDisposed;

    internal UploadQueue(EventPicsClient? client, UploadQueueOptions options, ILoggerFactory? loggerFactory)
    {
        _client = client;
        _options = options.Snapshot();
        Folder = _options.ResolveFolder();
        _logger = new SafeLogger((loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("EventPics.Queue"));
        _dispatcher = new ChangedEventDispatcher(
            SynchronizationContext.Current, _options.TimeProvider, _logger, change => _changed?.Invoke(this, change));
    }

    /// <summary>Initializes a queue without a folder, for tests that override the members they call.</summary>
    protected UploadQueue() => Folder = "";

    /// <summary>
    /// Raised in order when a photo's state or progress changes, on the synchronization context the queue was opened on, which is the
    /// UI thread there, else on the thread pool.
    /// </summary>
    public virtual event EventHandler<QueueChangedEventArgs>? Changed
    {
        add
        {
            lock (_lock)
            {
                _changed += value;
            }
        }

        remove
        {
            lock (_lock)
            {
                _changed -= value;
            }
        }
    }

    /// <summary>The full path of the queue's folder.</summary>
    public virtual string Folder { get; }

    /// <summary>Opens the queue, creates its folder when missing, and sends in the background while no other process does.</summary>
    /// <param name="client">Sends the photos; the caller keeps ownership, and disposes it after the queue.</param>
    /// <param name="options">Where the queue lives and how it sends.</param>
    /// <param name="loggerFactory">Where to log.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <returns>The open queue; dispose it to stop sending. Waiting photos stay queued.</returns>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    /// <exception cref="UploadQueueException">The folder can't be used.</exception>
    public static Task<UploadQueue> OpenAsync(
        EventPicsClient client, UploadQueueOptions? options = null, ILoggerFactory? loggerFactory = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new UploadQueue(client, options ?? new UploadQueueOptions(), loggerFactory).OpenOrDisposeAsync(cancellationToken);
    }

    /// <summary>Opens the queue to enqueue, list and repair without sending: no API key is needed.</summary>
    /// <param name="options">Where the queue lives.</param>
    /// <param name="loggerFactory">Where to log.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <returns>The open queue.</returns>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    /// <exception cref="UploadQueueException">The folder can't be used.</exception>
    public static Task<UploadQueue> OpenWithoutSendingAsync(
        UploadQueueOptions? options = null, ILoggerFactory? loggerFactory = null, CancellationToken cancellationToken = default) =>
        new UploadQueue(null, options ?? new UploadQueueOptions(), loggerFactory).OpenOrDisposeAsync(cancellationToken);

    /// <summary>
    /// Starts no more uploads until <see cref="Resume"/>. Uploads in progress are finished; other processes are not affected.
    /// </summary>
    public virtual void Pause() => _pauseState.SetPaused(true);

    /// <summary>Ends <see cref="Pause"/> and retries immediately what a failure had paused.</summary>
#pragma warning disable CA1716 // The natural pair of Pause. Visual Basic calls it as usual; only an override needs brackets around the name.
    public virtual void Resume()
#pragma warning restore CA1716
    {
        _pauseState.SetPaused(false);
        CurrentSession?.Worker?.RetryNow(networkOnly: false);
    }

    /// <summary>
    /// Starts to send from a queue that was opened without sending, for instance because there was no API key yet. While another process
    /// sends from the folder, this one waits to become the sender.
    /// </summary>
    /// <param name="client">Sends the photos; the caller keeps ownership, and disposes it after the queue.</param>
    /// <param name="cancellationToken">Stops waiting for the queue to open.</param>
    /// <exception cref="InvalidOperationException">
    /// The queue has a client already. Change that client's key with <see cref="EventPicsClient.UpdateApiKey"/>.
    /// </exception>
    /// <exception cref="UploadQueueException">The folder can't be used.</exception>
    public virtual async Task StartSendingAsync(EventPicsClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_client is not null)
            {
                throw new InvalidOperationException(
                    "The queue sends already. To replace its API key, call UpdateApiKey of its client, then Probe.");
            }

            _client = client;
            _networkChanges ??= ListenForNetworkChanges();
        }

        await session.StartSendingAsync(client).ConfigureAwait(false);
    }

    /// <summary>
    /// Retries immediately what a failure had paused. After <see cref="EventPicsClient.UpdateApiKey"/>, for instance, photos that waited
    /// for a valid API key are sent without delay.
    /// </summary>
    public virtual void Probe() => CurrentSession?.Worker?.RetryNow(networkOnly: false);

    /// <summary>Starts no more uploads until the result is disposed, for instance while the camera captures. Holds add up.</summary>
    /// <returns>An object that ends the hold when it is disposed.</returns>
    public virtual IDisposable Hold() => _pauseState.Hold();

    /// <summary>Stops sending within about 5 s. Upload URLs are kept, so that an interrupted photo is sent to the same URL again.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Task<QueueSession>? opening;
        lock (_lock)
        {
            (_isDisposed, opening, _opening) = (true, _opening, null);
        }

        _closing.Cancel();
        if (opening is null)
        {
            return;
        }

        QueueSession session;
        try
        {
            session = await opening.ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return; // It was never open.
        }

        _networkChanges?.Dispose();
        await session.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Does the same as <see cref="DisposeAsync"/>, but blocks.</summary>
    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();
    }

    /// <summary>Opens the queue if it is not open. A test's substitute needs no opening, so that a host can start with it.</summary>
    internal async Task<UploadQueue> EnsureOpenAsync(CancellationToken cancellationToken = default)
    {
        if (_options is null)
        {
            return this;
        }

        await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return this;
    }

    // The caller gets nothing to dispose if opening fails.
    private async Task<UploadQueue> OpenOrDisposeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await EnsureOpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private QueueSession? CurrentSession
    {
        get
        {
            lock (_lock)
            {
                return _opening is { Status: TaskStatus.RanToCompletion } opened ? opened.Result : null;
            }
        }
    }

    // All callers share one open operation; each can cancel its own wait.
    private async Task<QueueSession> GetSessionAsync(CancellationToken cancellationToken = default)
    {
        if (_options is null)
        {
            throw new InvalidOperationException(
                "This queue was created without a folder, for tests. Override the members that are called.");
        }

        Task<QueueSession> opening;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_opening is null || _opening.IsFaulted || _opening.IsCanceled)
            {
                _opening = OpenSessionAsync();
            }

            opening = _opening;
        }

        await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await opening.ConfigureAwait(false);
    }

    private async Task<QueueSession> OpenSessionAsync()
    {
        var session =
            await QueueSession.OpenAsync(_client, Folder, _options, _pauseState, _dispatcher, _logger, _closing.Token).ConfigureAwait(false);
        if (_client is not null)
        {
            _networkChanges = ListenForNetworkChanges();
        }

        return session;
    }

    private NetworkChangeListener? ListenForNetworkChanges() =>
        NetworkChangeListener.TrySubscribe(() => CurrentSession?.Worker?.RetryNow(networkOnly: true), _logger);
}
