using System.Diagnostics;
using System.Runtime.ExceptionServices;
using EventPics.Internal.Failures;
using EventPics.Internal.Http;
using EventPics.Internal.PresignedUrls;
using EventPics.Internal.Validation;
using Microsoft.Extensions.Logging;

namespace EventPics.Internal.Upload;

/// <summary>Sends one photo to one upload URL until the storage has it, rejects it, or the retries are used up.</summary>
internal sealed class PutCall(
    HttpMessageInvoker http, EventPicsClientOptions options, ILogger logger, IdleHostTracker? ownHosts, ETagTracker etags)
{
    // Below this size a rejection before the last byte is cheap; above it, the wait for "100 Continue" is. Measured with a storage that
    // responds 403 and closes: from 0.5 to 20 MB the status was lost in 10 runs of 10 without Expect, and seen in 10 of 10 with it. Losing
    // it costs one attempt: a retry sends Expect at any size and sees it.
    private const long ExpectThreshold = 4 * 1024 * 1024;

    // A proxy that was just restarted, or a storage that was busy, may do better a moment later.
    private static readonly TimeSpan ETagRetryDelay = TimeSpan.FromSeconds(1);

    private readonly string _userAgent = UserAgent.For(options);
    private readonly PutResponseReader _responses = new(options, etags);
    private readonly RetryPipeline<PutResult> _pipeline =
        new("put", options, logger, static failure => failure.Action == RecoveryAction.Retry);

    private volatile int _firstChunk = ChunkSize.ForSlowConnection(options);

    public ValueTask<AttemptResult<PutResult>> SendAsync(PutState put, CancellationToken cancellationToken) =>
        _pipeline.ExecuteAsync(put, AttemptAsync, cancellationToken);

    private async ValueTask<AttemptResult<PutResult>> AttemptAsync(PutState put, CancellationToken cancellationToken)
    {
        var outcome = await SendOnceAsync(put, cancellationToken).ConfigureAwait(false);
        return outcome.Failure is null ? outcome : await TryImmediateRecoveryAsync(put, outcome, cancellationToken).ConfigureAwait(false);
    }

    // Handles the failures that a back-off would not help: retries them immediately, in another way.
    private async ValueTask<AttemptResult<PutResult>> TryImmediateRecoveryAsync(
        PutState put, AttemptResult<PutResult> outcome, CancellationToken cancellationToken)
    {
        while (outcome.Failure is { } failure)
        {
            switch (failure.Action)
            {
                case RecoveryAction.RetryWithOtherContentType when put.TryNextContentType():
                case RecoveryAction.RetryOnNewConnection or RecoveryAction.RetryWithoutExpect when put.TryOnce(failure.Action):
                    outcome = await SendOnceAsync(put, cancellationToken).ConfigureAwait(false);
                    break;
                case RecoveryAction.RetryForETag when put.TryOnce(failure.Action):
                    await Task.Delay(ETagRetryDelay, options.TimeProvider, cancellationToken).ConfigureAwait(false);
                    outcome = await SendOnceAsync(put, cancellationToken).ConfigureAwait(false);
                    break;
                case RecoveryAction.RetryForETag:
                    return new(AcceptWithoutETag(put, failure));
                case RecoveryAction.ObjectAlreadyExists when put.Delivery == DeliveryState.MayBeStored:
                    return new(new PutResult(failure.Exception.StatusCode!.Value, eTag: null, put.Attempts));
                default:
                    return new(Downgrade(failure));
            }
        }

        return outcome;
    }

    // A proxy that strips headers must not make every photo behind it fail.
    private PutResult AcceptWithoutETag(PutState put, AttemptFailure failure)
    {
        if (etags.OnMissingETag(put.UploadUrl.Url.Authority))
        {
            Log.AcceptedWithoutETag(logger, put.UploadUrl.Url.Authority);
        }

        return new(failure.Exception.StatusCode!.Value, eTag: null, put.Attempts);
    }

    // An immediate recovery that was used up or did not apply becomes one of the plain actions.
    private static AttemptFailure Downgrade(AttemptFailure failure) => failure.Action switch
    {
        RecoveryAction.RetryOnNewConnection => failure with { Action = RecoveryAction.Retry },
        RecoveryAction.RetryWithOtherContentType or RecoveryAction.ObjectAlreadyExists =>
            failure with { Action = RecoveryAction.RequestNewUrlOnce },
        RecoveryAction.RetryWithoutExpect => failure with { Action = RecoveryAction.Fail },
        _ => failure,
    };

    private async Task<AttemptResult<PutResult>> SendOnceAsync(PutState put, CancellationToken cancellationToken)
    {
        if (put.ChecksAge && put.Delivery == DeliveryState.NothingSent &&
            options.TimeProvider.GetElapsedTime(put.UploadUrl.ReceivedAt!.Value) >= put.UploadUrl.Lifetime)
        {
            return new(FailureFactory.Expired(put.Subject));
        }

        CallerHttpClientGuard.CheckHeaders(http);
        put.Attempts++;
        put.UploadUrl.BeginPut();
        try
        {
            return await TransferAsync(put, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            put.UploadUrl.EndPut();
        }
    }

    private async Task<AttemptResult<PutResult>> TransferAsync(PutState put, CancellationToken cancellationToken)
    {
        using var traced = StartActivity(put);
        var activity = traced.Activity;
        using var stallDetector = new StallDetector(options, cancellationToken);
        var body = new UploadHttpContent(put.Content, stallDetector, options, _firstChunk, put.Progress, put.Attempts);
        using var request = CreateRequest(put, body);
        var authority = put.UploadUrl.Url.Authority;
        var mayBeStale = ownHosts is not null && ownHosts.IsIdle(authority);
        AttemptResult<PutResult> outcome;
        var isKnown = false;
        try
        {
            var response = await HttpTransport.SendAsync(http, request, stallDetector.Token).ConfigureAwait(false);
            using var disposer = new ResponseDisposer(response);
            ownHosts?.OnResponse(authority);
            var mayBeHeldBack = ownHosts is not null && SendsExpect(put);
            outcome =
                await _responses.ReadAsync(put, body, response, stallDetector, mayBeHeldBack, cancellationToken).ConfigureAwait(false);
            isKnown = true;
        }
        catch (Exception e) when (!TransportErrorReader.IsDisposedHttp(e) || body.OwnError is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (e is OperationCanceledException or ObjectDisposedException && !stallDetector.HasFired)
            {
                ObjectDisposedException.ThrowIf(CallerHttpClientGuard.IsDisposed(http), http);
            }

            if (body.OwnError is { } own)
            {
                ExceptionDispatchInfo.Capture(own).Throw();
            }

            var failure = FailureFactory.FromTransportError(
                ReadTransportError(e, body, stallDetector), put.Subject, e, options, put.UploadUrl.Url) with
            { IsUnclear = body.HasBegun };
            var isStale = mayBeStale && !request.IsNewConnection && TransportErrorReader.IsLostConnection(e);
            outcome = new(isStale
                && failure.Action == RecoveryAction.Retry ? failure with { Action = RecoveryAction.RetryOnNewConnection } : failure);
            isKnown = true;
        }
        finally
        {
            // Cancelled or disposed: the response is lost. The storage rejects a body that ended early because the content failed.
            if (!isKnown && (body.OwnError is null ? body.HasBegun : body.EarlierPass is not null))
            {
                put.Advance(DeliveryState.Unclear);
                put.UploadUrl.RecordUse();
            }
        }

        Record(outcome, put, body, activity);
        if (outcome.Failure is null && stallDetector.SeesAcknowledgements)
        {
            var speed = body.Speed;
            _firstChunk = ChunkSize.ForSpeed(speed, options);
            stallDetector.AdjustSendBuffer(speed);
        }

        return outcome;
    }

    private static SafeActivity StartActivity(PutState put)
    {
        var traced = SafeActivity.Start("eventpics.put", ActivityKind.Client);
        var activity = traced.Activity;
        activity?.SetTag("http.request.method", "PUT");
        activity?.SetTag("server.address", put.UploadUrl.Url.Host);
        activity?.SetTag("server.port", put.UploadUrl.Url.Port);
        activity?.SetTag("eventpics.attempt", put.Attempts);
        return traced;
    }

    private static void Record(AttemptResult<PutResult> outcome, PutState put, UploadHttpContent body, Activity? activity)
    {
        put.Advance(body.HasBegun ? DeliveryState.BytesSent : DeliveryState.NothingSent);
        var isUnclear = outcome.Failure is { IsUnclear: true, Action: not RecoveryAction.ObjectAlreadyExists };
        if (outcome.Failure is null || isUnclear || body.EarlierPass is not null)
        {
            put.UploadUrl.RecordUse();
        }

        if (outcome.Failure is { } failure)
        {
            var mayBeStored = body.EarlierPass == BodyTransferState.Complete || (isUnclear && body.IsComplete);
            put.Advance(
                mayBeStored ? DeliveryState.MayBeStored
                : failure.IsUnclear || body.EarlierPass is not null ? DeliveryState.Unclear
                : DeliveryState.NothingSent);
            Diagnostics.Fail(activity, failure.Exception.Error.ToString());
        }

        Diagnostics.SetStatusCode(
            activity, outcome.Failure is { } failed ? failed.Exception.StatusCode : outcome.ResultOrThrow().StatusCode);
    }

    private TransportError ReadTransportError(Exception exception, UploadHttpContent body, StallDetector stallDetector)
    {
        if (stallDetector.HasFired)
        {
            return stallDetector.ResponseTimedOut
                ? TransportError.NoResponse
                : body.HasBegun ? TransportError.NoProgress : TransportError.Connection;
        }

        return exception is OperationCanceledException
            ? TransportErrorReader.ReadCancellation(http, exception)
            : TransportErrorReader.Read(exception);
    }

    private TransportRequest CreateRequest(PutState put, UploadHttpContent body)
    {
        if (ownHosts is not null)
        {
            HttpTransport.PrepareHost(put.UploadUrl.Url);
        }

        var request = new TransportRequest(HttpMethod.Put, put.UploadUrl.Url)
        {
            Content = body,
            PublicOnly = UploadUrlPolicy.RequiresPublicAddress(put.UploadUrl.Url, options),
        };
        body.Request = request;
        request.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        if (put.ContentType.Length > 0)
        {
            body.Headers.TryAddWithoutValidation("Content-Type", put.ContentType);
        }

        if (put.Presigned.IsAzure)
        {
            request.Headers.TryAddWithoutValidation("x-ms-blob-type", "BlockBlob");
        }

        request.Headers.ExpectContinue = SendsExpect(put);
        return request;
    }

    // A retry, a stored URL and a large body all risk an early rejection, which is lost unless the body waits for "100 Continue".
    private static bool SendsExpect(PutState put) =>
        !put.HasTried(RecoveryAction.RetryWithoutExpect) &&
        (put.Delivery != DeliveryState.NothingSent || put.UploadUrl.ReceivedAt is null || put.Content.Length >= ExpectThreshold);
}
