using EventPics.Internal.Failures;
using EventPics.Internal.Http;

namespace EventPics.Internal.Upload;

/// <summary>Reads a storage's response to a PUT.</summary>
internal sealed class PutResponseReader(EventPicsClientOptions options, ETagTracker etags)
{
    private const int MaxText = 8 * 1024;

    /// <param name="put">The PUT.</param>
    /// <param name="body">Its body, as far as it was sent.</param>
    /// <param name="response">The response.</param>
    /// <param name="stallDetector">Limits the wait for the response.</param>
    /// <param name="mayBeHeldBack">Whether the body waited for "100 Continue".</param>
    /// <param name="cancellationToken">The caller's token.</param>
    public async ValueTask<AttemptResult<PutResult>> ReadAsync(
        PutState put, UploadHttpContent body, HttpResponseMessage response, StallDetector stallDetector, bool mayBeHeldBack,
        CancellationToken cancellationToken)
    {
        if (TransportErrorReader.IsFromOtherHost(response, put.UploadUrl.Url))
        {
            return new(FailureFactory.FromContent(FailureClassifier.ForeignHost, response, put.Subject, ErrorMessages.RedirectFollowed));
        }

        // Determined before the response's body is read, since the rest of the photo may be sent in the meantime. A body that was neither
        // held back nor begun belongs to a handler that stands in for the network, as in tests: it never reads the body.
        var bodyState = body.IsComplete ? response.IsSuccessStatusCode && stallDetector.CloseIfUnacknowledged()
            ? BodyTransferState.Partial
            : BodyTransferState.Complete
            : body.HasBegun ? BodyTransferState.Partial
            : mayBeHeldBack ? BodyTransferState.HeldBack
            : BodyTransferState.Complete;
        stallDetector.OnResponseStarted();
        var (text, isWhole) = await BoundedContentReader.ReadStartAsync(
            response.Content, MaxText, stallDetector.Token, cancellationToken).ConfigureAwait(false);
        var mediaType = response.Content?.Headers.ContentType?.MediaType;
        var document = StorageError.Read(text.AsSpan(), mediaType, AzureCode(response));
        if (!response.IsSuccessStatusCode)
        {
            return new(Rejected(put, body, response, document));
        }

        // Google labels even its empty response text/html.
        if (text.Count == 0 && isWhole)
        {
            document = document with { IsHtml = false };
        }

        var authority = put.UploadUrl.Url.Authority;
        var etag = ETag(response);
        var lacksETag = etag is null && put.Presigned.SendsETag && !etags.NeverSendsETag(authority);
        if (FailureClassifier.ClassifyPutSuccess(response.StatusCode, document, put.Presigned, bodyState, lacksETag) is { } classification)
        {
            return new(FailureFactory.FromContent(
                classification, response, put.Subject, Explain(classification, document)) with
            { IsUnclear = body.HasBegun });
        }

        if (etag is not null)
        {
            etags.OnETag(authority);
        }

        return new(new PutResult(response.StatusCode, etag, put.Attempts));
    }

    private AttemptFailure Rejected(PutState put, UploadHttpContent body, HttpResponseMessage response, StorageError error)
    {
        // A hostile response may send a part of the upload URL as its error code.
        var code = put.UploadUrl.Url.Query.Contains(error.Code, StringComparison.OrdinalIgnoreCase) ? "" : error.Code;
        var classification = FailureClassifier.ClassifyPutStatus(response.StatusCode, error, put.Presigned);
        var failure = FailureFactory.FromResponse(classification, response, put.Subject, code, options);
        return failure with { IsUnclear = IsUnclear(failure, response, body) };
    }

    private static string Explain(FailureClassification classification, StorageError document) =>
        document.IsHtml ? ""
        : document.IsError ? "the storage reported an error with a success status"
        : classification.Action == RecoveryAction.RetryForETag ? "the storage sent no ETag"
        : "the storage did not confirm that it has the whole photo";

    // If an intermediary consumed the body, the outcome is unknown.
    private static bool IsUnclear(AttemptFailure failure, HttpResponseMessage response, UploadHttpContent body) =>
        failure.Action == RecoveryAction.ObjectAlreadyExists ||
        ((int)response.StatusCode >= 500 && body.IsComplete) ||
        (failure.Exception.Error == EventPicsError.CaptivePortal && body.HasBegun);

    // As sent: a value without quotes is malformed, but still an ETag.
    private static string? ETag(HttpResponseMessage response) =>
        response.Headers.ETag?.ToString() ??
        (response.Headers.TryGetValues("ETag", out var values) && values.FirstOrDefault() is { Length: > 0 } value ? value : null);

    private static string? AzureCode(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-ms-error-code", out var values) ? values.First() : null;
}
