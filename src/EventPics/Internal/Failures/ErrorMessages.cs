using System.Globalization;
using System.Net;

namespace EventPics.Internal.Failures;

/// <summary>The message of an exception: what failed, why, and what to do next.</summary>
internal static class ErrorMessages
{
    /// <summary>The detail for a response from another host than requested.</summary>
    public const string RedirectFollowed =
        "another host responded: the HttpClient passed to the client follows redirects; set AllowAutoRedirect to false";

    /// <summary>How to continue an upload that the album may have.</summary>
    public const string ContinueUpload = "The photo may be in the album already: to continue without a duplicate, set UploadRequest.UploadUrl to this exception's UploadUrl.";

    /// <summary>How to continue a PUT that the storage may have stored.</summary>
    public const string ContinuePut =
        "The photo may be in the album already: to continue without a duplicate, send it to the same upload URL.";

    /// <summary>The message for a failure.</summary>
    /// <param name="error">The kind of error.</param>
    /// <param name="subject">The operation that failed: the subject of the sentence.</param>
    /// <param name="status">The response's status, if any.</param>
    /// <param name="detail">More about the cause, without secrets.</param>
    /// <param name="continuation">
    /// How the caller continues without a duplicate, in place of the advice to try again; <see langword="null"/> if nothing may have
    /// arrived.
    /// </param>
    public static string For(
        EventPicsError error, string subject, HttpStatusCode? status = null, string detail = "", string? continuation = null)
    {
        var statusText = status is { } code ? string.Format(CultureInfo.InvariantCulture, " (status {0})", (int)code) : "";
        var detailText = detail.Length > 0 ? $" ({detail})" : "";
        return $"{subject} failed: {Cause(error, status)}{statusText}. {(continuation is null ? Advice(error, status) : AdviceBeforeContinuation(error, status) + continuation)}{detailText}";
    }

    private static string Cause(EventPicsError error, HttpStatusCode? status) => error switch
    {
        EventPicsError.Unknown => "a handler of the HttpClient threw an exception",
        EventPicsError.ApiKeyRejected => "the API key was rejected",
        EventPicsError.NotFound => "the event or album does not exist or was deleted",
        EventPicsError.InvalidRequest => "the service rejected the request",
        EventPicsError.PayloadTooLarge => "the photo or video is too large for the service",
        EventPicsError.RateLimited => "too many requests",
        EventPicsError.UploadUrlExpired => "the upload URL has expired",
        EventPicsError.UploadRejected => "the storage rejected the upload",
        EventPicsError.ServerError => "the server reported an error",
        EventPicsError.UnexpectedResponse => "the server returned an unexpected response",
        EventPicsError.CaptivePortal => "a login page of the local network responded instead of the server",
        EventPicsError.UntrustedConnection => "the server's certificate is not trusted",
        EventPicsError.Network when status == HttpStatusCode.ProxyAuthenticationRequired => "the proxy requires authentication",
        EventPicsError.Network => "the server can't be reached or the connection was lost",
        EventPicsError.Timeout => "the server did not respond in time",
        EventPicsError.Stalled => "the upload stalled",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };

    private static string Advice(EventPicsError error, HttpStatusCode? status) => error switch
    {
        EventPicsError.Unknown => "InnerException shows it, unless it contained a secret.",
        EventPicsError.ApiKeyRejected => "Copy a valid key from the event's API key page in the EventPics app.",
        EventPicsError.NotFound => "Call GetEventsAndAlbumsAsync to list what exists.",
        EventPicsError.InvalidRequest => "Check the file name, the album and the capture time.",
        EventPicsError.PayloadTooLarge => "Upload a smaller version.",
        EventPicsError.RateLimited => "Wait as long as RetryAfter says, then try again.",
        EventPicsError.UploadUrlExpired => "Request a new upload URL and send the file to it.",
        EventPicsError.UploadRejected => "Request a new upload URL; if that is rejected too, contact EventPics support.",
        EventPicsError.ServerError when status is HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported =>
            "Check BaseAddress and any proxy; if they are right, contact EventPics support.",
        EventPicsError.ServerError => "Try again later.",
        EventPicsError.UnexpectedResponse => "Check BaseAddress; if it is right, contact EventPics support.",
        EventPicsError.CaptivePortal => "Open a browser on this computer and sign in to the network.",
        EventPicsError.UntrustedConnection =>
            "Check that this computer's date and time are right, then whether a login page or a proxy is in the way.",
        EventPicsError.Network when status == HttpStatusCode.ProxyAuthenticationRequired =>
            "Sign in to the proxy or ask the network administrator.",
        EventPicsError.Network => "Check the network, then try again.",
        EventPicsError.Timeout => "The connection may be too slow or the server busy; try again.",
        EventPicsError.Stalled => "The connection was probably lost; try again when it is back.",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };

    private static string AdviceBeforeContinuation(EventPicsError error, HttpStatusCode? status) => error switch
    {
        EventPicsError.UploadUrlExpired or EventPicsError.UploadRejected => "",
        EventPicsError.ServerError when Advice(error, status) == Advice(error, status: null) => "",
        EventPicsError.RateLimited => "Wait as long as RetryAfter says. ",
        EventPicsError.Network when status is null => "Check the network. ",
        EventPicsError.Timeout => "The connection may be too slow or the server busy. ",
        EventPicsError.Stalled => "The connection was probably lost. ",
        _ => Advice(error, status) + " ",
    };
}
