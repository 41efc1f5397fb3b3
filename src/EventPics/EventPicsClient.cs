using EventPics.Internal;
using EventPics.Internal.Api;
using EventPics.Internal.Failures;
using EventPics.Internal.Http;
using EventPics.Internal.PresignedUrls;
using EventPics.Internal.Upload;
using EventPics.Internal.Validation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics;

/// <summary>
/// A client for the <a href="https://eventpics.net/en/tutorial/api.html">EventPics API</a>: lists events and albums, and uploads photos and
/// videos into them, without losing or duplicating any, however bad the network is. Thread-safe; create one instance and reuse it.
/// </summary>
/// <remarks>The members that call the service are virtual, so that a test can replace them.</remarks>
public partial class EventPicsClient : IDisposable
{
    private readonly EventPicsClientOptions _options = null!;
    private readonly ListEventsCall _listEvents = null!;
    private readonly CreateUploadUrlCall _createUploadUrl = null!;
    private readonly PutCall _putCall = null!;
    private readonly Uploader _uploader = null!;
    private readonly HttpMessageInvoker _http = null!;
    private readonly ILogger _logger = NullLogger.Instance;
    private readonly bool _ownsHttp;
    private readonly IdleHostTracker? _ownHosts;
    private readonly ETagTracker _etags = null!;
    private readonly ClientLifetime _lifetime = null!;
    private readonly bool _ownsLifetime;

    /// <summary>Initializes a client that owns its connections, with default options.</summary>
    /// <param name="apiKey">The personal API key.</param>
    /// <exception cref="ArgumentException">The key is empty or malformed.</exception>
    public EventPicsClient(string apiKey)
        : this(OptionsFor(apiKey))
    {
    }

    /// <summary>Initializes a client that owns its connections.</summary>
    /// <param name="options">The options; they must not change afterwards.</param>
    /// <param name="logger">The logger; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">An option is invalid; the message lists all errors.</exception>
    public EventPicsClient(EventPicsClientOptions options, ILogger<EventPicsClient>? logger = null)
        : this(CreateInvoker(options), options, logger, ownsTransport: true) => _ownsHttp = true;

    /// <summary>Initializes a client that uses a given <see cref="HttpClient"/>, which keeps its own settings and is not disposed.</summary>
    /// <param name="httpClient">The HttpClient. Disable its redirects, and set its Timeout to infinite: it applies to a whole upload.</param>
    /// <param name="options">The options; they must not change afterwards.</param>
    /// <param name="logger">The logger; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException">An option is invalid, or the HttpClient would abort uploads or send its default headers to the storage.</exception>
    public EventPicsClient(HttpClient httpClient, EventPicsClientOptions options, ILogger<EventPicsClient>? logger = null)
        : this(CallerHttpClientGuard.Check(httpClient, options), options, logger, ownsTransport: false)
    {
    }

    internal EventPicsClient(HttpMessageInvoker http, EventPicsClientOptions options, ILogger? logger, bool ownsTransport)
        : this(http, options.Copy(), logger, ownsTransport ? new IdleHostTracker(options.TimeProvider) : null, new ETagTracker(), new ClientLifetime(http)) =>
        _ownsLifetime = true;

    private EventPicsClient(HttpMessageInvoker http, EventPicsClientOptions options, ILogger? logger, IdleHostTracker? ownHosts, ETagTracker etags, ClientLifetime lifetime)
    {
        ClientOptionsRules.ThrowIfInvalid(options);
        _logger = logger is null or NullLogger or SafeLogger ? logger ?? NullLogger.Instance : new SafeLogger(logger);
        _options = options;
        _http = http;
        _ownHosts = ownHosts;
        _etags = etags;
        _lifetime = lifetime;
        _listEvents = new ListEventsCall(http, options, _logger, ownHosts);
        _createUploadUrl = new CreateUploadUrlCall(http, options, _logger, ownHosts);
        _putCall = new PutCall(http, options, _logger, ownHosts, etags);
        _uploader = new Uploader(_createUploadUrl, _putCall, options, _logger);
    }

    /// <summary>Initializes a client without connections, for tests that override the members they call.</summary>
    protected EventPicsClient()
    {
    }

