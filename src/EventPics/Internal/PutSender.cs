using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal;

/// <summary>Sends one picture to one link until the storage has it, refuses it, or the retries are used up.</summary>
internal sealed class PutSender(HttpClient http, EventPicsClientOptions options, ILogger logger, HostActivity? ownHosts, ETagHosts etags)
{
    // Below this size a refusal before the last byte is cheap; above it, the wait for "100 Continue" is. Measured with a storage that
    // answers 403 and closes: from 0.5 to 20 MB the status was lost in 10 runs of 10, with Expect seen in 10 of 10. Lost is not gone: the
    // repeat expects at any size and sees it.
    private const long ExpectFrom = 4 * 1024 * 1024;

    // A proxy that was just restarted, or a storage that was busy, may do better a moment later.
    private static readonly TimeSpan ProofDelay = TimeSpan.FromSeconds(1);

    private readonly string _userAgent = UserAgent.For(options);
    private readonly PutAnswerReader _answers = new(options, etags);
    private readonly RetryPipeline<PutResult> _pipeline = new("put", options, logger, static failure => failure.Reaction == Reaction.Repeat);

    private volatile int _firstPiece = PieceSize.ForSlowLine(options);

    public async ValueTask<Attempt<PutResult>> SendAsync(PutJob job, CancellationToken cancellationToken)
    {
        var outcome = await SendOnceAsync(job, cancellationToken).ConfigureAwait(false);
        if (outcome.Failure is not null)
        {
            outcome = await MendAsync(job, outcome, cancellationToken).ConfigureAwait(false);
        }

        return _pipeline.Repeats(outcome) ? await RepeatAsync(outcome, job, cancellationToken).ConfigureAwait(false) : outcome;
    }

    private ValueTask<Attempt<PutResult>> RepeatAsync(Attempt<PutResult> first, PutJob job, CancellationToken cancellationToken) =>
        _pipeline.RepeatAsync(
            first,
            async token => await MendAsync(job, await SendOnceAsync(job, token).ConfigureAwait(false), token).ConfigureAwait(false),
            cancellationToken);

    // Tries at once what may help at once.
    private async ValueTask<Attempt<PutResult>> MendAsync(PutJob job, Attempt<PutResult> outcome, CancellationToken cancellationToken)
    {
        while (outcome.Failure is { } failure)
        {
            switch (failure.Reaction)
            {
                case Reaction.OtherContentType when job.TryNextContentType():
                case Reaction.StaleConnection when !job.StaleConnectionSeen && (job.StaleConnectionSeen = true):
                case Reaction.WithoutExpect when !job.WithoutExpect && (job.WithoutExpect = true):
                    outcome = await SendOnceAsync(job, cancellationToken).ConfigureAwait(false);
                    break;
                case Reaction.WithoutProof when !job.WithoutProofSeen:
                    job.WithoutProofSeen = true;
                    await Waiting.DelayAsync(options.TimeProvider, ProofDelay, cancellationToken).ConfigureAwait(false);
                    outcome = await SendOnceAsync(job, cancellationToken).ConfigureAwait(false);
                    break;
                case Reaction.WithoutProof:
                    return new(Accept(job, failure));
                case Reaction.AlreadyThere when job.MayBeStored:
                    return new(new PutResult(failure.Exception.StatusCode!.Value, eTag: null, job.Attempts));
                default:
                    return new(Settle(failure));
            }
        }

        return outcome;
    }

    // Failing every photo behind a proxy that strips headers would help nobody.
    private PutResult Accept(PutJob job, Failure failure)
    {
        if (etags.Missing(job.Link.Url.Authority))
        {
            logger.AcceptedWithoutETag(job.Link.Url.Authority);
        }

        return new(failure.Exception.StatusCode!.Value, eTag: null, job.Attempts);
    }

    // What was tried at once and did not help ends as one of the plain reactions.
    private static Failure Settle(Failure failure) => failure.Reaction switch
    {
        Reaction.StaleConnection => failure with { Reaction = Reaction.Repeat },
        Reaction.OtherContentType or Reaction.AlreadyThere => failure with { Reaction = Reaction.FreshLinkOnce },
        Reaction.WithoutExpect => failure with { Reaction = Reaction.Fail },
        _ => failure,
    };

