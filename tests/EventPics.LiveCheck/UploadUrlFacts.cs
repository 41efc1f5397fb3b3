using System.Globalization;

namespace EventPics.LiveCheck;

/// <summary>What an upload URL says about itself.</summary>
internal sealed record UploadUrlFacts(int? StatedSeconds, string? SignedHeaders, bool NamesFile)
{
    private static readonly TimeSpan DocumentedLifetime = TimeSpan.FromSeconds(300);

    public TimeSpan Lifetime => StatedSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : DocumentedLifetime;

    public static UploadUrlFacts Read(Uri url)
    {
        var seconds = Parameter(url, "X-Amz-Expires") ?? Parameter(url, "X-Goog-Expires");
        return new UploadUrlFacts(
            int.TryParse(seconds, CultureInfo.InvariantCulture, out var value) ? value : null,
            Parameter(url, "X-Amz-SignedHeaders") ?? Parameter(url, "X-Goog-SignedHeaders"),
            url.AbsolutePath.Contains("livecheck-", StringComparison.Ordinal));
    }

    private static string? Parameter(Uri url, string name) => url.Query.TrimStart('?').Split('&')
        .Where(pair => pair.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
        .Select(pair => Uri.UnescapeDataString(pair[(name.Length + 1)..]))
        .FirstOrDefault();
}
