using System.Text.Json.Serialization.Metadata;
using EventPics.Internal.Http;
using EventPics.Internal.PresignedUrls;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Api;

/// <summary><c>POST getuploadurl</c>.</summary>
internal sealed class CreateUploadUrlCall(HttpMessageInvoker http, EventPicsClientOptions options, ILogger logger, IdleHostTracker? ownHosts)
    : ApiCall<UploadUrlPayload, UploadUrlResponse, UploadUrl>("upload_url", "getuploadurl", http, options, logger, ownHosts)
{
    protected override int MaxResponseLength => 64 * 1024;

    protected override JsonTypeInfo<UploadUrlResponse> ResponseType => EventPicsJsonContext.Default.UploadUrlResponse;

    protected override async ValueTask<TransportRequest> CreateRequestAsync(UploadUrlPayload request)
    {
        var message = CreateRequest(HttpMethod.Post);
        message.Content = await ApiRequestContent.CreateAsync(request, EventPicsJsonContext.Default.UploadUrlPayload, message).ConfigureAwait(false);
        return message;
    }

    protected override string Describe(UploadUrlPayload request) => $"Requesting an upload URL for '{request.FileName}'";

    protected override (UploadUrl? Result, string Error) Convert(UploadUrlResponse json, HttpResponseMessage response)
    {
        if (UploadUrlPolicy.Check(json.UploadUrl, Options, out var url) is { } error)
        {
            return (null, "the upload URL can't be used: " + error);
        }

        // An absolute expiry is compared with the server's own clock: this computer's may be wrong.
        var presigned = PresignedUrl.Read(url!);
        var lifetime = presigned.ExpiresAt is null
            ? presigned.Lifetime
            : presigned.LifetimeFrom(response.Headers.Date ?? Options.TimeProvider.GetUtcNow());
        Diagnostics.UploadUrlIssued();
        return (new UploadUrl(url!, presigned, lifetime ?? Options.UploadUrlLifetime, Options.TimeProvider), "");
    }
}
