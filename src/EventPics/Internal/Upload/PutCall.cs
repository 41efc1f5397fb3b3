using System.Diagnostics;
using System.Runtime.ExceptionServices;
using EventPics.Internal.Failures;
using EventPics.Internal.Http;
using EventPics.Internal.Validation;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Upload;

/// <summary>Sends one picture to one link until the storage has it, refuses it, or the retries are used up.</summary>
internal sealed class PutCall(HttpClient http, EventPicsClientOptions options, ILogger logger, IdleHostTracker? ownHosts, ETagHosts etags)
{
    // Below this size a refusal before the last byte is cheap; above it, the wait for "100 Continue" is. Measured with a storage that
    // answers 403 and closes: from 0.5 to 20 MB the status was lost in 10 runs of 10, with Expect seen in 10 of 10. Lost is not gone: the
    // repeat expects at any size and sees it.
    private const long ExpectFrom = 4 * 1024 * 1024;

    // A proxy that was just restarted, or a storage that was busy, may do better a moment later.
    private static readonly TimeSpan ProofDelay = TimeSpan.FromSeconds(1);

    private readonly string _userAgent = UserAgent.For(options);
    private readonly PutResponseReader _responses = new(options, etags);
    private readonly RetryPipeline<PutResult> _pipeline = new("put", options, logger, static failure => failure.Action == RecoveryAction.Retry);

    private volatile int _firstChunk = ChunkSize.ForSlowConnection(options);

