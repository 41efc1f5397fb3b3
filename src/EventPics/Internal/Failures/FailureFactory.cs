using System.Net;

namespace EventPics.Internal.Failures;

/// <summary>Turns classifications into failures with their exceptions.</summary>
internal static class FailureFactory
{
    /// <summary>Creates the failure for a response that is not 2xx.</summary>
    public static AttemptFailure FromResponse(
        FailureClassification classification, HttpResponseMessage response, string subject,
        string serverText, EventPicsClientOptions options)
    {
        var retryAfter = RetryAfterHeader.Read(response.Headers, options.TimeProvider);
        if (classification.Action == RecoveryAction.Retry && retryAfter > options.MaxDelay)
        {
            classification = classification with { Error = EventPicsError.RateLimited, Action = RecoveryAction.Fail };
        }

        return Create(classification, subject, response.StatusCode, Redactor.Clean(serverText, options.Secrets), retryAfter, cause: null);
    }

    /// <summary>Creates the failure for a call without a response.</summary>
    /// <param name="error">What failed.</param>
    /// <param name="subject">The subject of the message.</param>
    /// <param name="cause">The exception; it becomes the inner exception unless its text may contain a secret.</param>
    /// <param name="options">The options with the API keys.</param>
    /// <param name="uploadUrl">The upload URL, if the request was sent to one.</param>
    public static AttemptFailure FromTransportError(
        TransportError error, string subject, Exception cause, EventPicsClientOptions options, Uri? uploadUrl = null) =>
        Create(
            FailureClassifier.ClassifyTransportError(error),
            subject,
            error == TransportError.ProxyAuthentication ? HttpStatusCode.ProxyAuthenticationRequired : null,
            Hint(error, cause),
            retryAfter: null,
            TransportErrorReader.QuotesServer(cause) || Redactor.ContainsSecret(cause, options.Secrets, uploadUrl) ? null : cause);

    /// <summary>Creates the failure for a response with unexpected content.</summary>
    public static AttemptFailure FromContent(
        FailureClassification classification, HttpResponseMessage response, string subject, string detail) =>
        Create(classification, subject, response.StatusCode, detail, retryAfter: null, cause: null);

    /// <summary>Creates the failure for an upload URL that expired before its first PUT.</summary>
    public static AttemptFailure Expired(string subject) =>
        Create(FailureClassifier.ExpiredUrl, subject, status: null, "", retryAfter: null, cause: null);

    /// <summary>Creates the failure for an upload URL that belongs to another photo.</summary>
    public static AttemptFailure UrlOfOtherPhoto(string subject) => Create(
        FailureClassifier.UnusableUploadUrl, subject, status: null, "the service returned the upload URL of another photo three times",
        retryAfter: null, cause: null);

    private static AttemptFailure Create(
        FailureClassification classification, string subject, HttpStatusCode? status, string detail, TimeSpan? retryAfter,
        Exception? cause) =>
        new(classification.Action, new EventPicsException(
            classification.Error,
            ErrorMessages.For(classification.Error, subject, status, detail),
            classification.IsTransient,
            status,
            retryAfter,
            cause,
            classification.Scope,
            objectExists: classification.Action == RecoveryAction.ObjectAlreadyExists), subject, detail);

    private static string Hint(TransportError error, Exception cause) => error switch
    {
        TransportError.UnsafeAddress => "The upload URL's host resolves to a local network.",
        TransportError.RedirectFollowed => "The HttpClient passed to the client follows redirects. Set AllowAutoRedirect to false.",
        TransportError.HttpClientTimeout => "The HttpClient passed to the client aborted the call through its own Timeout. Set HttpClient.Timeout to Timeout.InfiniteTimeSpan.",
        TransportError.HandlerException => cause.GetType().Name,
        _ => "",
    };
}
