using EventPics.Emulator.Internal.Calls;
using EventPics.Emulator.Internal.Exchanges;
using EventPics.Emulator.Internal.Faults;
using EventPics.Emulator.Internal.Gallery;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Server;

/// <summary>Routes requests to the calls of the emulator.</summary>
internal sealed record Router(ListEventsCall List, CreateUploadUrlCall UploadUrl, PutCall Put, GalleryPages Gallery, StorageDialect Dialect)
{
    private const string StoragePath = "/storage/";

    public static EmulatorOperation GetOperation(string method, string path) => path switch
    {
        "/geteventsandalbums" => EmulatorOperation.Events,
        "/getuploadurl" => EmulatorOperation.UploadUrl,
        _ when HttpMethods.IsPut(method) && IsStorage(path) => EmulatorOperation.Put,
        _ => EmulatorOperation.Other,
    };

    public async Task<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        // Only a PUT stores; a call that will be dropped must not issue an upload URL either.
        if (exchange.Plan.DropBeforeStoring && exchange.Request.Operation != EmulatorOperation.Put)
        {
            await exchange.Body.ReadAsync(null, exchange.Aborted).ConfigureAwait(false);
            throw new ConnectionDroppedException();
        }

        return exchange.Request.Operation switch
        {
            EmulatorOperation.Events => await ListAsync(exchange).ConfigureAwait(false),
            EmulatorOperation.UploadUrl => await UploadUrl.HandleAsync(exchange).ConfigureAwait(false),
            EmulatorOperation.Put => await Put.HandleAsync(exchange).ConfigureAwait(false),
            _ when IsStorage(exchange.Path) => Dialect.SignatureMismatch(), // an upload URL is signed for one method
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
