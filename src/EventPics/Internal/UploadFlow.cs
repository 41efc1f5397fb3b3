using Microsoft.Extensions.Logging;

namespace EventPics.Internal;

/// <summary>Carries one picture into its album: asks for a link, sends the bytes there, and asks for a fresh link only when the old one is dead.</summary>
internal sealed class UploadFlow(EventPicsApi api, PutSender sender, EventPicsClientOptions options, ILogger logger)
{
    private const int MaxForeignLinks = 3;

    private readonly IssuedLinks _issued = new();
    private readonly RetryPipeline<UploadResult> _links = new(
        "upload", options, logger, static failure => failure.Reaction is Reaction.FreshLink or Reaction.FreshLinkOnce);

    public async Task<UploadResult> UploadAsync(
        UploadRequest request, IProgress<UploadProgress>? progress, CancellationToken cancellationToken)
    {
        using var traced = SafeActivity.Start("eventpics.upload");
        var activity = traced.Activity;
        activity?.SetTag("eventpics.upload.size", request.Content.Length);
        var job = new UploadJob(request, progress, options.TimeProvider.GetTimestamp());
        try
        {
            var outcome = await TryLinkAsync(job, cancellationToken).ConfigureAwait(false);
            if (_links.Repeats(outcome))
            {
                outcome = await RepeatAsync(outcome, job, cancellationToken).ConfigureAwait(false);
            }

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

    private ValueTask<Attempt<UploadResult>> RepeatAsync(Attempt<UploadResult> first, UploadJob job, CancellationToken cancellationToken) =>
        _links.RepeatAsync(first, token => TryLinkAsync(job, token), cancellationToken);

    private async ValueTask<Attempt<UploadResult>> TryLinkAsync(UploadJob job, CancellationToken cancellationToken)
    {
        var link = await AskForLinkAsync(job, cancellationToken).ConfigureAwait(false);
        job.NoteIssuedLink();
        for (var i = 1; !_issued.TryClaim(link.Url, job.Request); i++)
        {
            link = i < MaxForeignLinks
                ? await AskForLinkAsync(job, cancellationToken).ConfigureAwait(false)
                : throw Failures.ForeignLink($"Uploading '{job.Request.FileName}'").Exception;
            job.NoteIssuedLink();
        }

        job.NoteUsedLink();
        if (job.PossibleDuplicate)
        {
            logger.PossibleDuplicate(job.Request.FileName, job.Request.LinkId);
        }

        var put = new PutJob(link, job.Content, job.Request.FileName, job.Progress) { Attempts = job.Attempts, MayBeTooOld = true };
        Attempt<PutResult> outcome;
        try
        {
            outcome = await sender.SendAsync(put, cancellationToken).ConfigureAwait(false);
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
        var isSecondRefusal = failure.Reaction == Reaction.FreshLinkOnce && !job.NoteRefusal();
        return new(isSecondRefusal ? failure with { Reaction = Reaction.Fail } : failure);
    }

    private Task<UploadUrl> AskForLinkAsync(UploadJob job, CancellationToken cancellationToken) =>
        api.GetUploadUrlAsync(job.Call(options.ApiKey), cancellationToken);
}
