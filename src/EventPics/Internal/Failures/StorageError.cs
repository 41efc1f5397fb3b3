using System.Text;
using System.Text.RegularExpressions;

namespace EventPics.Internal.Failures;

/// <summary>The error in the body of a storage's response, read from its first 8 KB of XML, JSON or HTML.</summary>
/// <param name="Code">The <c>Code</c> element; empty if there is none.</param>
/// <param name="Message">The <c>Message</c> element; empty if there is none.</param>
/// <param name="IsHtml">Whether it is a web page, and so not the storage's response at all.</param>
/// <param name="Condition">The <c>Condition</c> element, which names the precondition that failed; empty if there is none.</param>
/// <param name="IsError">Whether it reports an error; some storages and proxies do so with status 200.</param>
internal readonly record struct StorageError(string Code, string Message, bool IsHtml, string Condition = "", bool IsError = false)
{
    private const int MaxCodeLength = 64;

    // "error": null and the like mean that there is no error.
    private static readonly Regex JsonError = new(
        """
        "(?:error\w*|fault|exception)"(?>\s*):(?>\s*)(?!null|false|""|0\b|\[\s*\]|\{\s*\})|"(?:success|ok)"\s*:\s*false
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    public bool ReportsExpiry => Message.Contains("expired", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether it reports that an object already exists at this URL. A status alone is not enough: a bucket that is being deleted, a lease
    /// and an archive tier also cause 409 and 412.
    /// </summary>
    public bool ReportsExistingObject => Code switch
    {
        "UnauthorizedBlobOverwrite" or "BlobAlreadyExists" => true, // Azure
        "PreconditionFailed" => Condition.Length is 0 || Condition is "If-None-Match" or "x-goog-if-generation-match", // S3, R2, Google
        _ => false,
    };

    /// <summary>
    /// Reads a response's body. Unlike an XML reader, a search for a few elements can't be made to expand entities, nest deeply or open
    /// connections.
    /// </summary>
    /// <param name="body">The first bytes of the body.</param>
    /// <param name="mediaType">The response's media type.</param>
    /// <param name="headerCode">The error code of a header: Azure sends it when the body is empty.</param>
    public static StorageError Read(ReadOnlySpan<byte> body, string? mediaType, string? headerCode = null)
    {
        if (HtmlDetector.BeginsPage(body))
        {
            return new("", "", IsHtml: true);
        }

        var text = Encoding.UTF8.GetString(body.ToArray());
        var code = Element(text, "Code");
        code = IsCode(code) ? code : IsCode(headerCode) ? headerCode! : "";
        return new(
            code, Element(text, "Message"), IsHtml: code.Length == 0 && HtmlDetector.IsHtml(mediaType, body), Element(text, "Condition"))
        {
            IsError = code.Length > 0 || text.Contains("<Error>", StringComparison.Ordinal)
                || text.Contains("<Error ", StringComparison.Ordinal) ||
                (text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n') is ['{' or '[', ..] && JsonError.IsMatch(text)),
        };
    }

    private static bool IsCode(string? text) => text is { Length: > 0 and <= MaxCodeLength } && text.All(char.IsLetterOrDigit);

    private static string Element(string xml, string name)
    {
        var start = xml.IndexOf("<" + name + ">", StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        start += name.Length + 2;
        var end = xml.IndexOf("</" + name + ">", start, StringComparison.Ordinal);
        return end < 0 ? "" : xml.Substring(start, end - start).Trim();
    }
}
