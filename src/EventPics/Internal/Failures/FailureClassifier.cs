using System.Net;
using EventPics.Internal.PresignedUrls;
using static EventPics.EventPicsError;
using static EventPics.EventPicsErrorScope;

namespace EventPics.Internal.Failures;

/// <summary>
/// Classifies responses and exceptions: which are retried, how, and what they affect. This table alone decides it, for the queue too. Pure
/// functions without I/O or state.
/// </summary>
internal static class FailureClassifier
{
    /// <summary>A web page in place of a response of the API or the storage.</summary>
    public static FailureClassification WebPage => Retry(CaptivePortal);

    /// <summary>A 2xx response that can't be read.</summary>
    public static FailureClassification UnexpectedBody => Retry(UnexpectedResponse);

    /// <summary>
    /// A well-formed response without an upload URL, or with an unsafe one: the next one for this event would be no better.
    /// </summary>
    public static FailureClassification UnusableUploadUrl => Final(UnexpectedResponse, Destination);

    /// <summary>A response from another host than requested: the HttpClient passed to the client follows redirects.</summary>
    public static FailureClassification ForeignHost => Final(UnexpectedResponse, Connection);

    /// <summary>An upload URL that expired before its first PUT.</summary>
    public static FailureClassification ExpiredUrl =>
        new(UploadUrlExpired, RecoveryAction.RequestNewUrl, IsTransient: true, EventPicsErrorScope.UploadUrl);

    /// <summary>What a kind of error affects when nothing more is known.</summary>
    public static EventPicsErrorScope DefaultScope(EventPicsError error) => error switch
    {
        InvalidRequest or PayloadTooLarge => EventPicsErrorScope.Upload,
        UploadUrlExpired or UploadRejected => EventPicsErrorScope.UploadUrl,
        NotFound => Destination,
        ApiKeyRejected or RateLimited => Account,
        ServerError or UnexpectedResponse => Service,
        _ => Connection,
    };

    /// <summary>A response of the API that is not 2xx.</summary>
    /// <param name="status">The status.</param>
    /// <param name="isHtml">Whether the response is a web page.</param>
    public static FailureClassification ClassifyApiStatus(HttpStatusCode status, bool isHtml) => (int)status switch
    {
        _ when isHtml && IsPortalStatus((int)status) => WebPage,
        >= 300 and < 400 => Retry(CaptivePortal),
        401 or 403 => Final(ApiKeyRejected),
        402 or 409 or 423 or 451 => Final(InvalidRequest, Destination), // a quota, a closed album, a lock, the law
        404 or 410 => Final(NotFound),
        407 => ProxyAuthentication,
        408 => Retry(RateLimited, Connection), // the request came in too slowly
        413 => Final(PayloadTooLarge),
        425 => Retry(RateLimited, Service),
        429 => Retry(RateLimited),
        511 => Retry(CaptivePortal),
        501 or 505 => Final(ServerError),
        >= 500 and < 600 => Retry(ServerError),

        // Method, media types, headers and versions are the same for every photo, so the photo is not to blame.
        405 or 406 or 411 or 412 or 414 or 415 or 416 or 417 or 421 or 426 or 428 or 431 => Final(InvalidRequest, Service),
        >= 400 and < 500 => Final(InvalidRequest),
        _ => Retry(UnexpectedResponse),
    };

    /// <summary>A response of the storage that is not 2xx.</summary>
    /// <param name="status">The status.</param>
    /// <param name="error">The error in the body of the response.</param>
    /// <param name="presigned">The data in the upload URL.</param>
    public static FailureClassification ClassifyPutStatus(HttpStatusCode status, StorageError error, PresignedUrl presigned) =>
        error.IsHtml ? (IsPortalStatus((int)status) ? WebPage : ClassifyPutWithoutCode((int)status))
        : error.ReportsExistingObject ? Rejected(RecoveryAction.ObjectAlreadyExists)
        : ClassifyPutCode(error, presigned) ?? ((int)status is >= 300 and < 400 && error.Code.Length > 0
            ? Redirect(EventPicsErrorScope.UploadUrl)
            : ClassifyPutWithoutCode((int)status));

    /// <summary>
    /// A 2xx response to a PUT. It counts only if the storage sent it after the whole body and nothing in it contradicts a success.
    /// </summary>
    /// <param name="status">The status.</param>
    /// <param name="document">The error in the body of the response.</param>
    /// <param name="presigned">The data in the upload URL.</param>
    /// <param name="bodyState">How much of the photo was sent.</param>
    /// <param name="lacksETag">Whether the ETag that this storage always sends is missing.</param>
    /// <returns><see langword="null"/> for a success.</returns>
    public static FailureClassification? ClassifyPutSuccess(
        HttpStatusCode status, StorageError document, PresignedUrl presigned, BodyTransferState bodyState,
        bool lacksETag) => bodyState switch
        {
            _ when document.IsHtml => WebPage,
            _ when document.IsError => ClassifyPutCode(document, presigned) ?? UnexpectedBody,
            BodyTransferState.Partial => UnexpectedBody,
            BodyTransferState.HeldBack => new(UnexpectedResponse, RecoveryAction.RetryWithoutExpect, IsTransient: true, Connection),
            _ when (int)status is not (200 or 201 or 204) => UnexpectedBody,
            _ when lacksETag => new(UnexpectedResponse, RecoveryAction.RetryForETag, IsTransient: true, Service),
            _ => null,
        };

