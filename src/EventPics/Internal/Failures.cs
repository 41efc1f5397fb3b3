using System.Net;

namespace EventPics.Internal;

/// <summary>Turns verdicts into failures with their exceptions.</summary>
internal static class Failures
{
    /// <summary>A failure that a status tells.</summary>
    public static Failure FromAnswer(
        Verdict verdict, HttpResponseMessage response, string what, string serverText, EventPicsClientOptions options)
    {
        var wait = RetryAfter.Read(response.Headers, options.TimeProvider);
        if (verdict.Reaction == Reaction.Repeat && wait > options.MaxDelay)
        {
            verdict = verdict with { Error = EventPicsError.RateLimited, Reaction = Reaction.Fail };
        }

        return Create(verdict, what, response.StatusCode, Redaction.Clean(serverText, options.Secrets), wait, cause: null);
    }

    /// <summary>A failure without a response.</summary>
    /// <param name="breakage">How the call broke.</param>
    /// <param name="what">The subject of the message.</param>
    /// <param name="cause">The exception, which is passed on unless its text may show a secret.</param>
    /// <param name="options">The options with the keys.</param>
    /// <param name="uploadUrl">The upload URL, if the call went to one.</param>
    public static Failure FromBreak(Breakage breakage, string what, Exception cause, EventPicsClientOptions options, Uri? uploadUrl = null) =>
        Create(
            Classification.OfBreak(breakage),
            what,
            breakage == Breakage.ProxyWantsLogin ? HttpStatusCode.ProxyAuthenticationRequired : null,
            Hint(breakage),
            wait: null,
            BreakageReader.QuotesTheServer(cause) || Redaction.IsShownIn(cause, options.Secrets, uploadUrl) ? null : cause);

    /// <summary>A failure of an answer's content.</summary>
    public static Failure FromContent(Verdict verdict, HttpResponseMessage response, string what, string why) =>
        Create(verdict, what, response.StatusCode, why, wait: null, cause: null);

    /// <summary>A link that is too old to begin with.</summary>
    public static Failure TooOld(string what) =>
        Create(Classification.OfExpiredUrl, what, status: null, "", wait: null, cause: null);

    /// <summary>The service gives this picture a link that belongs to another one.</summary>
    public static Failure ForeignLink(string what) => Create(
        Classification.OfUnusableReply, what, status: null, "the service gave the link of another picture three times", wait: null, cause: null);

    private static Failure Create(Verdict verdict, string what, HttpStatusCode? status, string detail, TimeSpan? wait, Exception? cause) =>
        new(verdict.Reaction, new EventPicsException(
            verdict.Error,
            Messages.For(verdict.Error, what, status, detail),
            verdict.IsTransient,
            status,
            wait,
            cause,
            verdict.Scope,
            objectExists: verdict.Reaction == Reaction.AlreadyThere));

    private static string Hint(Breakage breakage) => breakage switch
    {
        Breakage.UnsafeAddress => "The link's host leads into a local network.",
        Breakage.RedirectFollowed => "The HttpClient passed to the client follows redirects. Set AllowAutoRedirect to false.",
        Breakage.CutByHttpClient => "The HttpClient passed to the client cut the call by its own Timeout. Set HttpClient.Timeout to Timeout.InfiniteTimeSpan.",
        _ => "",
    };
}
