using System.Net;
using static EventPics.EventPicsError;

namespace EventPics.Internal;

/// <summary>Which response or exception is retried, and how. Pure rules: nothing here waits, sends or remembers.</summary>
internal static class Classification
{
    /// <summary>What a kind of error is about when nothing more is known.</summary>
    public static EventPicsErrorScope UsualScope(EventPicsError error) => error switch
    {
        InvalidRequest or PayloadTooLarge => EventPicsErrorScope.Upload,
        UploadUrlExpired or UploadRejected => EventPicsErrorScope.UploadUrl,
        NotFound => EventPicsErrorScope.Destination,
        ApiKeyRejected or RateLimited => EventPicsErrorScope.Account,
        ServerError or UnexpectedResponse => EventPicsErrorScope.Service,
        _ => EventPicsErrorScope.Connection,
    };

    /// <summary>A web page where the API or the storage should have answered.</summary>
    public static Verdict OfWebPage => Retry(CaptivePortal);

    /// <summary>A 2xx answer of the API that can't be read.</summary>
    public static Verdict OfNonsense => Retry(UnexpectedResponse);

    /// <summary>A well-formed reply without what was asked for, or with an unsafe link: the next one would be no better.</summary>
    public static Verdict OfUnusableReply => Final(UnexpectedResponse);

    /// <summary>An answer of the API that is not 2xx.</summary>
    /// <param name="status">The status.</param>
    /// <param name="isHtml">Whether the answer is a web page.</param>
    public static Verdict OfApi(HttpStatusCode status, bool isHtml) => (int)status switch
    {
        _ when isHtml && IsPortals((int)status) => OfWebPage,
        >= 300 and < 400 => Retry(CaptivePortal),
        401 or 403 => Final(ApiKeyRejected),
        404 or 410 => Final(NotFound),
        407 => OfProxyLogin,
        408 or 425 or 429 => Retry(RateLimited),
        413 => Final(PayloadTooLarge),
        511 => Retry(CaptivePortal),
        501 or 505 => Final(ServerError),
        >= 500 and < 600 => Retry(ServerError),
        >= 400 and < 500 => Final(InvalidRequest),
        _ => Retry(UnexpectedResponse),
    };

    /// <summary>An answer of the storage that is not 2xx.</summary>
    /// <param name="status">The status.</param>
    /// <param name="error">What the answer's body says.</param>
    /// <param name="terms">What the link says about itself.</param>
    public static Verdict OfPut(HttpStatusCode status, StorageError error, LinkTerms terms) =>
        error.IsHtml ? (IsPortals((int)status) ? OfWebPage : OfPutWithoutCode((int)status)) : OfPutCode(error, terms) ?? OfPutWithoutCode((int)status);

    /// <summary>A 2xx answer to a PUT, which counts only when the storage gave it for the whole body.</summary>
    /// <param name="isHtml">Whether the answer is a web page.</param>
    /// <param name="bodyState">How much of the body went out.</param>
    /// <returns><see langword="null"/> for a success.</returns>
    public static Verdict? OfPutSuccess(bool isHtml, BodyState bodyState) => bodyState switch
    {
        _ when isHtml => OfWebPage,
        BodyState.Partial => OfNonsense,
        BodyState.HeldBack => new(UnexpectedResponse, Reaction.WithoutExpect, IsTransient: true),
        _ => null,
    };

    /// <summary>No answer came.</summary>
    public static Verdict OfBreak(Breakage breakage) => breakage switch
    {
        Breakage.UntrustedCertificate => new(UntrustedConnection, Reaction.Fail, IsTransient: true),
        Breakage.ProxyWantsLogin => OfProxyLogin,
        Breakage.UnsafeAddress or Breakage.RedirectFollowed => Final(UnexpectedResponse),
        Breakage.NonsenseAnswer => Retry(UnexpectedResponse),
        Breakage.NoAnswer => Retry(EventPicsError.Timeout),
        Breakage.NoProgress => Retry(Stalled),
        // Repeating it would only be cut again.
        Breakage.CutByHttpClient => new(EventPicsError.Timeout, Reaction.Fail, IsTransient: true),
        _ => Retry(Network),
    };

    // The code says more than the status: 400 is not always final and 403 not always fatal.
    private static Verdict? OfPutCode(StorageError error, LinkTerms terms) => error.Code switch
    {
        "ExpiredRequest" or "ExpiredToken" => new(UploadUrlExpired, Reaction.FreshLink, IsTransient: true),
        "AccessDenied" when error.SaysExpired => new(UploadUrlExpired, Reaction.FreshLink, IsTransient: true),
        "AuthenticationFailed" or "AuthorizationFailure" when terms.IsAzure => new(UploadUrlExpired, Reaction.FreshLink, IsTransient: true),
        "SignatureDoesNotMatch" => new(UploadRejected, terms.BindsContentType ? Reaction.OtherContentType : Reaction.FreshLinkOnce, IsTransient: false),
        "UnauthorizedBlobOverwrite" or "BlobAlreadyExists" or "AuthorizationPermissionMismatch" or "PreconditionFailed" =>
            new(UploadRejected, Reaction.AlreadyThere, IsTransient: false),
        "SlowDown" or "TooManyRequests" => Retry(RateLimited),
        "OperationAborted" or "ConditionalRequestConflict" => Retry(ServerError),
        "RequestTimeout" or "InternalError" or "ServerBusy" or "ServiceUnavailable" or "OperationTimedOut" or "IncompleteBody" or "BadDigest" or "Md5Mismatch" =>
            Retry(ServerError),
        "EntityTooLarge" or "RequestBodyTooLarge" => Final(PayloadTooLarge),
        _ => null,
    };

    private static Verdict OfPutWithoutCode(int status) => status switch
    {
        // A storage may send a client to another region, a portal to its login page: neither is followed.
        >= 300 and < 400 => new(UploadRejected, Reaction.FreshLinkOnce, IsTransient: true),
        401 or 403 or 404 or 410 => new(UploadRejected, Reaction.FreshLinkOnce, IsTransient: false),
        407 => OfProxyLogin,
        408 or 425 => Retry(ServerError),
        409 or 412 => new(UploadRejected, Reaction.AlreadyThere, IsTransient: false),
        411 or 417 => new(UploadRejected, Reaction.WithoutExpect, IsTransient: false),
        413 => Final(PayloadTooLarge),
        429 => Retry(RateLimited),
        501 or 505 => Final(UploadRejected),
        511 => Retry(CaptivePortal),
        >= 500 and < 600 => Retry(ServerError),
        _ => Final(UploadRejected),
    };

    // Neither the API nor a storage refuses by a web page; a login page does, with whatever status its maker found fitting. The ones left out
    // tell how the call was carried, which is true of whoever carries it.
    private static bool IsPortals(int status) => status is >= 400 and < 500 and not (407 or 408 or 411 or 413 or 417 or 425 or 429);

    private static Verdict OfProxyLogin => new(Network, Reaction.Fail, IsTransient: true);

    private static Verdict Retry(EventPicsError error) => new(error, Reaction.Repeat, IsTransient: true);

    private static Verdict Final(EventPicsError error) => new(error, Reaction.Fail, IsTransient: false);
}
