using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal;

/// <summary><c>GET /geteventsandalbums</c>.</summary>
internal sealed class ListCall(EmulatorSettings settings)
{
    public Answer Handle(Exchange exchange)
    {
        if (!HttpMethods.IsGet(exchange.Context.Request.Method))
        {
            return Errors.Api(405, "method_not_allowed", "Use GET.").With("Allow", "GET");
        }

        IHeaderDictionary headers = exchange.Context.Request.Headers;
        if (!ApiKeys.AreEqual(headers["X-API-Key"], settings.ApiKey) && !ApiKeys.AreEqual(headers.Authorization, "Bearer " + settings.ApiKey))
        {
            return Errors.Api(401, "invalid_api_key", "Send the API key as Authorization: Bearer or as X-API-Key.");
        }

        WireEvent[] events = [.. settings.Events.Select(e => new WireEvent(e.Title, e.LinkId, [.. e.Albums.Select(ToWire)]))];
        return new Answer(200) { Body = JsonSerializer.SerializeToUtf8Bytes(new WireEvents(events), WireJson.Default.WireEvents) }
            .With("Cache-Control", "no-store");
    }

    private WireAlbum ToWire(EmulatorAlbum album) => settings.AlbumShape == AlbumShape.Id
        ? new WireAlbum(album.Id, album.Title, null)
        : new WireAlbum(null, album.Title, album.Id);
}
