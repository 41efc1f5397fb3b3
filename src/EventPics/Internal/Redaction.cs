using System.Text;

namespace EventPics.Internal;

/// <summary>Keeps secrets out of what people read: links shrink to their host, server text loses keys, links and control characters.</summary>
internal static class Redaction
{
    private const int MaxServerText = 512;

    /// <summary>Shows where a link leads without what makes it a password. The path goes too: an object's key may hold a name.</summary>
    public static string Show(Uri url) => url.IsAbsoluteUri ? $"{url.Scheme}://{url.Authority}/..." : "(relative address)";

    /// <summary>Makes a server's text fit for an exception or a log line.</summary>
    public static string Clean(string? text, string? secret = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var isCut = text!.Length > MaxServerText;
        var kept = isCut ? text.Substring(0, MaxServerText) : text;
        if (!string.IsNullOrEmpty(secret))
        {
            kept = kept.Replace(secret, "(key)");

            // The cut may have split the secret.
            kept = isCut ? kept.Substring(0, Math.Max(0, kept.Length - secret!.Length + 1)) : kept;
        }

        kept = DropLinks(kept);
        var line = new StringBuilder(kept.Length);
        foreach (var c in kept)
        {
            line.Append(Names.IsUnruly(c) ? ' ' : c);
        }

        return line.ToString().Trim() + (isCut ? "..." : "");
    }

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
