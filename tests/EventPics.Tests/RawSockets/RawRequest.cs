namespace EventPics.Tests.RawSockets;

/// <summary>The headers of a request as received.</summary>
internal sealed record RawRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public long ContentLength =>
        Headers.TryGetValue("Content-Length", out var value) ? long.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : 0;

    public bool ExpectsContinue => Headers.ContainsKey("Expect");

    /// <summary>The number of the upload URL of a PUT.</summary>
    public int UrlNumber => int.Parse(Target.Split('/', '?')[2], System.Globalization.CultureInfo.InvariantCulture);

    public static RawRequest Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return new(start[0], start[1], headers, head);
    }
}