    private async Task<Attempt<PutResult>> SendOnceAsync(PutJob job, CancellationToken cancellationToken)
    {
        if (job.MayBeTooOld && !job.AnythingSent && options.TimeProvider.GetElapsedTime(job.Link.ArrivedAt!.Value) >= job.Link.Life)
        {
            return new(Failures.TooOld(job.What));
        }

        HandedInClient.CheckHeaders(http);
        job.Attempts++;
        using var traced = StartActivity(job);
        var activity = traced.Activity;
        using var watch = new StallWatch(options, cancellationToken);
        var body = new UploadBody(job.Content, watch, options, _firstPiece, job.Progress, job.Attempts);
        using var request = CreateRequest(job, body);
        var authority = job.Link.Url.Authority;
        var mayBeStale = ownHosts is not null && ownHosts.IsQuiet(authority);
        Attempt<PutResult> outcome;
        try
        {
            var response = await Transport.SendAsync(http, request, watch.Token).ConfigureAwait(false);
            using var release = new AnswerRelease(response);
            ownHosts?.Answered(authority);
            var mayBeHeldBack = ownHosts is not null && Expects(job);
            outcome = await _answers.ReadAsync(job, body, response, watch, mayBeHeldBack, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (BreakageReader.IsBreakage(error) || body.OwnError is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (error is OperationCanceledException && !watch.HasFired)
            {
                ObjectDisposedException.ThrowIf(HandedInClient.IsDisposed(http), http);
            }

            if (body.OwnError is { } own)
            {
                ExceptionDispatchInfo.Capture(own).Throw();
            }

            var failure = Failures.FromBreak(ReadBreakage(error, body, watch), job.What, error, options, job.Link.Url) with { IsUnclear = body.HasBegun };
            var isStale = mayBeStale && !request.IsNewConnection && BreakageReader.IsLostConnection(error);
            outcome = new(isStale && failure.Reaction == Reaction.Repeat ? failure with { Reaction = Reaction.StaleConnection } : failure);
        }

        Note(outcome, job, body, activity);
        if (outcome.Failure is null && watch.SeesLine)
        {
            var speed = body.Speed;
            _firstPiece = PieceSize.ForLine(speed, options);
            watch.FitLine(speed);
        }

        return outcome;
    }

    private static SafeActivity StartActivity(PutJob job)
    {
        var traced = SafeActivity.Start("eventpics.put", ActivityKind.Client);
        var activity = traced.Activity;
        activity?.SetTag("http.request.method", "PUT");
        activity?.SetTag("server.address", job.Link.Url.Host);
        activity?.SetTag("server.port", job.Link.Url.Port);
        activity?.SetTag("eventpics.attempt", job.Attempts);
        return traced;
    }

    private static void Note(Attempt<PutResult> outcome, PutJob job, UploadBody body, Activity? activity)
    {
        job.AnythingSent |= body.HasBegun;
        if (outcome.Failure is { } failure)
        {
            job.IsUnclear |= failure.IsUnclear || body.WasRepeated;
            job.MayBeStored |= body.WasCompleteBefore || (failure.IsUnclear && failure.Reaction != Reaction.AlreadyThere && body.IsComplete);
            Diagnostics.Fail(activity, failure.Exception.Error.ToString());
        }

        Diagnostics.Answered(activity, outcome.Failure is { } failed ? failed.Exception.StatusCode : outcome.ResultOrThrow().StatusCode);
    }

    private Breakage ReadBreakage(Exception error, UploadBody body, StallWatch watch)
    {
        if (watch.HasFired)
        {
            return watch.AwaitsAnswer ? Breakage.NoAnswer : body.HasBegun ? Breakage.NoProgress : Breakage.Connection;
        }

        return error is OperationCanceledException ? BreakageReader.OfCancellation(http, error) : BreakageReader.Read(error);
    }

    private TracedRequest CreateRequest(PutJob job, UploadBody body)
    {
        if (ownHosts is not null)
        {
            Transport.PrepareHost(job.Link.Url);
        }

        var request = new TracedRequest(HttpMethod.Put, job.Link.Url) { Content = body, PublicOnly = !options.BaseAddress.IsLoopback };
        body.Request = request;
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        if (job.ContentType.Length > 0)
        {
            body.Headers.TryAddWithoutValidation("Content-Type", job.ContentType);
        }

        if (job.Terms.IsAzure)
        {
            request.Headers.TryAddWithoutValidation("x-ms-blob-type", "BlockBlob");
        }

        request.Headers.ExpectContinue = Expects(job);
        return request;
    }

    // A repeat, a stored link and a big body all risk an early refusal, which is lost unless the body waits for the storage's word.
    private static bool Expects(PutJob job) =>
        !job.WithoutExpect && (job.AnythingSent || job.Link.ArrivedAt is null || job.Content.Length >= ExpectFrom);
}
