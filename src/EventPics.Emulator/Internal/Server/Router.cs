using EventPics.Emulator.Internal.Calls;
using EventPics.Emulator.Internal.Exchanges;
using EventPics.Emulator.Internal.Faults;
using EventPics.Emulator.Internal.Gallery;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Server;

/// <summary>The calls the emulator knows.</summary>
internal sealed record Router(ListEventsCall List, CreateUploadUrlCall Link, PutCall Put, GalleryPages Gallery, StorageDialect Dialect)
{
    private const string StoragePath = "/storage/";

    public static EmulatorOperation OperationOf(string method, string path) => path switch
    {
        "/geteventsandalbums" => EmulatorOperation.Events,
        "/getuploadurl" => EmulatorOperation.UploadUrl,
        _ when HttpMethods.IsPut(method) && IsStorage(path) => EmulatorOperation.Put,
        _ => EmulatorOperation.Other,
    };

    public async Task<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        // Only a PUT stores; what is about to be dropped must not issue a link either.
        if (exchange.Plan.DropBeforeStoring && exchange.Request.Operation != EmulatorOperation.Put)
        {
            await exchange.Body.ReadAsync(null, exchange.Aborted).ConfigureAwait(false);
            throw new ConnectionDroppedException();
        }

        return exchange.Request.Operation switch
        {
            EmulatorOperation.Events => await ListAsync(exchange).ConfigureAwait(false),
            EmulatorOperation.UploadUrl => await Link.HandleAsync(exchange).ConfigureAwait(false),
            EmulatorOperation.Put => await Put.HandleAsync(exchange).ConfigureAwait(false),
            _ when IsStorage(exchange.Path) => Dialect.SignatureMismatch(), // a link is signed for one method
            _ => ApiErrors.Api(404, "not_found", "There is no such call."),
        };
    }

    private static bool IsStorage(string path) => path.StartsWith(StoragePath, StringComparison.Ordinal);

    private async Task<EmulatorResponse> ListAsync(Exchange exchange)
    {
        await exchange.Body.ReadAsync(null, exchange.Aborted).ConfigureAwait(false);
        return List.Handle(exchange);
    }
}
