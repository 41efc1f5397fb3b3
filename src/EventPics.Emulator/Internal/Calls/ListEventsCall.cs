using System.Text.Json;
using EventPics.Emulator.Internal.Exchanges;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Calls;

/// <summary><c>GET /geteventsandalbums</c>.</summary>
internal sealed class ListEventsCall(EmulatorSettings settings)
{
    public EmulatorResponse Handle(Exchange exchange)
    {
        if (!HttpMethods.IsGet(exchange.Context.Request.Method))
        {
            return ApiErrors.Api(405, "method_not_allowed", "Use GET.").With("Allow", "GET");
        }

        var headers = exchange.Context.Request.Headers;
        if (!ApiKeyComparer.AreEqual(headers["X-API-Key"], settings.ApiKey)
            && !ApiKeyComparer.AreEqual(headers.Authorization, "Bearer " + settings.ApiKey))
        {
            return ApiErrors.Api(401, "invalid_api_key", "Send the API key as Authorization: Bearer or as X-API-Key.");
        }

        WireEvent[] events = [.. settings.Events.Select(e => new WireEvent(e.Title, e.LinkId, [.. e.Albums.Select(ToWire)]))];
        return new EmulatorResponse(200) { Body = JsonSerializer.SerializeToUtf8Bytes(new WireEvents(events), WireJson.Default.WireEvents) }
            .With("Cache-Control", "no-store");
    }

    private WireAlbum ToWire(EmulatorAlbum album) => settings.AlbumIdProperty == AlbumIdProperty.Id
        ? new WireAlbum(album.Id, album.Title, null)
        : new WireAlbum(null, album.Title, album.Id);
}
