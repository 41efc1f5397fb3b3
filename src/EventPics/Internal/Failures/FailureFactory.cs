using System.Net;

namespace EventPics.Internal.Failures;

/// <summary>Turns verdicts into failures with their exceptions.</summary>
internal static class FailureFactory
{
    /// <summary>A failure that a status tells.</summary>
    public static AttemptFailure FromResponse(
        FailureClassification verdict, HttpResponseMessage response, string what, string serverText, EventPicsClientOptions options)
    {
        var wait = RetryAfterHeader.Read(response.Headers, options.TimeProvider);
        if (verdict.Action == RecoveryAction.Retry && wait > options.MaxDelay)
        {
            verdict = verdict with { Error = EventPicsError.RateLimited, Action = RecoveryAction.Fail };
        }

        return Create(verdict, what, response.StatusCode, Redactor.Clean(serverText, options.Secrets), wait, cause: null);
    }

    /// <summary>A failure without a response.</summary>
    /// <param name="error">What failed.</param>
    /// <param name="what">The subject of the message.</param>
    /// <param name="cause">The exception, which is passed on unless its text may show a secret.</param>
    /// <param name="options">The options with the keys.</param>
    /// <param name="uploadUrl">The upload URL, if the call went to one.</param>
    public static AttemptFailure FromTransportError(TransportError error, string what, Exception cause, EventPicsClientOptions options, Uri? uploadUrl = null) =>
        Create(
            FailureClassifier.ClassifyTransportError(error),
            what,
            error == TransportError.ProxyAuthentication ? HttpStatusCode.ProxyAuthenticationRequired : null,
            Hint(error),
            wait: null,
            TransportErrorReader.QuotesTheServer(cause) || Redactor.IsShownIn(cause, options.Secrets, uploadUrl) ? null : cause);

    /// <summary>A failure of an answer's content.</summary>
    public static AttemptFailure FromContent(FailureClassification verdict, HttpResponseMessage response, string what, string why) =>
        Create(verdict, what, response.StatusCode, why, wait: null, cause: null);

    /// <summary>A link that is too old to begin with.</summary>
    public static AttemptFailure TooOld(string what) =>
        Create(FailureClassifier.ExpiredUrl, what, status: null, "", wait: null, cause: null);

    /// <summary>The service gives this picture a link that belongs to another one.</summary>
    public static AttemptFailure ForeignLink(string what) => Create(
        FailureClassifier.UnusableUploadUrl, what, status: null, "the service gave the link of another picture three times", wait: null, cause: null);

    private static AttemptFailure Create(FailureClassification verdict, string what, HttpStatusCode? status, string detail, TimeSpan? wait, Exception? cause) =>
        new(verdict.Action, new EventPicsException(
            verdict.Error,
            ErrorMessages.For(verdict.Error, what, status, detail),
            verdict.IsTransient,
            status,
            wait,
            cause,
            verdict.Scope,
            objectExists: verdict.Action == RecoveryAction.ObjectAlreadyExists));

    private static string Hint(TransportError error) => error switch
    {
        TransportError.UnsafeAddress => "The link's host leads into a local network.",
        TransportError.RedirectFollowed => "The HttpClient passed to the client follows redirects. Set AllowAutoRedirect to false.",
        TransportError.HttpClientTimeout => "The HttpClient passed to the client cut the call by its own Timeout. Set HttpClient.Timeout to Timeout.InfiniteTimeSpan.",
        _ => "",
    };
}
