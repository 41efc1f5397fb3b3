using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal;

/// <summary>The calls the emulator knows.</summary>
internal sealed record Calls(ListCall List, LinkCall Link, PutCall Put, GalleryPages Gallery, Dialect Dialect)
{
    private const string StoragePath = "/storage/";

    public static EmulatorOperation OperationOf(string method, string path) => path switch
    {
        "/geteventsandalbums" => EmulatorOperation.List,
        "/getuploadurl" => EmulatorOperation.Link,
        _ when HttpMethods.IsPut(method) && IsStorage(path) => EmulatorOperation.Put,
        _ => EmulatorOperation.Other,
    };

    public async Task<Answer> HandleAsync(Exchange exchange)
    {
        // Only a PUT stores; what is about to be dropped must not issue a link either.
        if (exchange.Plan.DropBeforeStoring && exchange.Request.Operation != EmulatorOperation.Put)
        {
            await exchange.Body.ReadAsync(null, exchange.Aborted).ConfigureAwait(false);
            throw new ConnectionDroppedException();
        }

        return exchange.Request.Operation switch
        {
            EmulatorOperation.List => await ListAsync(exchange).ConfigureAwait(false),
            EmulatorOperation.Link => await Link.HandleAsync(exchange).ConfigureAwait(false),
            EmulatorOperation.Put => await Put.HandleAsync(exchange).ConfigureAwait(false),
            _ when IsStorage(exchange.Path) => Dialect.SignatureMismatch(), // a link is signed for one method
            _ => Errors.Api(404, "not_found", "There is no such call."),
        };
    }

    private static bool IsStorage(string path) => path.StartsWith(StoragePath, StringComparison.Ordinal);

    private async Task<Answer> ListAsync(Exchange exchange)
    {
        await exchange.Body.ReadAsync(null, exchange.Aborted).ConfigureAwait(false);
        return List.Handle(exchange);
    }
}
