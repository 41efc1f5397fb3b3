using EventPics.Internal.Failures;
using EventPics.Internal.Http;

namespace EventPics.Internal.Upload;

/// <summary>Reads what a storage answered to a PUT.</summary>
internal sealed class PutResponseReader(EventPicsClientOptions options, ETagHosts etags)
{
    private const int MaxText = 8 * 1024;

    /// <param name="job">The PUT.</param>
    /// <param name="body">Its body, as far as it went out.</param>
    /// <param name="response">The answer.</param>
    /// <param name="watch">Watches the PUT.</param>
    /// <param name="mayBeHeldBack">Whether the body waited for the storage's word.</param>
    /// <param name="cancellationToken">The caller's.</param>
    public async ValueTask<AttemptResult<PutResult>> ReadAsync(
        PutState job, UploadHttpContent body, HttpResponseMessage response, StallDetector watch, bool mayBeHeldBack, CancellationToken cancellationToken)
    {
        if (TransportErrorReader.IsFromElsewhere(response, job.Link.Url))
        {
            const string Why = "another host answered: the HttpClient passed to the client follows redirects; set AllowAutoRedirect to false";
            return new(FailureFactory.FromContent(FailureClassifier.ForeignHost, response, job.What, Why));
        }

        // Before the response's body is read: meanwhile the rest of the photo may go out. Only a handler that stands in for the network, as
        // in tests, never asks for a body that is not held back.
        var state = body.IsComplete ? response.IsSuccessStatusCode && watch.CloseIfUnacknowledged() ? BodyTransferState.Partial : BodyTransferState.Complete
            : body.HasBegun ? BodyTransferState.Partial
            : mayBeHeldBack ? BodyTransferState.HeldBack
            : BodyTransferState.Complete;
        watch.AwaitResponse();
        var (text, isWhole) = await BoundedContentReader.ReadStartAsync(response.Content, MaxText, watch.Token, cancellationToken).ConfigureAwait(false);
        var mediaType = response.Content?.Headers.ContentType?.MediaType;
        var reply = StorageError.Read(text.AsSpan(), mediaType, AzureCode(response));
        if (!response.IsSuccessStatusCode)
        {
            return new(Refused(job, body, response, reply));
        }

        // Google calls even its empty response text/html.
        if (text.Count == 0 && isWhole)
        {
            reply = reply with { IsHtml = false };
        }

        var authority = job.Link.Url.Authority;
        var etag = ETag(response);
        var lacksETag = etag is null && job.Terms.GivesETag && !etags.SendsNone(authority);
        if (FailureClassifier.ClassifyPutSuccess(response.StatusCode, reply, job.Terms, state, lacksETag) is { } odd)
        {
            return new(FailureFactory.FromContent(odd, response, job.What, Why(odd, reply)) with { IsUnclear = body.HasBegun });
        }

        if (etag is not null)
        {
            etags.Sent(authority);
        }

        return new(new PutResult(response.StatusCode, etag, job.Attempts));
    }

    private AttemptFailure Refused(PutState job, UploadHttpContent body, HttpResponseMessage response, StorageError error)
    {
        // A hostile response may call a piece of the upload URL its code.
        var code = job.Link.Url.Query.Contains(error.Code, StringComparison.OrdinalIgnoreCase) ? "" : error.Code;
        var failure = FailureFactory.FromResponse(FailureClassifier.ClassifyPutStatus(response.StatusCode, error, job.Terms), response, job.What, code, options);
        return failure with { IsUnclear = IsUnclear(failure, response, body) };
    }

    private static string Why(FailureClassification verdict, StorageError reply) =>
        reply.IsHtml ? ""
        : reply.IsError ? "the storage reported an error with a status of success"
        : verdict.Action == RecoveryAction.RetryForETag ? "the storage sent no ETag"
        : "the storage did not confirm that it has the whole photo";

    // What became of a body that someone in between took is nobody's knowledge.
    private static bool IsUnclear(AttemptFailure failure, HttpResponseMessage response, UploadHttpContent body) =>
        failure.Action == RecoveryAction.ObjectAlreadyExists ||
        ((int)response.StatusCode >= 500 && body.IsComplete) ||
        (failure.Exception.Error == EventPicsError.CaptivePortal && body.HasBegun);

    // As sent; one without quotes is malformed but was sent.
    private static string? ETag(HttpResponseMessage response) =>
        response.Headers.ETag?.ToString() ??
        (response.Headers.TryGetValues("ETag", out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null);

    private static string? AzureCode(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-ms-error-code", out var values) ? values.First() : null;
}
