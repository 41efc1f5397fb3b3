using System.Net;
using EventPics.Internal.PresignedUrls;
using static EventPics.EventPicsError;
using static EventPics.EventPicsErrorScope;

namespace EventPics.Internal.Failures;

/// <summary>
/// Which response or exception is retried, how, and what it is about: the one table that decides it, for the queue too. Pure rules: nothing
/// here waits, sends or remembers.
/// </summary>
internal static class FailureClassifier
{
    /// <summary>A web page where the API or the storage should have answered.</summary>
    public static FailureClassification WebPage => Retry(CaptivePortal);

    /// <summary>A 2xx answer of the API that can't be read.</summary>
    public static FailureClassification UnexpectedBody => Retry(UnexpectedResponse);

    /// <summary>A well-formed reply without an upload URL, or with an unsafe one: the next one for this event would be no better.</summary>
    public static FailureClassification UnusableUploadUrl => Final(UnexpectedResponse, Destination);

    /// <summary>A response from another host than asked: the HttpClient passed in follows redirects.</summary>
    public static FailureClassification ForeignHost => Final(UnexpectedResponse, Connection);

    /// <summary>An upload URL that is too old to begin with.</summary>
    public static FailureClassification ExpiredUrl => new(UploadUrlExpired, RecoveryAction.RequestNewUrl, IsTransient: true, EventPicsErrorScope.UploadUrl);

    /// <summary>What a kind of error is about when nothing more is known.</summary>
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