    /// <summary>A call that ended without a response.</summary>
    public static FailureClassification ClassifyTransportError(TransportError error) => error switch
    {
        TransportError.UntrustedCertificate => new(UntrustedConnection, RecoveryAction.Fail, IsTransient: true, Connection),
        TransportError.ProxyAuthentication => ProxyAuthentication,

        // A name server that resolves every name to a login page belongs to the network, not to the service.
        TransportError.UnsafeAddress => Final(UnexpectedResponse, Connection),
        TransportError.RedirectFollowed => ForeignHost,
        TransportError.InvalidResponse => Retry(UnexpectedResponse, Connection),
        TransportError.NoResponse => Retry(EventPicsError.Timeout),
        TransportError.NoProgress => Retry(Stalled),

        // A retry would only run into the same timeout.
        TransportError.HttpClientTimeout => new(EventPicsError.Timeout, RecoveryAction.Fail, IsTransient: true, Connection),

        // A handler that retries has given up already, and another one would fail again.
        TransportError.HandlerException => new(Unknown, RecoveryAction.Fail, IsTransient: true, Connection),
        _ => Retry(Network),
    };

    // The code is more precise than the status: 400 is not always final, and 403 not always fatal.
    private static FailureClassification? ClassifyPutCode(StorageError error, PresignedUrl presigned) => error.Code switch
    {
        "ExpiredRequest" or "ExpiredToken" => ExpiredUrl,
        "AccessDenied" when error.ReportsExpiry => ExpiredUrl,
        "AuthenticationFailed" or "AuthorizationFailure" when presigned.IsAzure => ExpiredUrl,
        "SignatureDoesNotMatch" =>
            Rejected(presigned.BindsContentType ? RecoveryAction.RetryWithOtherContentType : RecoveryAction.RequestNewUrlOnce),
        "SlowDown" or "TooManyRequests" => Retry(RateLimited, Service),

        // Another PUT to this URL is still in progress. A new URL would create a duplicate, so retry this one.
        "OperationAborted" or "ConditionalRequestConflict" => Retry(ServerError),
        "InternalError" or "ServerBusy" or "ServiceUnavailable" or "OperationTimedOut" => Retry(ServerError),

        // The bytes arrived too slowly, incomplete or damaged.
        "RequestTimeout" or "IncompleteBody" or "BadDigest" or "Md5Mismatch" => Retry(ServerError, Connection),
        "EntityTooLarge" or "RequestBodyTooLarge" => Final(PayloadTooLarge),
        _ => null,
    };

    private static FailureClassification ClassifyPutWithoutCode(int status) => status switch
    {
        // A storage may redirect to another region, a portal to its login page: neither redirect is followed.
        >= 300 and < 400 => Redirect(Connection),
        401 or 403 or 404 or 409 or 410 or 412 => Rejected(RecoveryAction.RequestNewUrlOnce),
        407 => ProxyAuthentication,
        408 => Retry(ServerError, Connection),
        411 or 417 => Rejected(RecoveryAction.RetryWithoutExpect, Connection),
        413 => Final(PayloadTooLarge),
        415 => Final(UploadRejected, EventPicsErrorScope.Upload),
        425 => Retry(ServerError),
        429 => Retry(RateLimited, Service),
        501 or 505 => Final(UploadRejected, Service),
        511 => Retry(CaptivePortal),
        >= 500 and < 600 => Retry(ServerError),
        >= 400 and < 500 => Final(UploadRejected),
        _ => Final(UploadRejected, Service),
    };

    // Neither the API nor a storage rejects with a web page. Captive portals use arbitrary 4xx codes; the excluded ones describe the
    // transport and are meaningful from any responder.
    private static bool IsPortalStatus(int status) => status is >= 400 and < 500 and not (407 or 408 or 411 or 413 or 417 or 425 or 429);

    private static FailureClassification ProxyAuthentication => new(Network, RecoveryAction.Fail, IsTransient: true, Connection);

    private static FailureClassification Redirect(EventPicsErrorScope scope) =>
        new(UploadRejected, RecoveryAction.RequestNewUrlOnce, IsTransient: true, scope);

    private static FailureClassification Rejected(RecoveryAction action, EventPicsErrorScope scope = EventPicsErrorScope.UploadUrl) =>
        new(UploadRejected, action, IsTransient: false, scope);

    private static FailureClassification Retry(EventPicsError error, EventPicsErrorScope? scope = null) =>
        new(error, RecoveryAction.Retry, IsTransient: true, scope ?? DefaultScope(error));

    private static FailureClassification Final(EventPicsError error, EventPicsErrorScope? scope = null) =>
        new(error, RecoveryAction.Fail, IsTransient: false, scope ?? DefaultScope(error));
}
