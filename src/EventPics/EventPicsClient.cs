using EventPics.Internal;
using EventPics.Internal.Api;
using EventPics.Internal.Content;
using EventPics.Internal.Failures;
using EventPics.Internal.Http;
using EventPics.Internal.PresignedUrls;
using EventPics.Internal.Upload;
using EventPics.Internal.Validation;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics;

/// <summary>
/// The <a href="https://eventpics.net/en/tutorial/api.html">EventPics API</a>: lists events and albums, and carries pictures into
/// them, once, whatever the network does. Safe to use from many threads; make one and keep it.
/// </summary>
/// <remarks>The members that call the service are virtual, so that a test can replace them.</remarks>
public class EventPicsClient : IDisposable
{
    private readonly EventPicsClientOptions _options = null!;
    private readonly ListEventsCall _listEvents = null!;
    private readonly CreateUploadUrlCall _createUploadUrl = null!;
    private readonly PutCall _putCall = null!;
    private readonly Uploader _uploader = null!;
    private readonly HttpClient _http = null!;
    private readonly ILogger _logger = NullLogger.Instance;
    private readonly bool _ownsHttp;
    private readonly IdleHostTracker? _ownHosts;
    private readonly ETagHosts _etags = null!;
    private readonly ClientLifetime _lifetime = null!;
    private readonly bool _endsCalls;

    /// <summary>Makes a client with connections of its own and every other option at its default.</summary>
    /// <param name="apiKey">The personal API key.</param>
    /// <exception cref="ArgumentException">The key is empty or malformed.</exception>
    public EventPicsClient(string apiKey)
        : this(OptionsFor(apiKey))
    {
    }

    /// <summary>Makes a client with connections of its own.</summary>
    /// <param name="options">The options; they must not change afterwards.</param>
    /// <param name="logger">Where to log; nowhere by default.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message lists all mistakes.</exception>
    public EventPicsClient(EventPicsClientOptions options, ILogger<EventPicsClient>? logger = null)
        : this(CreateOwnClient(options), options, logger, ownsTransport: true) => _ownsHttp = true;

    /// <summary>Makes a client over a given <see cref="HttpClient"/>, which keeps its own settings and is not disposed.</summary>
    /// <param name="httpClient">The HttpClient. Switch off its redirects, and set its Timeout to infinite: it is a limit for a whole upload.</param>
    /// <param name="options">The options; they must not change afterwards.</param>
    /// <param name="logger">Where to log; nowhere by default.</param>
    /// <exception cref="ArgumentException">Options are wrong, or the HttpClient would cut uploads short or send its own headers along with them.</exception>
    public EventPicsClient(HttpClient httpClient, EventPicsClientOptions options, ILogger<EventPicsClient>? logger = null)
        : this(CallerHttpClientGuard.Check(httpClient, options), options, logger, ownsTransport: false)
    {
    }

    internal EventPicsClient(HttpClient http, EventPicsClientOptions options, ILogger? logger, bool ownsTransport)
        : this(http, options.Copy(), logger, ownsTransport ? new IdleHostTracker(options.TimeProvider) : null, new ETagHosts(), new ClientLifetime(http)) =>
        _endsCalls = true;

    private EventPicsClient(HttpClient http, EventPicsClientOptions options, ILogger? logger, IdleHostTracker? ownHosts, ETagHosts etags, ClientLifetime lifetime)
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

    /// <summary>Makes a client without connections, for a test that overrides the members it calls.</summary>
    protected EventPicsClient()
    {
    }

