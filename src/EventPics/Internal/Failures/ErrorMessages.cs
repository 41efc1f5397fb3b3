using System.Globalization;
using System.Net;

namespace EventPics.Internal.Failures;

/// <summary>What an exception tells: what happened, and what to do next.</summary>
internal static class ErrorMessages
{
    /// <summary>The message for a failure.</summary>
    /// <param name="error">The kind.</param>
    /// <param name="what">What was being done: the sentence's subject.</param>
    /// <param name="status">The status answered, if any.</param>
    /// <param name="detail">More about the cause, cleaned.</param>
    public static string For(EventPicsError error, string what, HttpStatusCode? status = null, string detail = "")
    {
        var answer = status is { } code ? string.Format(CultureInfo.InvariantCulture, " (status {0})", (int)code) : "";
        var more = detail.Length > 0 ? $" ({detail})" : "";
        return $"{what} failed: {Cause(error, status)}{answer}. {Advice(error, status)}{more}";
    }

    private static string Cause(EventPicsError error, HttpStatusCode? status) => error switch
    {
        EventPicsError.ApiKeyRejected => "the API key was refused",
        EventPicsError.NotFound => "there is no such event or album, or it is gone",
        EventPicsError.InvalidRequest => "the service refused the request",
        EventPicsError.PayloadTooLarge => "the picture is too large for the service",
        EventPicsError.RateLimited => "the server asks for fewer requests",
        EventPicsError.UploadUrlExpired => "the upload link has expired",
        EventPicsError.UploadRejected => "the storage refused the picture",
        EventPicsError.ServerError => "the server has trouble",
        EventPicsError.UnexpectedResponse => "the answer makes no sense",
        EventPicsError.CaptivePortal => "a login page of the local network answered",
        EventPicsError.UntrustedConnection => "the server's certificate can't be trusted",
        EventPicsError.Network when status == HttpStatusCode.ProxyAuthenticationRequired => "the proxy wants a login",
        EventPicsError.Network => "the server can't be reached or the connection broke",
        EventPicsError.Timeout => "no answer came in time",
        EventPicsError.Stalled => "the upload stopped moving",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };

    private static string Advice(EventPicsError error, HttpStatusCode? status) => error switch
    {
        EventPicsError.ApiKeyRejected => "Copy a valid key from the event's API key page in the EventPics app.",
        EventPicsError.NotFound => "GetEventsAndAlbumsAsync lists what exists.",
        EventPicsError.InvalidRequest => "Check the file name, the album and the capture time.",
        EventPicsError.PayloadTooLarge => "Upload a smaller version.",
        EventPicsError.RateLimited => "Wait as long as RetryAfter says, then try again.",
        EventPicsError.UploadUrlExpired => "Ask for a fresh link and send the picture there.",
        EventPicsError.UploadRejected => "Ask for a fresh link; if that is refused too, tell EventPics support.",
        EventPicsError.ServerError when status is HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported =>
            "Check BaseAddress and any proxy; if they are right, tell EventPics support.",
        EventPicsError.ServerError => "Try again later.",
        EventPicsError.UnexpectedResponse => "Check BaseAddress; if it is right, tell EventPics support.",
        EventPicsError.CaptivePortal => "Open a browser on this computer and log in to the network.",
        EventPicsError.UntrustedConnection =>
            "Check that this computer's date and time are right, then whether a login page or a proxy stands between it and the internet.",
        EventPicsError.Network when status == HttpStatusCode.ProxyAuthenticationRequired => "Log in to the proxy, or ask who runs this network.",
        EventPicsError.Network => "Check the network; the same call may be made again.",
        EventPicsError.Timeout => "The line may be too slow or the server busy; try again.",
        EventPicsError.Stalled => "The line is probably dead; try again when it is back.",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
