using EventPics.Internal.Api;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Upload;

/// <summary>
/// Uploads one photo: requests an upload URL, sends the bytes to it, and requests a new URL only when the old one no longer works.
/// </summary>
internal sealed class Uploader(CreateUploadUrlCall createUploadUrl, PutCall putCall, EventPicsClientOptions options, ILogger logger)
{
    private const int MaxReusedUrls = 3;

    private readonly IssuedUrlRegistry _issued = new();
    private readonly RetryPipeline<UploadResult> _pipeline = new("upload", options, logger, NeedsNewUrl);

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
            if (outcome.Failure is { } failed && state.UrlToContinue is { } uploadUrl)
            {
                outcome = new(failed.WithUploadUrl(uploadUrl, ErrorMessages.ContinueUpload));
            }

            var result = outcome.ResultOrThrow();
            activity?.SetTag("eventpics.upload.attempts", result.Attempts);
            Diagnostics.Uploaded(result.Duration, result.Length);
            Log.Uploaded(logger, result.FileName, result.LinkId, result.Length, result.Duration.TotalSeconds, result.Attempts);
            return result;
        }
        catch (Exception e)
        {
            // Another exception can't carry the URL, but the storage may have the photo all the same.
            if (e is not EventPicsException && state.UrlToContinue is { } uploadUrl)
            {
                request.UploadUrl = uploadUrl;
            }

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

    private static bool NeedsNewUrl(AttemptFailure failure) =>
        failure.Action is RecoveryAction.RequestNewUrl or RecoveryAction.RequestNewUrlOnce;

    // The caller's upload URL comes first. Only the storage's rejection ends it, not its age.
    private async ValueTask<AttemptResult<UploadResult>> AttemptAsync(UploadState state, CancellationToken cancellationToken)
    {
        if (state.TakeGivenUrl() is { } given)
        {
            ThrowIfUnusable(given, state.Request);
            var earlier = new PutState(given, state.Content, state.Request.FileName, state.Progress);
            earlier.Advance(given.IsUnused ? DeliveryState.NothingSent : DeliveryState.MayBeStored);
            var continued = await PutAsync(state, earlier, cancellationToken).ConfigureAwait(false);
            if (continued.Failure is not { } rejected || !NeedsNewUrl(rejected))
            {
                return continued;
            }
        }

        var issued = await RequestUrlAsync(state, cancellationToken).ConfigureAwait(false);
        if (issued.Failure is { } failure)
        {
            return new(failure);
        }

        state.MarkDuplicateIfUnclear();
        if (state.PossibleDuplicate)
        {
            Log.PossibleDuplicate(logger, state.Request.FileName, state.Request.LinkId);
        }

        var put = new PutState(issued.ResultOrThrow(), state.Content, state.Request.FileName, state.Progress)
        {
            Attempts = state.Attempts,
            ChecksAge = true,
        };
        var outcome = await PutAsync(state, put, cancellationToken).ConfigureAwait(false);
        var isSecondRejection = outcome.Failure is { Action: RecoveryAction.RequestNewUrlOnce } && !state.RecordRejection();
        return isSecondRejection ? new(outcome.Failure! with { Action = RecoveryAction.Fail }) : outcome;
    }

    private void ThrowIfUnusable(UploadUrl uploadUrl, UploadRequest request)
    {
        UploadUrlPolicy.ThrowIfUnsafe(uploadUrl, options, nameof(uploadUrl));
        if (!_issued.TryReclaim(uploadUrl.Url, request))
        {
            throw new ArgumentException(
                "The upload URL was issued for another photo, which this one would replace. Pass the one from the exception of this photo's own upload.",
                nameof(uploadUrl));
        }
    }

    private async ValueTask<AttemptResult<UploadUrl>> RequestUrlAsync(UploadState state, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MaxReusedUrls; i++)
        {
            var issued = await createUploadUrl.TrySendAsync(state.CreatePayload(options.ApiKey), cancellationToken).ConfigureAwait(false);
            if (issued.Failure is not null)
            {
                return issued;
            }

            state.CountUrl();
            if (_issued.TryClaim(issued.ResultOrThrow().Url, state.Request))
            {
                return issued;
            }
        }

        return new(FailureFactory.UrlOfOtherPhoto($"Uploading '{state.Request.FileName}'"));
    }

    private async ValueTask<AttemptResult<UploadResult>> PutAsync(UploadState state, PutState put, CancellationToken cancellationToken)
    {
        AttemptResult<PutResult> outcome;
        try
        {
            outcome = await putCall.SendAsync(put, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            state.Attempts = put.Attempts;
            if (put.IsUnclear)
            {
                state.RecordUnclear(put.UploadUrl);
            }
        }

        return outcome.Failure is { } failure
            ? new(failure)
            : new(state.ToResult(outcome.ResultOrThrow(), put.ContentType, options.TimeProvider.GetElapsedTime(state.StartedAt)));
    }
}
