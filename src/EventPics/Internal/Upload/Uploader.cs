using EventPics.Internal.Api;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Upload;

/// <summary>Carries one picture into its album: asks for a link, sends the bytes there, and asks for a fresh link only when the old one is dead.</summary>
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
        var job = new UploadState(request, progress, options.TimeProvider.GetTimestamp());
        try
        {
            var outcome = await _pipeline.ExecuteAsync(job, AttemptAsync, cancellationToken).ConfigureAwait(false);
            var result = outcome.ResultOrThrow();
            activity?.SetTag("eventpics.upload.attempts", result.Attempts);
            Diagnostics.Uploaded(result.Duration, result.Length);
            logger.Uploaded(result.FileName, result.LinkId, result.Length, result.Duration.TotalSeconds, result.Attempts);
            return result;
        }
        catch (Exception error)
        {
            var reason = error switch
            {
                EventPicsException failure => failure.Error.ToString(),
                OperationCanceledException => "canceled",
                _ => error.GetType().Name,
            };
            Diagnostics.Fail(activity, reason);
            Diagnostics.UploadFailed(options.TimeProvider.GetElapsedTime(job.StartedAt), reason);
            logger.Failed(request.FileName, request.LinkId, job.Attempts, reason);
            throw;
        }
        finally
        {
            request.Content.Close();
        }
    }

    private async ValueTask<AttemptResult<UploadResult>> AttemptAsync(UploadState job, CancellationToken cancellationToken)
    {
        var uploadUrl = await RequestUrlAsync(job, cancellationToken).ConfigureAwait(false);
        job.CountUrl();
        for (var i = 1; !_issued.TryClaim(uploadUrl.Url, job.Request); i++)
        {
            uploadUrl = i < MaxReusedUrls
                ? await RequestUrlAsync(job, cancellationToken).ConfigureAwait(false)
                : throw FailureFactory.ForeignLink($"Uploading '{job.Request.FileName}'").Exception;
            job.CountUrl();
        }

        job.MarkDuplicateIfUnclear();
        if (job.PossibleDuplicate)
        {
            logger.PossibleDuplicate(job.Request.FileName, job.Request.LinkId);
        }

        var put = new PutState(uploadUrl, job.Content, job.Request.FileName, job.Progress) { Attempts = job.Attempts, MayBeTooOld = true };
        AttemptResult<PutResult> outcome;
        try
        {
            outcome = await putCall.SendAsync(put, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            job.Attempts = put.Attempts;
        }

        if (outcome.Failure is not { } failure)
        {
            return new(job.ToResult(outcome.ResultOrThrow(), put.ContentType, options.TimeProvider.GetElapsedTime(job.StartedAt)));
        }

        job.NoteFailure(put.IsUnclear);
        var isSecondRefusal = failure.Action == RecoveryAction.RequestNewUrlOnce && !job.NoteRefusal();
        return new(isSecondRefusal ? failure with { Action = RecoveryAction.Fail } : failure);
    }

    private Task<UploadUrl> RequestUrlAsync(UploadState job, CancellationToken cancellationToken) =>
        createUploadUrl.SendAsync(job.CreatePayload(options.ApiKey), cancellationToken);
}
