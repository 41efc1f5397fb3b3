using System.Net.Http.Headers;
using System.Text.Json.Serialization.Metadata;
using EventPics.Internal.Http;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Api;

/// <summary><c>GET geteventsandalbums</c>.</summary>
internal sealed class ListEventsCall(HttpMessageInvoker http, EventPicsClientOptions options, ILogger logger, IdleHostTracker? ownHosts)
    : ApiCall<ListEventsCall.Request, EventsResponse, IReadOnlyList<EventPicsEvent>>("list", "geteventsandalbums", http, options, logger, ownHosts)
{
    protected override int MaxResponseLength => 1024 * 1024;

    protected override JsonTypeInfo<EventsResponse> ResponseType => EventPicsJsonContext.Default.EventsResponse;

    protected override ValueTask<TransportRequest> CreateRequestAsync(Request request)
    {
        var message = CreateRequest(HttpMethod.Get);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Options.ApiKey);
        message.Headers.CacheControl = new CacheControlHeaderValue { NoStore = true };
        return new(message);
    }

    protected override string Describe(Request request) => "Listing events and albums";

    protected override (IReadOnlyList<EventPicsEvent>? Result, string Error) Convert(EventsResponse json, HttpResponseMessage response) =>
        json.Events is null
            ? (null, "the response contains no events")
            : ([.. json.Events.Where(static item => !string.IsNullOrEmpty(item?.LinkId)).Select(ToEvent!)], "");

    private static EventPicsEvent ToEvent(EventModel model) => new(
        model.Title ?? "",
        model.LinkId!,
        [.. (model.Albums ?? [])
            .Where(static album => !string.IsNullOrEmpty(album?.Id ?? album?.AlbumId))
            .Select(static album => new EventPicsAlbum((album!.Id ?? album.AlbumId)!, album.Title ?? ""))]);

    /// <summary>The call takes no arguments.</summary>
    internal sealed class Request
    {
        public static Request Instance { get; } = new();
    }
}
