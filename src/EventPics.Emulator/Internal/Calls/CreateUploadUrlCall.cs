using System.Text.Json;
using EventPics.Emulator.Internal.Exchanges;
using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Calls;

/// <summary><c>POST /getuploadurl</c>.</summary>
internal sealed class CreateUploadUrlCall(
    EmulatorSettings settings, IssuedUrls issuedUrls, StorageDialect dialect, Func<HttpRequest, string> origin)
{
    private const int MaxBodySize = 64 * 1024;

    public async Task<EmulatorResponse> HandleAsync(Exchange exchange)
    {
        var request = exchange.Context.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            return ApiErrors.Api(405, "method_not_allowed", "Use POST.").With("Allow", "POST");
        }

        using var body = new MemoryStream();
        await exchange.Body.ReadAsync(
            bytes =>
            {
                // Read to the end, so that the client gets its response, but keep only one byte more than allowed.
                body.Write(bytes.Span[..(int)Math.Min(bytes.Length, MaxBodySize + 1 - body.Length)]);
                return ValueTask.CompletedTask;
            },
            exchange.Aborted).ConfigureAwait(false);
        if (body.Length > MaxBodySize)
        {
            return ApiErrors.Api(413, "too_large", "The request is too large.");
        }

        return request.HasJsonContentType()
            ? Handle(exchange, body.GetBuffer().AsMemory(0, (int)body.Length))
            : ApiErrors.Api(415, "unsupported_type", "Send JSON with Content-Type: application/json.");
    }

    private EmulatorResponse Handle(Exchange exchange, ReadOnlyMemory<byte> body)
    {
        UploadUrlRequestBody request;
        try
        {
            request = UploadUrlRequestBody.Parse(body);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return ApiErrors.Api(400, "invalid_request", e is FormatException ? e.Message : "The body is not valid JSON.");
        }

        exchange.Request.FileName = request.FileName;
        if (!ApiKeyComparer.AreEqual(request.ApiKey, settings.ApiKey))
        {
            return ApiErrors.Api(401, "invalid_api_key", "Send the API key as apiKey in the JSON body.");
        }

        if (request.Problem is { } problem)
        {
            return ApiErrors.Api(400, "invalid_request", problem);
        }

        var found = settings.Events.FirstOrDefault(e => e.LinkId == request.LinkId);
        if (found is null)
        {
            return ApiErrors.Api(404, "unknown_event", "There is no event with this linkId.");
        }

        return request.AlbumId is not null && found.Albums.All(album => album.Id != request.AlbumId)
            ? ApiErrors.Api(404, "unknown_album", "The event has no album with this albumId.")
            : Issue(exchange, found, request);
    }

    private EmulatorResponse Issue(Exchange exchange, EmulatorEvent found, UploadUrlRequestBody request)
    {
        var repeated = exchange.Plan.RepeatsUploadUrl ? issuedUrls.Last : null;
        var issued = repeated ?? issuedUrls.Issue(found, request.AlbumId, request.FileName!, request.TakenAt);
        exchange.Request.UploadUrlNumber = issued.Number;
        var url = origin(exchange.Context.Request) + dialect.Sign(issued);
        url = exchange.Plan.RewriteUploadUrl?.Invoke(url) ?? url;
        return new EmulatorResponse(200)
        {
            Body = JsonSerializer.SerializeToUtf8Bytes(
            new WireUploadUrl(url), WireJson.Default.WireUploadUrl)
        }
            .With("Cache-Control", "no-store");
    }
}
