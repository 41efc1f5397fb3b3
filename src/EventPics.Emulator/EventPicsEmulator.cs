using EventPics.Emulator.Internal;
using EventPics.Emulator.Internal.Calls;
using EventPics.Emulator.Internal.Exchanges;
using EventPics.Emulator.Internal.Gallery;
using EventPics.Emulator.Internal.Photos;
using EventPics.Emulator.Internal.Server;
using EventPics.Emulator.Internal.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Emulator;

/// <summary>
/// A local EventPics server for development and tests; strict about requests, keeps what it receives, and fails on demand.
/// </summary>
public sealed class EventPicsEmulator : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ChangeSignal _changes = new();
    private readonly EmulatorSettings _settings;
    private readonly ConnectionTracker _connections = new();
    private readonly RequestLog _requests;
    private readonly IPhotoBytesStore _store;
    private readonly PhotoStore _photos;
    private readonly KestrelHost _server;
    private readonly EmulatorApplication _application;
    private readonly ILogger _logger;
    private int _disposed;

    private EventPicsEmulator(EventPicsEmulatorOptions options)
    {
        _settings = EmulatorSettings.From(options);
        _logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("EventPics.Emulator");
        var dialect = StorageDialect.For(options.Storage);
        Faults = new EmulatorFaults(_connections.DropAll);
        _connections.IsOffline = () => Faults.Offline;
        _store = options.DataDirectory is null ? new MemoryPhotoBytesStore() : new FilePhotoBytesStore(options.DataDirectory);
        _photos = new PhotoStore(_store, _changes);
        _requests = new RequestLog(_settings, _changes);
        _server = new KestrelHost(_settings.ListenAddress, options.Port, _connections);
        var issuedUrls = new IssuedUrls(_settings, _photos.MaxUploadUrlNumber + 1);
        var router = new Router(
            new ListEventsCall(_settings),
            new CreateUploadUrlCall(_settings, issuedUrls, dialect, GetOrigin),
            new PutCall(_settings, issuedUrls, _photos, _store, dialect, _logger),
            new GalleryPages(_settings, _photos, _changes),
            dialect);
        _application = new EmulatorApplication(_settings, _requests, Faults, _changes, router, _logger, _stopping.Token);
    }

    /// <summary>Gets the address of the API on this computer; opened in a browser, it shows the gallery.</summary>
    public Uri BaseAddress { get; private set; } = null!;

    /// <summary>Gets the API key that is accepted.</summary>
    public string ApiKey => _settings.ApiKey;

    /// <summary>Gets the events and albums that exist.</summary>
    public IReadOnlyList<EmulatorEvent> Events => _settings.Events;

    /// <summary>
    /// Gets the stored photos and videos, oldest first; a second PUT to the same upload URL replaces the first in its place.
    /// </summary>
    public IReadOnlyList<ReceivedPhoto> Photos => _photos.Snapshot;

    /// <summary>
    /// Gets the newest requests except those of the gallery, in order of arrival, at most
    /// <see cref="EventPicsEmulatorOptions.MaxRequests"/>.
    /// </summary>
    public IReadOnlyList<ReceivedRequest> Requests => _requests.Snapshot;

    /// <summary>Gets the number of connections accepted so far, including those dropped during an outage.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>Gets the faults to inject.</summary>
    public EmulatorFaults Faults { get; }

    /// <summary>Starts an emulator, on 127.0.0.1 unless the options say otherwise.</summary>
    /// <param name="options">The options, or <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The running emulator.</returns>
    /// <exception cref="ArgumentException">An option is invalid.</exception>
    /// <exception cref="IOException">
    /// The port is taken, the address is not this computer's, or the data directory can't be used.
    /// </exception>
    public static async Task<EventPicsEmulator> StartAsync(
        EventPicsEmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var emulator = new EventPicsEmulator(options ?? new EventPicsEmulatorOptions());
        try
        {
            await emulator._server.StartAsync(emulator._application, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await emulator.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        emulator.BaseAddress = emulator._server.Address;
        Log.Started(emulator._logger, emulator.BaseAddress);
        return emulator;
    }

    /// <summary>Waits until at least this number of photos and videos is stored.</summary>
    /// <param name="count">The number.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when they are stored.</returns>
    /// <exception cref="ObjectDisposedException">The emulator was disposed.</exception>
    public Task WaitForPhotosAsync(int count, CancellationToken cancellationToken = default) =>
        WaitUntilAsync(() => _photos.Count >= count, cancellationToken);

    /// <summary>
    /// Waits until at least this number of requests for an operation has arrived since the start, whether or not the response was sent.
    /// </summary>
    /// <param name="operation">The operation.</param>
    /// <param name="count">The number.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when they have arrived.</returns>
    /// <exception cref="ObjectDisposedException">The emulator was disposed.</exception>
    public Task WaitForRequestsAsync(EmulatorOperation operation, int count, CancellationToken cancellationToken = default) =>
        WaitUntilAsync(() => _requests.Count(operation) >= count, cancellationToken);

    /// <summary>
    /// Waits until a condition is true; it is checked again whenever a request arrives, proceeds or ends and when a photo is stored.
    /// </summary>
    /// <param name="condition">The condition.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that completes when it is.</returns>
    /// <exception cref="ObjectDisposedException">The emulator was disposed.</exception>
    public async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        await _changes.WaitUntilAsync(
            () =>
            {
                ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
                return condition();
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drops the requests in progress and stops; what was received can still be read.</summary>
    /// <returns>A task that completes when the port is free again.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _changes.Set();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _server.StopAsync().ConfigureAwait(false);
        _server.Dispose();
        _store.Dispose();
        _stopping.Dispose();
    }

    // A client may use an address that the emulator does not know, such as a container's name.
    private string GetOrigin(HttpRequest request) => _settings.AllowAnyHost && request.Host.HasValue
        ? "http://" + request.Host.ToUriComponent()
        : BaseAddress.GetLeftPart(UriPartial.Authority);
}
