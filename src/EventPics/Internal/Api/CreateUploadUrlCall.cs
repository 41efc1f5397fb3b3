using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EventPics.Internal.Http;
using EventPics.Internal.PresignedUrls;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Api;

/// <summary><c>POST getuploadurl</c>.</summary>
internal sealed class CreateUploadUrlCall(HttpClient http, EventPicsClientOptions options, ILogger logger, IdleHostTracker? ownHosts)
    : ApiCall<UploadUrlPayload, UploadUrlResponse, UploadUrl>("link", http, options, logger, ownHosts)
{
    protected override int MaxResponseLength => 64 * 1024;

    protected override JsonTypeInfo<UploadUrlResponse> ResponseType => EventPicsJsonContext.Default.UploadUrlResponse;

    protected override TransportRequest CreateRequest(UploadUrlPayload request)
    {
        var message = CreateRequest(HttpMethod.Post, "getuploadurl");
        message.Content = CreateContent(JsonSerializer.SerializeToUtf8Bytes(request, EventPicsJsonContext.Default.UploadUrlPayload), message);
        return message;
    }

    protected override string Describe(UploadUrlPayload request) => $"Requesting an upload URL for '{request.FileName}'";

    protected override (UploadUrl? Result, string Error) Convert(UploadUrlResponse json, HttpResponseMessage response)
    {
        if (UploadUrlPolicy.Check(json.UploadUrl, Options.BaseAddress, out var url) is { } error)
        {
            return (null, "the upload URL can't be used: " + error);
        }

        // Only a URL that states when it ends, not how long it lives, needs the server's clock.
        var presigned = PresignedUrl.Read(url!, serverNow: DateTimeOffset.MaxValue);
        if (presigned.Lifetime is null)
        {
            presigned = PresignedUrl.Read(url!, response.Headers.Date ?? Options.TimeProvider.GetUtcNow());
        }

        Diagnostics.UploadUrlIssued();
        return (new UploadUrl(url!, presigned.Lifetime ?? Options.UploadUrlLifetime, Options.TimeProvider), "");
    }
}
