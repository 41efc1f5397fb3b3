using System.Text.Json;
using System.Text.RegularExpressions;

namespace EventPics.LiveCheck;

/// <summary>Removes the API key and everything that belongs to an upload URL from a text.</summary>
internal sealed partial class Redactor(string apiKey)
{
    // Parts that are this short stand in many texts and give nothing away.
    private const int ShortestSecret = 8;

    private static readonly string[] HarmlessParameters = ["X-Amz-Algorithm", "X-Amz-Date", "X-Amz-Expires", "X-Amz-SignedHeaders"];

    private readonly HashSet<string> _keys = Spellings(apiKey);
    private readonly HashSet<string> _secrets = [];

    /// <summary>Registers an upload URL. A storage repeats parts of it in its errors.</summary>
    public void Add(Uri uploadUrl)
    {
        AddSecret(uploadUrl.AbsolutePath);
        AddSecret(uploadUrl.AbsolutePath.TrimStart('/'));
        foreach (var parameter in uploadUrl.Query.TrimStart('?').Split('&'))
        {
            var at = parameter.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 || HarmlessParameters.Contains(parameter[..at], StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var value = parameter[(at + 1)..];
            AddSecret(value);
            AddSecret(Uri.UnescapeDataString(value).Split('/')[0]); // of a credential: the access key
        }
    }

    public string Redact(string text)
    {
        text = Url().Replace(text, match => KeepHost(match.Value));
        text = Replace(text, _keys, "(key)");
        return Replace(text, _secrets, "(hidden)");
    }

    private static string KeepHost(string text) =>
        Uri.TryCreate(text.Replace("\\/", "/", StringComparison.Ordinal), UriKind.Absolute, out var url)
            ? $"{url.Scheme}://{url.Authority}/(hidden)"
            : "(hidden)";

    private static string Replace(string text, IEnumerable<string> secrets, string replacement) => secrets
        .OrderByDescending(secret => secret.Length)
        .Aggregate(text, (rest, secret) => rest.Replace(secret, replacement, StringComparison.OrdinalIgnoreCase));

    // JSON may write a slash as \/.
    private static HashSet<string> Spellings(string secret)
    {
        string[] spellings =
            [secret, Uri.EscapeDataString(secret), Uri.UnescapeDataString(secret), JsonSerializer.Serialize(secret).Trim('"')];
        return [.. spellings, .. spellings.Select(spelling => spelling.Replace("/", "\\/", StringComparison.Ordinal))];
    }

    private void AddSecret(string secret)
    {
        if (secret.Length >= ShortestSecret)
        {
            _secrets.UnionWith(Spellings(secret));
        }
    }

    [GeneratedRegex("""https?:(?:\\?/){2}[^\s"<>]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Url();
}
