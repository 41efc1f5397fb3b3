using System.Collections;
using System.Text;
using System.Text.RegularExpressions;
using EventPics.Internal.Validation;

namespace EventPics.Internal.Failures;

/// <summary>Keeps secrets out of what people read: links shrink to their host, server text loses keys, links and control characters.</summary>
internal static class Redactor
{
    private const int MaxServerText = 512;

    private const int ShortestSecret = 8;

    // \u0041
    private const int LongestEscape = 6;

    /// <summary>Shows where a link leads without what makes it a password. The path goes too: an object's key may hold a name.</summary>
    public static string Show(Uri url) => url.IsAbsoluteUri ? $"{url.Scheme}://{url.Authority}/..." : "(relative address)";

    /// <summary>Makes a server's text fit for an exception or a log line.</summary>
    public static string Clean(string? text, params IReadOnlyList<string> secrets)
    {
        secrets = [.. secrets.Where(static secret => !string.IsNullOrEmpty(secret))];
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var isCut = text!.Length > MaxServerText;
        var kept = secrets.Count == 0 ? text.Substring(0, Math.Min(text.Length, MaxServerText)) : Without(secrets, text);
        kept = DropLinks(kept);
        var line = new StringBuilder(kept.Length);
        foreach (var c in kept)
        {
            line.Append(ArgumentRules.IsUnruly(c) ? ' ' : c);
        }

        return line.ToString().Trim() + (isCut ? "..." : "");
    }

    /// <summary>Whether an exception's text holds a key or a piece of the upload URL, as one of a foreign handler may.</summary>
    public static bool IsShownIn(Exception exception, IReadOnlyList<string> keys, Uri? uploadUrl)
    {
        var text = new StringBuilder(exception.ToString());
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            foreach (DictionaryEntry entry in cause.Data)
            {
                text.Append('\n').Append(entry.Key).Append('\n').Append(entry.Value);
            }
        }

        var shown = text.ToString();
        return keys.Any(key => key.Length > 0 && Written([key]).IsMatch(shown)) ||
            (uploadUrl is not null && Pieces(uploadUrl).Any(piece => shown.Contains(piece, StringComparison.OrdinalIgnoreCase)));
    }

    // Short pieces, as in "?v=1", are no secret and stand in many texts.
    private static IEnumerable<string> Pieces(Uri url) =>
        url.Query.Split('?', '&').SelectMany(static pair => new[] { pair, pair.Substring(pair.IndexOf('=') + 1) })
            .Concat([url.AbsolutePath, url.Query])
            .SelectMany(static piece => new[] { piece, Uri.UnescapeDataString(piece) })
            .Where(static piece => piece.Length >= ShortestSecret);

    // The longest first: one key may be the beginning of another.
    private static Regex Written(IEnumerable<string> secrets) => new(
        string.Join("|", secrets.OrderByDescending(static secret => secret.Length).Select(static secret => string.Concat(secret.Select(HoweverWritten)))),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // The text's beginning. What begins in it is looked at as a whole, so the cut splits no secret.
    private static string Without(IReadOnlyList<string> secrets, string text)
    {
        var end = Math.Min(text.Length, MaxServerText);
        var window = text.Substring(0, Math.Min(text.Length, MaxServerText + (secrets.Max(static secret => secret.Length) * LongestEscape)));
        var kept = new StringBuilder(end);
        var at = 0;
        foreach (Match match in Written(secrets).Matches(window))
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

    // As itself, as JSON may escape it, or as an address does.
    private static string HoweverWritten(char c) =>
        FormattableString.Invariant($@"(?:\\?{Regex.Escape(c.ToString())}|\\u{(int)c:x4}|%{(int)c:x2})");

    // Whatever follows "://" or looks like a signed query may be a live link, so the whole word goes.
    private static string DropLinks(string text)
    {
        string[] marks = ["://", "X-Amz-", "X-Goog-", "Signature", "sig="];
        if (!marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
        {
            return text;
        }

        var words = text.Split(' ', '\t', '\r', '\n', '"', '\'', '<', '>');
        return string.Join(" ", words.Select(word =>
            marks.Any(mark => word.Contains(mark, StringComparison.OrdinalIgnoreCase)) && word.Length > "SignatureDoesNotMatch".Length
                ? "(link)"
                : word));
    }
}
