using System.Text.Json;
using EventPics.Emulator.Internal.Exchanges;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Calls;

/// <summary><c>POST /getuploadurl</c>.</summary>
internal sealed class CreateUploadUrlCall(EmulatorSettings settings, IssuedUrls links, StorageDialect dialect, Func<HttpRequest, string> origin)
{
    private const int LargestBody = 64 * 1024;

    public async Task<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        HttpRequest request = exchange.Context.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            return ApiErrors.Api(405, "method_not_allowed", "Use POST.").With("Allow", "POST");
        }

        using var body = new MemoryStream();
        await exchange.Body.ReadAsync(
            bytes =>
            {
                // Read to the end, so that the client gets its answer, but keep no more than one byte too many.
                body.Write(bytes.Span[..(int)Math.Min(bytes.Length, LargestBody + 1 - body.Length)]);
                return ValueTask.CompletedTask;
            },
            exchange.Aborted).ConfigureAwait(false);
        if (body.Length > LargestBody)
        {
            return ApiErrors.Api(413, "too_large", "The request is too large.");
        }

        return request.HasJsonContentType()
            ? Handle(exchange, body.GetBuffer().AsMemory(0, (int)body.Length))
            : ApiErrors.Api(415, "unsupported_type", "Send JSON with Content-Type: application/json.");
    }

    private EmulatorResponse Handle(Exchange exchange, ReadOnlyMemory<byte> body)
    {
        UploadUrlRequestBody order;
        try
        {
            order = UploadUrlRequestBody.Parse(body);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return ApiErrors.Api(400, "invalid_request", exception is FormatException ? exception.Message : "The body is not valid JSON.");
        }

        exchange.Request.FileName = order.FileName;
        if (!ApiKeyComparer.AreEqual(order.ApiKey, settings.ApiKey))
        {
            return ApiErrors.Api(401, "invalid_api_key", "Send the API key as apiKey in the JSON body.");
        }

        if (order.Problem is { } problem)
        {
            return ApiErrors.Api(400, "invalid_request", problem);
        }

        EmulatorEvent? found = settings.Events.FirstOrDefault(e => e.LinkId == order.LinkId);
        if (found is null)
        {
            return ApiErrors.Api(404, "unknown_event", "There is no event with this linkId.");
        }

        return order.AlbumId is not null && found.Albums.All(album => album.Id != order.AlbumId)
            ? ApiErrors.Api(404, "unknown_album", "The event has no album with this albumId.")
            : Issue(exchange, found, order);
    }

    private EmulatorResponse Issue(Exchange exchange, EmulatorEvent found, UploadUrlRequestBody order)
    {
        IssuedUrl? repeated = exchange.Plan.RepeatsUploadUrl ? links.Last : null;
        IssuedUrl link = repeated ?? links.Issue(found, order.AlbumId, order.FileName!, order.TakenAt);
        exchange.Request.UploadUrlNumber = link.Number;
        string url = origin(exchange.Context.Request) + dialect.Sign(link);
        url = exchange.Plan.RewriteUploadUrl?.Invoke(url) ?? url;
        return new EmulatorResponse(200) { Body = JsonSerializer.SerializeToUtf8Bytes(new WireUploadUrl(url), WireJson.Default.WireUploadUrl) }
            .With("Cache-Control", "no-store");
    }
}