    /// <summary>Lists the account's events with their albums.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The events; none when the account has none.</returns>
    /// <exception cref="EventPicsException">The service refused the key, could not be reached, or failed.</exception>
    public virtual Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken = default) =>
        _lifetime.RunAsync(token => _listEvents.SendAsync(ListEventsCall.Request.Instance, token), cancellationToken);

    /// <summary>Asks for a link for one picture. It lives about 300 seconds: ask just before you send.</summary>
    /// <param name="request">The picture's event, name, album and capture time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The link.</returns>
    /// <exception cref="EventPicsException">The service refused the request, could not be reached, or failed.</exception>
    public virtual Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var payload = new UploadUrlPayload(
            _options.ApiKey, request.LinkId, request.FileName, request.AlbumId, request.TakenAt?.ToUnixTimeMilliseconds());
        return _lifetime.RunAsync(token => _createUploadUrl.SendAsync(payload, token), cancellationToken);
    }

    /// <summary>Sends the bytes to a link, and again to the same link while that may help: the object there is replaced, never doubled.</summary>
    /// <param name="uploadUrl">The link, just issued or stored earlier.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="progress">Told about every piece that went out. An exception of its own is logged and changes nothing.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    /// <returns>The storage's confirmation.</returns>
    /// <exception cref="ArgumentException">The link is not https, or leads into this computer or its network.</exception>
    /// <exception cref="EventPicsException">The link has expired, the storage refused the picture, or the network failed.</exception>
    /// <exception cref="IOException">The content can't be read, yielded nothing for <see cref="EventPicsClientOptions.StallTimeout"/>, or changed.</exception>
    /// <exception cref="ObjectDisposedException">The client or its HttpClient was disposed before the call ended.</exception>
    /// <exception cref="InvalidOperationException">The HttpClient passed to the client holds a header by now that would go to the storage too.</exception>
    public virtual async Task<PutResult> PutAsync(
        UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(uploadUrl);
        ArgumentNullException.ThrowIfNull(content);
        if (UploadUrlPolicy.Check(uploadUrl.Url.OriginalString, _options.BaseAddress, out _) is { } problem)
        {
            throw new ArgumentException($"The link can't be used: {problem}. Pass one that GetUploadUrlAsync returned.", nameof(uploadUrl));
        }

        var job = new PutState(uploadUrl, content, fileName: null, SafeProgress.Around(progress, _logger));
        var outcome = await _lifetime.RunAsync(token => _putCall.SendAsync(job, token).AsTask(), cancellationToken).ConfigureAwait(false);
        return outcome.ResultOrThrow();
    }

    /// <summary>Uploads one picture or video: asks for a link and sends the bytes there.</summary>
    /// <param name="request">The picture and where it belongs.</param>
    /// <param name="progress">Told about every piece that went out. An exception of its own is logged and changes nothing.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    /// <returns>The receipt: the storage has every byte.</returns>
    /// <exception cref="EventPicsException">The service or its storage refused the picture, or the network failed beyond the retries.</exception>
    /// <exception cref="IOException">The content can't be read, yielded nothing for <see cref="EventPicsClientOptions.StallTimeout"/>, or changed.</exception>
    /// <exception cref="ObjectDisposedException">The client or its HttpClient was disposed before the call ended.</exception>
    /// <exception cref="InvalidOperationException">The HttpClient passed to the client holds a header by now that would go to the storage too.</exception>
    public virtual Task<UploadResult> UploadAsync(
        UploadRequest request, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _lifetime.RunAsync(token => _uploader.UploadAsync(request, SafeProgress.Around(progress, _logger), token), cancellationToken);
    }

    /// <summary>Uploads a file under its own name.</summary>
    /// <param name="linkId">The event's link id.</param>
    /// <param name="filePath">The file.</param>
    /// <param name="albumId">The album's id; the service chooses the album when it is left out.</param>
    /// <param name="progress">Told about every piece that went out. An exception of its own is logged and changes nothing.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    /// <returns>The receipt: the storage has every byte.</returns>
    /// <exception cref="ArgumentException">A value is malformed, the path is a directory, or the file is empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="EventPicsException">The service or its storage refused the picture, or the network failed beyond the retries.</exception>
    /// <exception cref="IOException">The file can't be read, yielded nothing for <see cref="EventPicsClientOptions.StallTimeout"/>, or changed.</exception>
    /// <exception cref="ObjectDisposedException">The client or its HttpClient was disposed before the call ended.</exception>
    /// <exception cref="InvalidOperationException">The HttpClient passed to the client holds a header by now that would go to the storage too.</exception>
    public async Task<UploadResult> UploadAsync(
        string linkId,
        string filePath,
        string? albumId = null,
        IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        // An overriding member may never get as far as to close the file.
        var keepOpen = GetType() == typeof(EventPicsClient);
        Task<UploadRequest> OpenAsync(CancellationToken token) =>
            SourceFile.OpenAsync(() => UploadRequest.FromFile(linkId, filePath, albumId, keepOpen), filePath, _options ?? new(), token);
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

    /// <summary>Makes a client over the same connections that repeats more or less often, for a program that has a queue of its own.</summary>
    /// <param name="maxRetries">Takes the place of <see cref="EventPicsClientOptions.MaxRetries"/>.</param>
    /// <returns>A client that works as long as this one; it need not be disposed.</returns>
    /// <exception cref="ArgumentException">The number is not between 0 and 100.</exception>
    public virtual EventPicsClient WithMaxRetries(int maxRetries) =>
        _options is null ? this : new EventPicsClient(_http, _options.With(maxRetries), _logger, _ownHosts, _etags, _lifetime);

    /// <summary>
    /// Replaces the API key. Calls that begin afterwards use the new one, also those of clients that <see cref="WithMaxRetries"/> made; a call that is
    /// under way keeps the key it began with. After this, a queue that was paused by the old key continues at once with <c>UploadQueue.Probe</c>.
    /// </summary>
    /// <param name="apiKey">The new API key.</param>
    /// <exception cref="ArgumentException">The key is empty or malformed; the old one stays in use.</exception>
    public virtual void UpdateApiKey(string apiKey)
    {
        ClientOptionsRules.ThrowIfInvalidKey(apiKey);
        _options?.ReplaceApiKey(apiKey);
    }

    /// <summary>
    /// Ends every call under way, within 2 s and with an <see cref="ObjectDisposedException"/>, and closes the connections if they are the
    /// client's own.
    /// </summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends every call under way, and closes the connections if they are the client's own.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _endsCalls)
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

    private static HttpClient CreateOwnClient(EventPicsClientOptions options)
    {
        ClientOptionsRules.ThrowIfInvalid(options);
        return HttpTransport.CreateClient(options);
    }
}