    public ValueTask<AttemptResult<PutResult>> SendAsync(PutState job, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(job, AttemptAsync, cancellationToken);

    private async ValueTask<AttemptResult<PutResult>> AttemptAsync(PutState job, CancellationToken cancellationToken)
    {
        var outcome = await SendOnceAsync(job, cancellationToken).ConfigureAwait(false);
        return outcome.Failure is null ? outcome : await TryImmediateRecoveryAsync(job, outcome, cancellationToken).ConfigureAwait(false);
    }

    // Retries without delay what a delay would not help.
    private async ValueTask<AttemptResult<PutResult>> TryImmediateRecoveryAsync(PutState job, AttemptResult<PutResult> outcome, CancellationToken cancellationToken)
    {
        while (outcome.Failure is { } failure)
        {
            switch (failure.Action)
            {
                case RecoveryAction.RetryWithOtherContentType when job.TryNextContentType():
                case RecoveryAction.RetryOnNewConnection when !job.StaleConnectionSeen && (job.StaleConnectionSeen = true):
                case RecoveryAction.RetryWithoutExpect when !job.WithoutExpect && (job.WithoutExpect = true):
                    outcome = await SendOnceAsync(job, cancellationToken).ConfigureAwait(false);
                    break;
                case RecoveryAction.RetryForETag when !job.WithoutProofSeen:
                    job.WithoutProofSeen = true;
                    await Waiting.DelayAsync(options.TimeProvider, ProofDelay, cancellationToken).ConfigureAwait(false);
                    outcome = await SendOnceAsync(job, cancellationToken).ConfigureAwait(false);
                    break;
                case RecoveryAction.RetryForETag:
                    return new(Accept(job, failure));
                case RecoveryAction.ObjectAlreadyExists when job.MayBeStored:
                    return new(new PutResult(failure.Exception.StatusCode!.Value, eTag: null, job.Attempts));
                default:
                    return new(Downgrade(failure));
            }
        }

        return outcome;
    }

    // Failing every photo behind a proxy that strips headers would help nobody.
    private PutResult Accept(PutState job, AttemptFailure failure)
    {
        if (etags.Missing(job.Link.Url.Authority))
        {
            logger.AcceptedWithoutETag(job.Link.Url.Authority);
        }

        return new(failure.Exception.StatusCode!.Value, eTag: null, job.Attempts);
    }

    // What was tried at once and did not help ends as one of the plain reactions.
    private static AttemptFailure Downgrade(AttemptFailure failure) => failure.Action switch
    {
        RecoveryAction.RetryOnNewConnection => failure with { Action = RecoveryAction.Retry },
        RecoveryAction.RetryWithOtherContentType or RecoveryAction.ObjectAlreadyExists => failure with { Action = RecoveryAction.RequestNewUrlOnce },
        RecoveryAction.RetryWithoutExpect => failure with { Action = RecoveryAction.Fail },
        _ => failure,
    };

    private async Task<AttemptResult<PutResult>> SendOnceAsync(PutState job, CancellationToken cancellationToken)
    {
        if (job.MayBeTooOld && !job.AnythingSent && options.TimeProvider.GetElapsedTime(job.Link.ArrivedAt!.Value) >= job.Link.Life)
        {
            return new(FailureFactory.TooOld(job.What));
        }

        CallerHttpClientGuard.CheckHeaders(http);
        job.Attempts++;
        using var traced = StartActivity(job);
        var activity = traced.Activity;
        using var watch = new StallDetector(options, cancellationToken);
        var body = new UploadHttpContent(job.Content, watch, options, _firstChunk, job.Progress, job.Attempts);
        using var request = CreateRequest(job, body);
        var authority = job.Link.Url.Authority;
        var mayBeStale = ownHosts is not null && ownHosts.IsQuiet(authority);
        AttemptResult<PutResult> outcome;
        try
        {
            var response = await HttpTransport.SendAsync(http, request, watch.Token).ConfigureAwait(false);
            using var release = new ResponseDisposer(response);
            ownHosts?.Answered(authority);
            var mayBeHeldBack = ownHosts is not null && Expects(job);
            outcome = await _responses.ReadAsync(job, body, response, watch, mayBeHeldBack, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (TransportErrorReader.IsTransportError(error) || body.OwnError is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (error is OperationCanceledException && !watch.HasFired)
            {
                ObjectDisposedException.ThrowIf(CallerHttpClientGuard.IsDisposed(http), http);
            }

            if (body.OwnError is { } own)
            {
                ExceptionDispatchInfo.Capture(own).Throw();
            }

            var failure = FailureFactory.FromTransportError(ReadTransportError(error, body, watch), job.What, error, options, job.Link.Url) with { IsUnclear = body.HasBegun };
            var isStale = mayBeStale && !request.IsNewConnection && TransportErrorReader.IsLostConnection(error);
            outcome = new(isStale && failure.Action == RecoveryAction.Retry ? failure with { Action = RecoveryAction.RetryOnNewConnection } : failure);
        }

        Note(outcome, job, body, activity);
        if (outcome.Failure is null && watch.SeesAcknowledgements)
        {
            var speed = body.Speed;
            _firstChunk = ChunkSize.ForSpeed(speed, options);
            watch.AdjustSendBuffer(speed);
        }

        return outcome;
    }

    private static SafeActivity StartActivity(PutState job)
    {
        var traced = SafeActivity.Start("eventpics.put", ActivityKind.Client);
        var activity = traced.Activity;
        activity?.SetTag("http.request.method", "PUT");
        activity?.SetTag("server.address", job.Link.Url.Host);
        activity?.SetTag("server.port", job.Link.Url.Port);
        activity?.SetTag("eventpics.attempt", job.Attempts);
        return traced;
    }

    private static void Note(AttemptResult<PutResult> outcome, PutState job, UploadHttpContent body, Activity? activity)
    {
        job.AnythingSent |= body.HasBegun;
        if (outcome.Failure is { } failure)
        {
            job.IsUnclear |= failure.IsUnclear || body.WasRepeated;
            job.MayBeStored |= body.WasCompleteBefore || (failure.IsUnclear && failure.Action != RecoveryAction.ObjectAlreadyExists && body.IsComplete);
            Diagnostics.Fail(activity, failure.Exception.Error.ToString());
        }

        Diagnostics.Answered(activity, outcome.Failure is { } failed ? failed.Exception.StatusCode : outcome.ResultOrThrow().StatusCode);
    }

    private TransportError ReadTransportError(Exception error, UploadHttpContent body, StallDetector watch)
    {
        if (watch.HasFired)
        {
            return watch.AwaitsResponse ? TransportError.NoResponse : body.HasBegun ? TransportError.NoProgress : TransportError.Connection;
        }

        return error is OperationCanceledException ? TransportErrorReader.OfCancellation(http, error) : TransportErrorReader.Read(error);
    }

    private TransportRequest CreateRequest(PutState job, UploadHttpContent body)
    {
        if (ownHosts is not null)
        {
            HttpTransport.PrepareHost(job.Link.Url);
        }

        var request = new TransportRequest(HttpMethod.Put, job.Link.Url) { Content = body, PublicOnly = !options.BaseAddress.IsLoopback };
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
    private static bool Expects(PutState job) =>
        !job.WithoutExpect && (job.AnythingSent || job.Link.ArrivedAt is null || job.Content.Length >= ExpectFrom);
}
