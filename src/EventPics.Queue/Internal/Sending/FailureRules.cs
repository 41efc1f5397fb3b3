using System.Net;

namespace EventPics.Queue.Internal;

/// <summary>Which failure is whose fault. Only what is wrong with the picture itself ever sets it aside.</summary>
internal static class FailureRules
{
    /// <summary>Blips are the rule at a venue; a third one in a row is an outage.</summary>
    private const int InARow = 3;

    /// <summary>Asking for a link failed.</summary>
    public static FailureVerdict ForLink(EventPicsError error, HttpStatusCode? status) => error switch
    {
        EventPicsError.ApiKeyRejected => new(FailureScope.Account, FailureAction.Retry),
        EventPicsError.RateLimited => new(FailureScope.Account, FailureAction.Retry),
        EventPicsError.NotFound => new(FailureScope.Event, FailureAction.Retry),
        EventPicsError.PayloadTooLarge => new(FailureScope.Photo, FailureAction.SetAside),
        EventPicsError.InvalidRequest => ForRefusedRequest(status),
        EventPicsError.UnexpectedResponse => new(FailureScope.Event, FailureAction.Retry, InARow),
        EventPicsError.UploadRejected or EventPicsError.UploadUrlExpired => new(FailureScope.Event, FailureAction.FreshLink, InARow),
        _ => ForTransport(error),
    };

    /// <summary>Sending the bytes failed.</summary>
    /// <param name="error">What the client says.</param>
    /// <param name="status">The storage's answer.</param>
    /// <param name="sentBefore">An earlier attempt had handed over every byte to this link.</param>
    public static FailureVerdict ForPut(EventPicsError error, HttpStatusCode? status, bool sentBefore) => error switch
    {
        EventPicsError.PayloadTooLarge => new(FailureScope.Photo, FailureAction.SetAside),
        EventPicsError.UploadUrlExpired => new(FailureScope.Event, FailureAction.FreshLink, InARow),
        EventPicsError.UploadRejected or EventPicsError.InvalidRequest or EventPicsError.NotFound or EventPicsError.ApiKeyRejected =>
            ForRefusedPut(status, sentBefore),
        EventPicsError.RateLimited => new(FailureScope.Network, FailureAction.Retry),
        _ => ForTransport(error),
    };

    private static FailureVerdict ForRefusedRequest(HttpStatusCode? status) => (int?)status switch
    {
        401 or 407 => new(FailureScope.Account, FailureAction.Retry),
        402 or 403 or 404 or 405 or 409 or 410 or 423 or 451 => new(FailureScope.Event, FailureAction.Retry),
        408 or 421 or 425 or 426 or 429 or >= 500 => new(FailureScope.Network, FailureAction.Retry, InARow),
        >= 300 and < 400 => new(FailureScope.Network, FailureAction.Retry, InARow),
        _ => new(FailureScope.Photo, FailureAction.SetAside),
    };

    private static FailureVerdict ForRefusedPut(HttpStatusCode? status, bool sentBefore) => (int?)status switch
    {
        409 or 412 when sentBefore => new(FailureScope.Photo, FailureAction.AlreadyThere),
        413 or 415 => new(FailureScope.Photo, FailureAction.SetAside),
        408 or 411 or 417 or 425 or 429 or >= 500 => new(FailureScope.Network, FailureAction.Retry, InARow),
        >= 300 and < 400 => new(FailureScope.Network, FailureAction.FreshLink, InARow),
        _ => new(FailureScope.Event, FailureAction.FreshLink, InARow),
    };

    private static FailureVerdict ForTransport(EventPicsError error) => error switch
    {
        EventPicsError.CaptivePortal or EventPicsError.UntrustedConnection => new(FailureScope.Network, FailureAction.Retry),
        _ => new(FailureScope.Network, FailureAction.Retry, InARow),
    };
}
