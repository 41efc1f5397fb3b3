using System.Collections;
using System.Text;
using System.Text.RegularExpressions;

namespace EventPics.Internal.Failures;

/// <summary>
/// Keeps secrets out of messages and logs: reduces URLs to their host, and removes keys, URLs and control characters from server text.
/// </summary>
internal static class Redactor
{
    private const int MaxServerText = 512;

    private const int MinSecretLength = 8;

    // Parts of the query of any upload URL, also of one that was just issued.
    private static readonly string[] SignatureMarks = ["X-Amz-Signature=", "X-Goog-Signature=", "Signature=", "sig="];

    // \u0041
    private const int MaxEscapeLength = 6;

    /// <summary>Returns a URL's scheme and host. The query is a password, and the path may contain a person's name.</summary>
    public static string HostOnly(Uri url) => url.IsAbsoluteUri ? $"{url.Scheme}://{url.Authority}/..." : "(relative URL)";

    /// <summary>Makes a server's text safe for an exception or a log line.</summary>
    public static string Clean(string? text, params IReadOnlyList<string> secrets)
    {
        secrets = [.. secrets.Where(static secret => !string.IsNullOrEmpty(secret))];
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var isTruncated = text!.Length > MaxServerText;
        var kept = secrets.Count == 0 ? text.Substring(0, Math.Min(text.Length, MaxServerText)) : RemoveSecrets(secrets, text);
        kept = RemoveUrls(kept);
        var cleaned = new StringBuilder(kept.Length);
        foreach (var c in kept)
        {
            cleaned.Append(UnsafeCharacters.IsControlOrBidi(c) ? ' ' : c);
        }

        return cleaned.ToString().Trim() + (isTruncated ? "..." : "");
    }

    /// <summary>
    /// Whether an exception's text or data contains an API key or a part of an upload URL, as an exception of a custom handler may.
    /// </summary>
    public static bool ContainsSecret(Exception exception, IReadOnlyList<string> keys, Uri? uploadUrl)
    {
        string shown;
        try
        {
            var data = DataOf(exception).ToList();
            if (!data.TrueForAll(IsText))
            {
                return true;
            }

            shown = TextOf(exception, data);
        }
        catch (Exception)
        {
            return true; // What can't be read can't be checked either.
        }

        return SignatureMarks.Any(mark => shown.Contains(mark, StringComparison.OrdinalIgnoreCase)) ||
            keys.Any(key => key.Length > 0 && SecretPattern([key]).IsMatch(shown)) ||
            (uploadUrl is not null && Parts(uploadUrl).Any(part => shown.Contains(part, StringComparison.OrdinalIgnoreCase)));
    }

    private static string TextOf(Exception exception, IEnumerable<object?> data) =>
        data.Aggregate(new StringBuilder(exception.ToString()), static (text, item) => text.Append('\n').Append(item)).ToString();

    private static IEnumerable<object?> DataOf(Exception exception)
    {
        var causes = exception is AggregateException group ? group.InnerExceptions
            : exception.InnerException is { } inner ? [inner]
            : (IReadOnlyList<Exception>)[];
        return exception.Data.Cast<DictionaryEntry>().SelectMany(static entry => new[] { entry.Key, entry.Value }).Concat(causes.SelectMany(DataOf));
    }

    // A log may show the members of any other object.
    private static bool IsText(object? item) => item is null or string or (ValueType and IConvertible);

    // Short parts, as in "?v=1", are not secret and occur in many texts.
    private static IEnumerable<string> Parts(Uri url) =>
        url.Query.Split('?', '&').SelectMany(static pair => new[] { pair, pair.Substring(pair.IndexOf('=') + 1) })
            .Concat([url.AbsolutePath, url.Query])
            .SelectMany(static part => new[] { part, Uri.UnescapeDataString(part) })
            .Where(static part => part.Length >= MinSecretLength);

    // Longest first: one key may be a prefix of another.
    private static Regex SecretPattern(IEnumerable<string> secrets) => new(
        string.Join("|", secrets.OrderByDescending(static secret => secret.Length).Select(
            static secret => string.Concat(secret.Select(AnyEncoding)))),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // Truncates the text. A secret that begins before the cut is matched as a whole, so no half of it remains.
    private static string RemoveSecrets(IReadOnlyList<string> secrets, string text)
    {
        var end = Math.Min(text.Length, MaxServerText);
        var window =
            text.Substring(0, Math.Min(text.Length, MaxServerText + (secrets.Max(static secret => secret.Length) * MaxEscapeLength)));
        var kept = new StringBuilder(end);
        var at = 0;
        foreach (Match match in SecretPattern(secrets).Matches(window))
        {
            if (match.Index >= end)
            {
                break;
            }

            kept.Append(text, at, match.Index - at).Append("(key)");
            at = match.Index + match.Length;
        }

        return kept.Append(text, Math.Min(at, end), Math.Max(end - at, 0)).ToString();
    }

    // Literal, escaped as in JSON, or percent-encoded.
    private static string AnyEncoding(char c) =>
        FormattableString.Invariant($@"(?:\\?{Regex.Escape(c.ToString())}|\\u{(int)c:x4}|%{(int)c:x2})");

    // A word with "://" or a part of a signed query may be a live URL, so the whole word is removed.
    private static string RemoveUrls(string text)
    {
        string[] marks = ["://", "X-Amz-", "X-Goog-", "Signature", "sig="];
        if (!marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
        {
            return text;
        }

        var words = text.Split(' ', '\t', '\r', '\n', '"', '\'', '<', '>');
        return string.Join(" ", words.Select(word =>
            marks.Any(mark => word.Contains(mark, StringComparison.OrdinalIgnoreCase)) && word.Length > "SignatureDoesNotMatch".Length
                ? "(URL)"
                : word));
    }
}
