using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.Hosting;
using EventPics.HotFolder.Internal.Loop;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.Queue;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder;

/// <summary>Watches a folder and hands every finished picture in it to the upload queue, once.</summary>
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
    /// Raised when a file is picked up, waits, is skipped or refused, and when the folder goes or comes. It is raised in the
    /// synchronization context in which the hot folder was opened, so a window may show it; without one, on the thread pool.
    /// </summary>
    public event EventHandler<HotFolderEventArgs>? Changed;

    /// <summary>How things stand.</summary>
    public HotFolderStatus Status => _loop.Status;

    /// <summary>Starts watching. The folder may be missing and come later.</summary>
    /// <param name="queue">The queue that gets the pictures; it stays the caller's and must outlive the hot folder.</param>
    /// <param name="options">What to watch and where it goes. Later changes to them have no effect.</param>
    /// <param name="loggerFactory">Where to log.</param>
    /// <param name="cancellationToken">Gives up the opening.</param>
    /// <returns>The hot folder. Dispose it to stop watching.</returns>
    /// <exception cref="ArgumentException">An option is missing or malformed.</exception>
    public static Task<HotFolderWatcher> OpenAsync(
        UploadQueue queue, HotFolderOptions options, ILoggerFactory? loggerFactory = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        var folder = new HotFolderWatcher(queue, HotFolderOptionsRules.Validate(options), (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger<HotFolderWatcher>());
        folder.Start();
        return Task.FromResult(folder);
    }

    /// <summary>
    /// Finds the watch that a folder belongs to: of the folder itself, of a folder above it with its subfolders, or of a folder below it. Needs only the right
    /// to read; where it may write, it learns the time on a network drive by a file that is deleted at once.
    /// </summary>
    /// <param name="folder">The folder; it may be missing.</param>
    /// <param name="recursive">Whether its subfolders matter: they are searched for watches of their own.</param>
    /// <returns>The live watch, else one that ended without removing its claim (<see cref="HotFolderOwner.IsAlive"/>), else <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException">The path is empty, malformed or <see langword="null"/>.</exception>
    public static HotFolderOwner? FindOwner(string folder, bool recursive = true)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return FolderOwners.Find(Paths.TrimSeparators(System.IO.Path.GetFullPath(folder)), recursive);
    }

    /// <summary>Searches the whole folder now.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>A task that ends when every file was seen, though not yet every one handed over.</returns>
    /// <exception cref="ObjectDisposedException">The hot folder is disposed.</exception>
    public Task ScanAsync(CancellationToken cancellationToken = default) => ScanAsync(untilSettled: false, cancellationToken);

    /// <summary>
    /// Searches the whole folder now and waits until each file in it is handed over, known from before, skipped or refused, or has been waiting for 30 s
    /// for something that only a person or another program can change: <see cref="HotFolderStatus.Waiting"/> lists those, with the reason.
    /// </summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>A task that ends then. Files that are uploaded already are also moved or deleted by then, if they are to be.</returns>
    /// <exception cref="IOException">Another computer or data folder watches the folder.</exception>
    /// <exception cref="ObjectDisposedException">The hot folder is disposed.</exception>
    public Task WaitUntilSettledAsync(CancellationToken cancellationToken = default) => ScanAsync(untilSettled: true, cancellationToken);

    /// <summary>Stops watching. What was handed over stays in the queue.</summary>
    /// <returns>A task that ends when nothing is touched any more.</returns>
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

    /// <summary>Does what <see cref="DisposeAsync"/> does, and blocks meanwhile.</summary>
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
