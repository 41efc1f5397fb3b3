using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal;

/// <summary>The two calls of the EventPics API: how they look on the wire.</summary>
internal sealed class EventPicsApi
{
    private const int MaxEventsReply = 1024 * 1024;
    private const int MaxLinkReply = 64 * 1024;
    private const string JsonType = "application/json";

    private readonly EventPicsClientOptions _options;
    private readonly string _userAgent;
    private readonly Uri _linkUrl;
    private readonly Lazy<ApiCaller<Uri, EventsReply, IReadOnlyList<EventPicsEvent>>> _events;
    private readonly ApiCaller<UploadUrlCall, UploadUrlReply, UploadUrl> _links;

    public EventPicsApi(HttpClient http, EventPicsClientOptions options, ILogger logger, HostActivity? ownHosts)
    {
        _options = options;
        _userAgent = UserAgent.For(options);
        _linkUrl = Combine(options.BaseAddress, "getuploadurl");
        _events = new(() => new(
            new("list", static _ => "Listing events and albums", CreateEventsRequest, MaxEventsReply, EventPicsJsonContext.Default.EventsReply, ReadEvents),
            http,
            options,
            logger,
            ownHosts));
        _links = new(
            new(
                "link",
                static call => $"Asking for an upload link for '{call.FileName}'",
                CreateLinkRequest,
                MaxLinkReply,
                EventPicsJsonContext.Default.UploadUrlReply,
                ReadLink),
            http,
            options,
            logger,
            ownHosts);
    }

    public Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken) =>
        _events.Value.CallAsync(Combine(_options.BaseAddress, "geteventsandalbums"), cancellationToken);

    public Task<UploadUrl> GetUploadUrlAsync(UploadUrlCall body, CancellationToken cancellationToken) => _links.CallAsync(body, cancellationToken);

    private TracedRequest CreateEventsRequest(Uri url)
    {
        var request = Create(HttpMethod.Get, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _options.ApiKey);
        request.Headers.CacheControl = new CacheControlHeaderValue { NoStore = true };
        return request;
    }

    private TracedRequest CreateLinkRequest(UploadUrlCall body)
    {
        var request = Create(HttpMethod.Post, _linkUrl);

        // JsonContent does not know its length, and starts 10 ms later.
        request.Content = new CallBody(JsonSerializer.SerializeToUtf8Bytes(body, EventPicsJsonContext.Default.UploadUrlCall), request);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", JsonType);
        return request;
    }

    private TracedRequest Create(HttpMethod method, Uri url)
    {
        var request = new TracedRequest(method, url);
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        request.Headers.TryAddWithoutValidation("Accept", JsonType);
#if !NET
        // .NET Framework would ask before every POST whether it may send these hundred bytes.
        request.Headers.ExpectContinue = false;
#endif
        return request;
    }

    private static (IReadOnlyList<EventPicsEvent>?, string) ReadEvents(EventsReply reply, HttpResponseMessage response) =>
        reply.Events is null
            ? (null, "the answer holds no events")
            : ([.. reply.Events.Where(static item => !string.IsNullOrEmpty(item?.LinkId)).Select(ReadEvent!)], "");

    private static EventPicsEvent ReadEvent(EventReply reply) => new(
        reply.Title ?? "",
        reply.LinkId!,
        [.. (reply.Albums ?? [])
            .Where(static album => !string.IsNullOrEmpty(album?.Id ?? album?.AlbumId))
            .Select(static album => new EventPicsAlbum((album!.Id ?? album.AlbumId)!, album.Title ?? ""))]);

    private (UploadUrl?, string) ReadLink(UploadUrlReply reply, HttpResponseMessage response)
    {
        if (LinkRules.Check(reply.UploadUrl, _options.BaseAddress, out var url) is { } problem)
        {
            return (null, "the upload link can't be used: " + problem);
        }

        // Only a link that names its end, not its life, needs the server's clock.
        var terms = LinkTerms.Read(url!, serverNow: DateTimeOffset.MaxValue);
        if (terms.Lifetime is null)
        {
            terms = LinkTerms.Read(url!, response.Headers.Date ?? _options.TimeProvider.GetUtcNow());
        }

        Diagnostics.LinkIssued();
        return (new UploadUrl(url!, terms.Lifetime ?? _options.UploadUrlLifetime, _options.TimeProvider), "");
    }

    private static Uri Combine(Uri address, string call) => new(address.AbsoluteUri.TrimEnd('/') + "/" + call);
}
