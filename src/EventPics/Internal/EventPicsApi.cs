using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal;

/// <summary>The two calls of the EventPics API: how they look on the wire.</summary>
internal sealed class EventPicsApi(HttpClient http, EventPicsClientOptions options, ILogger logger, HostActivity? ownHosts)
{
    private const int MaxEventsReply = 1024 * 1024;
    private const int MaxLinkReply = 64 * 1024;

    private readonly string _userAgent = UserAgent.For(options);
    private readonly Uri _eventsUrl = Combine(options.BaseAddress, "geteventsandalbums");
    private readonly Uri _linkUrl = Combine(options.BaseAddress, "getuploadurl");
    private readonly ApiCaller<EventsReply, IReadOnlyList<EventPicsEvent>> _events = new("list", http, options, logger, ownHosts);
    private readonly ApiCaller<UploadUrlReply, UploadUrl> _links = new("link", http, options, logger, ownHosts);

    public Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken) =>
        _events.CallAsync(
            new("Listing events and albums", CreateEventsRequest, MaxEventsReply, EventPicsJsonContext.Default.EventsReply, ReadEvents),
            cancellationToken);

    public async Task<UploadUrl> GetUploadUrlAsync(UploadUrlCall body, CancellationToken cancellationToken)
    {
        using var activity = Diagnostics.Activities.StartActivity("eventpics.link");
        try
        {
            var link = await _links.CallAsync(
                new(
                    $"Asking for an upload link for '{body.FileName}'",
                    () => CreateLinkRequest(body),
                    MaxLinkReply,
                    EventPicsJsonContext.Default.UploadUrlReply,
                    ReadLink),
                cancellationToken).ConfigureAwait(false);
            Diagnostics.LinkIssued();
            return link;
        }
        catch (EventPicsException failure)
        {
            Diagnostics.Fail(activity, failure.Error.ToString());
            throw;
        }
    }

    private Task<HttpRequestMessage> CreateEventsRequest()
    {
        var request = Create(HttpMethod.Get, _eventsUrl);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        request.Headers.CacheControl = new CacheControlHeaderValue { NoStore = true };
        return Task.FromResult(request);
    }

    private async Task<HttpRequestMessage> CreateLinkRequest(UploadUrlCall body)
    {
        var request = Create(HttpMethod.Post, _linkUrl);
        request.Content = JsonContent.Create(body, EventPicsJsonContext.Default.UploadUrlCall);

        // With its length known the body needs no chunks, which some proxies refuse.
        await request.Content.LoadIntoBufferAsync().ConfigureAwait(false);
        return request;
    }

    private HttpRequestMessage Create(HttpMethod method, Uri url)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
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
        if (LinkRules.Check(reply.UploadUrl, options.BaseAddress, out var url) is { } problem)
        {
            return (null, "the upload link can't be used: " + problem);
        }

        var terms = LinkTerms.Read(url!, response.Headers.Date ?? options.TimeProvider.GetUtcNow());
        return (new UploadUrl(url!, terms.Lifetime ?? options.UploadUrlLifetime, options.TimeProvider), "");
    }

    private static Uri Combine(Uri address, string call) => new(address.AbsoluteUri.TrimEnd('/') + "/" + call);
}