        // Method, media types, headers and versions are the same for every photo, so none of them is the photo's fault.
        405 or 406 or 411 or 412 or 414 or 415 or 416 or 417 or 421 or 426 or 428 or 431 => Final(InvalidRequest, Service),
        >= 400 and < 500 => Final(InvalidRequest),
        _ => Retry(UnexpectedResponse),
    };

    /// <summary>A response of the storage that is not 2xx.</summary>
    /// <param name="status">The status.</param>
    /// <param name="error">What the response's body says.</param>
    /// <param name="terms">What the upload URL says about itself.</param>
    public static FailureClassification ClassifyPutStatus(HttpStatusCode status, StorageError error, PresignedUrl terms) =>
        error.IsHtml ? (IsPortalStatus((int)status) ? WebPage : ClassifyPutWithoutCode((int)status))
        : error.SaysObjectExists ? Refused(RecoveryAction.ObjectAlreadyExists)
        : ClassifyPutCode(error, terms) ?? ((int)status is >= 300 and < 400 && error.Code.Length > 0 ? Redirect(EventPicsErrorScope.UploadUrl) : ClassifyPutWithoutCode((int)status));

    /// <summary>A 2xx response to a PUT, which counts only when the storage gave it for the whole body and nothing in it speaks against that.</summary>
    /// <param name="status">The status.</param>
    /// <param name="reply">What the response's body says.</param>
    /// <param name="terms">What the upload URL says about itself.</param>
    /// <param name="bodyState">How much of the photo went out.</param>
    /// <param name="lacksETag">Whether the ETag is missing that this storage always sends.</param>
    /// <returns><see langword="null"/> for a success.</returns>
    public static FailureClassification? ClassifyPutSuccess(HttpStatusCode status, StorageError reply, PresignedUrl terms, BodyTransferState bodyState, bool lacksETag) => bodyState switch
    {
        _ when reply.IsHtml => WebPage,
        _ when reply.IsError => ClassifyPutCode(reply, terms) ?? UnexpectedBody,
        BodyTransferState.Partial => UnexpectedBody,
        BodyTransferState.HeldBack => new(UnexpectedResponse, RecoveryAction.RetryWithoutExpect, IsTransient: true, Connection),
        _ when (int)status is not (200 or 201 or 204) => UnexpectedBody,
        _ when lacksETag => new(UnexpectedResponse, RecoveryAction.RetryForETag, IsTransient: true, Service),
        _ => null,
    };

    /// <summary>No response came.</summary>
    public static FailureClassification ClassifyTransportError(TransportError breakage) => breakage switch
    {
        TransportError.UntrustedCertificate => new(UntrustedConnection, RecoveryAction.Fail, IsTransient: true, Connection),
        TransportError.ProxyAuthentication => ProxyAuthentication,

        // A name server that leads everything to a login page is the network's, not the service's.
        TransportError.UnsafeAddress => Final(UnexpectedResponse, Connection),
        TransportError.RedirectFollowed => ForeignHost,
        TransportError.InvalidResponse => Retry(UnexpectedResponse, Connection),
        TransportError.NoResponse => Retry(EventPicsError.Timeout),
        TransportError.NoProgress => Retry(Stalled),
        // Repeating it would only be cut again.
        TransportError.HttpClientTimeout => new(EventPicsError.Timeout, RecoveryAction.Fail, IsTransient: true, Connection),
        _ => Retry(Network),
    };

    // The code says more than the status: 400 is not always final and 403 not always fatal.
    private static FailureClassification? ClassifyPutCode(StorageError error, PresignedUrl terms) => error.Code switch
    {
        "ExpiredRequest" or "ExpiredToken" => ExpiredUrl,
        "AccessDenied" when error.SaysExpired => ExpiredUrl,
        "AuthenticationFailed" or "AuthorizationFailure" when terms.IsAzure => ExpiredUrl,
        "SignatureDoesNotMatch" => Refused(terms.BindsContentType ? RecoveryAction.RetryWithOtherContentType : RecoveryAction.RequestNewUrlOnce),
        "SlowDown" or "TooManyRequests" => Retry(RateLimited, Service),

        // Another PUT to this URL is still under way. Another URL would make a second photo, so the storage is waited for.
        "OperationAborted" or "ConditionalRequestConflict" => Retry(ServerError),
        "InternalError" or "ServerBusy" or "ServiceUnavailable" or "OperationTimedOut" => Retry(ServerError),

        // The bytes came too slowly, not all of them, or damaged.
        "RequestTimeout" or "IncompleteBody" or "BadDigest" or "Md5Mismatch" => Retry(ServerError, Connection),
        "EntityTooLarge" or "RequestBodyTooLarge" => Final(PayloadTooLarge),
        _ => null,
    };

    private static FailureClassification ClassifyPutWithoutCode(int status) => status switch
    {
        // A storage may send a client to another region, a portal to its login page: neither is followed.
        >= 300 and < 400 => Redirect(Connection),
        401 or 403 or 404 or 409 or 410 or 412 => Refused(RecoveryAction.RequestNewUrlOnce),
        407 => ProxyAuthentication,
        408 => Retry(ServerError, Connection),
        411 or 417 => Refused(RecoveryAction.RetryWithoutExpect, Connection),
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

    // Neither the API nor a storage refuses by a web page. Captive portals use arbitrary 4xx codes; the excluded ones describe the
    // transport and are meaningful from any responder.
    private static bool IsPortalStatus(int status) => status is >= 400 and < 500 and not (407 or 408 or 411 or 413 or 417 or 425 or 429);

    private static FailureClassification ProxyAuthentication => new(Network, RecoveryAction.Fail, IsTransient: true, Connection);

    private static FailureClassification Redirect(EventPicsErrorScope scope) => new(UploadRejected, RecoveryAction.RequestNewUrlOnce, IsTransient: true, scope);

    private static FailureClassification Refused(RecoveryAction reaction, EventPicsErrorScope scope = EventPicsErrorScope.UploadUrl) => new(UploadRejected, reaction, IsTransient: false, scope);

    private static FailureClassification Retry(EventPicsError error, EventPicsErrorScope? scope = null) =>
        new(error, RecoveryAction.Retry, IsTransient: true, scope ?? DefaultScope(error));

    private static FailureClassification Final(EventPicsError error, EventPicsErrorScope? scope = null) =>
        new(error, RecoveryAction.Fail, IsTransient: false, scope ?? DefaultScope(error));
}