    /// <summary>Lists the account's events with their albums.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The events; none when the account has none.</returns>
    /// <exception cref="EventPicsException">The service rejected the API key, could not be reached, or failed.</exception>
    public virtual Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken = default) =>
        _lifetime.RunAsync(token => _listEvents.SendAsync(ListEventsCall.Request.Instance, token), cancellationToken);

    /// <summary>Requests an upload URL for one photo or video. It is valid for about 300 seconds: request it just before you send.</summary>
    /// <remarks>
    /// A program that stores it before it uploads with it, as <see cref="UploadRequest.UploadUrl"/>, can continue without a duplicate even after a
    /// crash or a cancellation.
    /// </remarks>
    /// <param name="request">The photo's event, name, album and capture time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The upload URL.</returns>
    /// <exception cref="EventPicsException">The service rejected the request, could not be reached, or failed.</exception>
    public virtual Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var payload = new UploadUrlPayload(
            _options.ApiKey, request.LinkId, request.FileName, request.AlbumId, request.TakenAt?.ToUnixTimeMilliseconds());
        return _lifetime.RunAsync(token => _createUploadUrl.SendAsync(payload, token), cancellationToken);
    }

    /// <summary>Sends the bytes to an upload URL and retries there: the object at the URL is replaced, never duplicated.</summary>
    /// <param name="uploadUrl">The upload URL, just issued or stored earlier.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="progress">Receives progress after each chunk. An exception thrown by the handler is logged and otherwise ignored.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    /// <returns>The storage's confirmation.</returns>
    /// <exception cref="ArgumentException">The upload URL is not https, or points to this computer or its local network.</exception>
    /// <exception cref="EventPicsException">The upload URL has expired, the storage rejected the upload, or the network failed.</exception>
    /// <exception cref="IOException">The content can't be read, returned no data for <see cref="EventPicsClientOptions.StallTimeout"/>, or changed.</exception>
    /// <exception cref="ObjectDisposedException">The client or its HttpClient was disposed before the call ended.</exception>
    /// <exception cref="InvalidOperationException">The HttpClient passed to the client now has a default header that would be sent to the storage too.</exception>
    public virtual async Task<PutResult> PutAsync(
        UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uploadUrl);
        ArgumentNullException.ThrowIfNull(content);
        UploadUrlPolicy.ThrowIfUnsafe(uploadUrl, _options, nameof(uploadUrl));
        var put = new PutState(uploadUrl, content, fileName: null, SafeProgress.Wrap(progress, _logger));
        var outcome = await _lifetime.RunAsync(token => _putCall.SendAsync(put, token).AsTask(), cancellationToken).ConfigureAwait(false);
        return outcome.Failure is { Exception.ObjectExists: false } failure && put.IsUnclear
            ? throw failure.WithUploadUrl(uploadUrl, ErrorMessages.ContinuePut).Exception
            : outcome.ResultOrThrow();
    }

    /// <summary>Uploads one photo or video: requests an upload URL and sends the bytes to it.</summary>
    /// <param name="request">The photo or video and its destination.</param>
    /// <param name="progress">Receives progress after each chunk. An exception thrown by the handler is logged and otherwise ignored.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    /// <returns>The result: the storage has confirmed every byte.</returns>
    /// <exception cref="EventPicsException">The service or its storage rejected the photo or video, or the network failed and the retries are used up.</exception>
    /// <exception cref="IOException">The content can't be read, returned no data for <see cref="EventPicsClientOptions.StallTimeout"/>, or changed.</exception>
    /// <exception cref="ObjectDisposedException">The client or its HttpClient was disposed before the call ended.</exception>
    /// <exception cref="InvalidOperationException">The HttpClient passed to the client now has a default header that would be sent to the storage too.</exception>
    public virtual Task<UploadResult> UploadAsync(
        UploadRequest request, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _lifetime.RunAsync(token => _uploader.UploadAsync(request, SafeProgress.Wrap(progress, _logger), token), cancellationToken);
    }

    /// <summary>Uploads one photo or video without reporting progress.</summary>
    /// <inheritdoc cref="UploadAsync(UploadRequest, IProgress{UploadProgress}, CancellationToken)"/>
    public Task<UploadResult> UploadAsync(UploadRequest request, CancellationToken cancellationToken) =>
        UploadAsync(request, progress: null, cancellationToken);

    /// <summary>Uploads a file under its own name.</summary>
    /// <param name="linkId">The event's link ID.</param>
    /// <param name="filePath">The file.</param>
    /// <param name="albumId">The album's ID; <see langword="null"/> to let the service choose the album.</param>
    /// <param name="progress">Receives progress after each chunk. An exception thrown by the handler is logged and otherwise ignored.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    /// <returns>The result: the storage has confirmed every byte.</returns>
    /// <exception cref="ArgumentException">A value is malformed, the path is a directory, or the file is empty.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="EventPicsException">The service or its storage rejected the photo or video, or the network failed and the retries are used up.</exception>
    /// <exception cref="IOException">The file can't be read, returned no data for <see cref="EventPicsClientOptions.StallTimeout"/>, or changed.</exception>
    /// <exception cref="ObjectDisposedException">The client or its HttpClient was disposed before the call ended.</exception>
    /// <exception cref="InvalidOperationException">The HttpClient passed to the client now has a default header that would be sent to the storage too.</exception>
    public virtual async Task<UploadResult> UploadAsync(
        string linkId,
        string filePath,
        string? albumId = null,
        IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        // A derived class's override may never reach the code that closes the file.
        var keepOpen = GetType() == typeof(EventPicsClient);
        Task<UploadRequest> OpenAsync(CancellationToken token) =>
            UploadRequest.OpenFileAsync(linkId, filePath, albumId, keepOpen, _options ?? new(), token);
        var request = await (_lifetime is null ? OpenAsync(cancellationToken) : _lifetime.RunAsync(OpenAsync, cancellationToken)).ConfigureAwait(false);
        try
        {
            return await UploadAsync(request, progress, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Content.Close();
        }
    }

    /// <summary>Uploads a file under its own name, into the album that the service chooses.</summary>
    /// <inheritdoc cref="UploadAsync(string, string, string, IProgress{UploadProgress}, CancellationToken)"/>
    public Task<UploadResult> UploadAsync(string linkId, string filePath, CancellationToken cancellationToken) =>
        UploadAsync(linkId, filePath, albumId: null, progress: null, cancellationToken);

    /// <summary>Creates a client that shares this one's connections but retries more or less often, for a program with its own queue.</summary>
    /// <param name="maxRetries">Replaces <see cref="EventPicsClientOptions.MaxRetries"/>.</param>
    /// <returns>A client that is usable until this one is disposed; it need not be disposed itself.</returns>
    /// <exception cref="ArgumentException">The number is not between 0 and 100.</exception>
    public virtual EventPicsClient WithMaxRetries(int maxRetries) =>
        _options is null ? this : new EventPicsClient(_http, _options.WithMaxRetries(maxRetries), _logger, _ownHosts, _etags, _lifetime);

    /// <summary>
    /// Replaces the API key. Calls that start afterwards use the new one, including those of clients that <see cref="WithMaxRetries"/> created; a
    /// call in progress keeps its key. Afterwards, <c>UploadQueue.Probe</c> resumes a queue that the old key has stopped.
    /// </summary>
    /// <param name="apiKey">The new API key.</param>
    /// <exception cref="ArgumentException">The key is empty or malformed; the old one remains in use.</exception>
    public virtual void UpdateApiKey(string apiKey)
    {
        ClientOptionsRules.ThrowIfInvalidKey(apiKey);
        _options?.ReplaceApiKey(apiKey);
    }

    /// <summary>
    /// Gets a fingerprint of the API key and the service's address, by which a program can tell later whether it still has the same key. Neither can be
    /// derived from it. The first 16 bytes depend on the address only.
    /// </summary>
    /// <param name="salt">Random bytes; only fingerprints with the same salt can be compared.</param>
    /// <returns>32 bytes as lower-case hex; empty for a client without connections, as in a test.</returns>
    public virtual string GetAccountFingerprint(byte[] salt)
    {
        ArgumentNullException.ThrowIfNull(salt);
        return _options is null ? "" : AccountFingerprint.Compute(salt, _options.BaseAddress, _options.ApiKey);
    }

    /// <summary>
    /// Cancels every call in progress, which throws an <see cref="ObjectDisposedException"/> within 2 s, and closes the connections if the client
    /// owns them.
    /// </summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels every call in progress, and closes the connections if the client owns them.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsLifetime)
        {
            _lifetime.Dispose();
        }

        if (disposing && _ownsHttp)
        {
            _http.Dispose();
        }
    }

    private static EventPicsClientOptions OptionsFor(string apiKey)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apiKey);
        return new() { ApiKey = apiKey };
    }

    private static HttpMessageInvoker CreateInvoker(EventPicsClientOptions options)
    {
        ClientOptionsRules.ThrowIfInvalid(options);
        return HttpTransport.CreateInvoker(options);
    }
}
