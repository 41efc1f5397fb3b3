using EventPics.Internal.Api;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Upload;

/// <summary>Uploads one photo: requests an upload URL, sends the bytes to it, and requests a new URL only when the old one no longer works.</summary>
internal sealed class Uploader(CreateUploadUrlCall createUploadUrl, PutCall putCall, EventPicsClientOptions options, ILogger logger)
{
    private const int MaxReusedUrls = 3;

    private readonly IssuedUrlRegistry _issued = new();
    private readonly RetryPipeline<UploadResult> _pipeline = new(
        "upload", options, logger, static failure => failure.Action is RecoveryAction.RequestNewUrl or RecoveryAction.RequestNewUrlOnce);

    public async Task<UploadResult> UploadAsync(
        UploadRequest request, IProgress<UploadProgress>? progress, CancellationToken cancellationToken)
    {
        using var traced = SafeActivity.Start("eventpics.upload");
        var activity = traced.Activity;
        activity?.SetTag("eventpics.upload.size", request.Content.Length);
        var state = new UploadState(request, progress, options.TimeProvider.GetTimestamp());
        try
        {
            var outcome = await _pipeline.ExecuteAsync(state, AttemptAsync, cancellationToken).ConfigureAwait(false);
            var result = outcome.ResultOrThrow();
            activity?.SetTag("eventpics.upload.attempts", result.Attempts);
            Diagnostics.Uploaded(result.Duration, result.Length);
            Log.Uploaded(logger, result.FileName, result.LinkId, result.Length, result.Duration.TotalSeconds, result.Attempts);
            return result;
        }
        catch (Exception e)
        {
            var reason = e switch
            {
                EventPicsException failure => failure.Error.ToString(),
                OperationCanceledException => "canceled",
                _ => e.GetType().Name,
            };
            Diagnostics.Fail(activity, reason);
            Diagnostics.UploadFailed(options.TimeProvider.GetElapsedTime(state.StartedAt), reason);
            Log.Failed(logger, request.FileName, request.LinkId, state.Attempts, reason);
            throw;
        }
        finally
        {
            request.Content.Close();
        }
    }

    private async ValueTask<AttemptResult<UploadResult>> AttemptAsync(UploadState state, CancellationToken cancellationToken)
    {
        var uploadUrl = await RequestUrlAsync(state, cancellationToken).ConfigureAwait(false);
        state.CountUrl();
        for (var i = 1; !_issued.TryClaim(uploadUrl.Url, state.Request); i++)
        {
            uploadUrl = i < MaxReusedUrls
                ? await RequestUrlAsync(state, cancellationToken).ConfigureAwait(false)
                : throw FailureFactory.UrlOfOtherPhoto($"Uploading '{state.Request.FileName}'").Exception;
            state.CountUrl();
        }

        state.MarkDuplicateIfUnclear();
        if (state.PossibleDuplicate)
        {
            Log.PossibleDuplicate(logger, state.Request.FileName, state.Request.LinkId);
        }

        var put = new PutState(uploadUrl, state.Content, state.Request.FileName, state.Progress) { Attempts = state.Attempts, ChecksAge = true };
        AttemptResult<PutResult> outcome;
        try
        {
            outcome = await putCall.SendAsync(put, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            state.Attempts = put.Attempts;
        }

        if (outcome.Failure is not { } failure)
        {
            return new(state.ToResult(outcome.ResultOrThrow(), put.ContentType, options.TimeProvider.GetElapsedTime(state.StartedAt)));
        }

        state.RecordFailure(put.Delivery >= DeliveryState.Unclear);
        var isSecondRejection = failure.Action == RecoveryAction.RequestNewUrlOnce && !state.RecordRejection();
        return new(isSecondRejection ? failure with { Action = RecoveryAction.Fail } : failure);
    }

    private Task<UploadUrl> RequestUrlAsync(UploadState state, CancellationToken cancellationToken) =>
        createUploadUrl.SendAsync(state.CreatePayload(options.ApiKey), cancellationToken);
}
