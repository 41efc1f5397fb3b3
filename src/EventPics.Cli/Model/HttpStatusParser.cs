using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace EventPics.Cli.Model;

/// <summary>
/// Finds the HTTP status in a stored message: the queue stores the client's message, which contains the status, but not the status itself.
/// </summary>
internal static partial class HttpStatusParser
{
    public static HttpStatusCode? Find(string? message) =>
        message is not null && Status().Match(message) is { Success: true } match
            ? (HttpStatusCode)int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"\(status ([1-9][0-9]{2})\)")]
    private static partial Regex Status();
}
