using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Hosting;
using EventPics.HotFolder.Internal.Loop;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder;

/// <summary>Watches a folder and adds every finished photo or video in it to the upload queue, once.</summary>
public sealed class HotFolderWatcher : IAsyncDisposable, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly EventDispatcher _dispatcher;
    private readonly FolderLoop _loop;
    private readonly Lazy<Task> _running;
    private int _disposed;

    internal HotFolderWatcher(UploadQueue queue, HotFolderOptions options, ILogger logger)
    {
        _dispatcher = new EventDispatcher(logger);
        _loop = new FolderLoop(new PhotoQueue(queue), options, logger, Raise, static work => _ = Task.Run(work), _stop.Token);
        _running = new Lazy<Task>(() => Task.Run(_loop.RunAsync));
    }

    /// <summary>
    /// Occurs when a file is enqueued, waits, is skipped or rejected, and when the folder appears or disappears. Raised in the
    /// synchronization context in which the hot folder was opened, so that a window may show it; without one, on the thread pool.
    /// </summary>
    public event EventHandler<HotFolderEventArgs>? Changed;

    /// <summary>The current status.</summary>
    public HotFolderStatus Status => _loop.Status;

    /// <summary>Starts watching. The folder may be created later.</summary>
    /// <param name="queue">The queue that receives the photos; it belongs to the caller and must outlive the hot folder.</param>
    /// <param name="options">The folder and the destination. Later changes to the options have no effect.</param>
    /// <param name="loggerFactory">Creates the logger.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The hot folder. Dispose it to stop watching.</returns>
    /// <exception cref="ArgumentException">An option is missing or invalid.</exception>
    public static Task<HotFolderWatcher> OpenAsync(
        UploadQueue queue, HotFolderOptions options, ILoggerFactory? loggerFactory = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        var folder = new HotFolderWatcher(
            queue, HotFolderOptionsRules.Validate(options), (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<HotFolderWatcher>());
        folder.Start();
        return Task.FromResult(folder);
    }

    /// <summary>
    /// Finds the watcher that has claimed a folder: the folder itself, a folder above it with its subfolders, or a folder below it.
    /// Needs only read permission; where it can write, it reads the clock of a network drive from a file that is deleted immediately.
    /// </summary>
    /// <param name="folder">The folder; it may be missing.</param>
    /// <param name="recursive">Whether to search its subfolders for claims as well.</param>
    /// <returns>
    /// A live watcher, otherwise one that ended without removing its claim (<see cref="HotFolderOwner.IsAlive"/>), otherwise
    /// <see langword="null"/>.
    /// </returns>
    /// <exception cref="ArgumentException">The path is empty, invalid or <see langword="null"/>.</exception>
    public static HotFolderOwner? FindOwner(string folder, bool recursive = true)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return FolderOwners.Find(Paths.TrimSeparators(System.IO.Path.GetFullPath(folder)), recursive);
    }

    /// <summary>Scans the whole folder now.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when every file was found, though not necessarily enqueued.</returns>
    /// <exception cref="ObjectDisposedException">The hot folder is disposed.</exception>
    public Task ScanAsync(CancellationToken cancellationToken = default) => ScanAsync(untilSettled: false, cancellationToken);

    /// <summary>
    /// Scans the whole folder now and waits until each file in it is enqueued, already known, skipped or rejected, or has been waiting for
    /// 30 s for something that only a person or another program can change: see <see cref="HotFolderStatus.Waiting"/> for those and the
    /// reasons.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>
    /// A task that completes then. Files that are already uploaded have also been moved or deleted by then, if they are to be.
    /// </returns>
    /// <exception cref="IOException">Another computer or data folder watches the folder.</exception>
    /// <exception cref="ObjectDisposedException">The hot folder is disposed.</exception>
    public Task WaitUntilSettledAsync(CancellationToken cancellationToken = default) => ScanAsync(untilSettled: true, cancellationToken);

    /// <summary>Stops watching. Enqueued files stay in the queue.</summary>
    /// <returns>A task that completes when no file is accessed any more.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _stop.Cancel();
        if (_running.IsValueCreated)
        {
            await _running.Value.ConfigureAwait(false);
        }

        _loop.Dispose();
        _stop.Dispose();
    }

    /// <summary>Does the same as <see cref="DisposeAsync"/>, but blocks until it is done.</summary>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    internal void Start() => _ = _running.Value;

    private Task ScanAsync(bool untilSettled, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        return _loop.ScanAsync(untilSettled, cancellationToken);
    }

    private void Raise(HotFolderEventArgs change)
    {
        if (Changed is { } listeners)
        {
            _dispatcher.Post(() => listeners(this, change));
        }
    }
}
