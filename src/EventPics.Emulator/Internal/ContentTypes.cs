namespace EventPics.Emulator.Internal;

/// <summary>The content types that the gallery can show; everything else is served as plain bytes.</summary>
internal static class ContentTypes
{
    public const string Unknown = "application/octet-stream";

    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".heic"] = "image/heic",
        [".heif"] = "image/heif",
        [".mp4"] = "video/mp4",
        [".mov"] = "video/quicktime",
        [".webm"] = "video/webm",
    };

    private static readonly HashSet<string> Safe = new(ByExtension.Values, StringComparer.OrdinalIgnoreCase);

    public static string FromName(string fileName) => ByExtension.GetValueOrDefault(Path.GetExtension(fileName), Unknown);

    /// <summary>The type that a photo is served with: the uploaded one if a browser can show it safely, else by its name.</summary>
    public static string ForDisplay(string? uploadedType, string fileName)
    {
        var type = (uploadedType ?? "").Split(';')[0].Trim();
        return Safe.TryGetValue(type, out var known) ? known : FromName(fileName);
    }

    public static string Kind(string contentType) => contentType switch
    {
        "image/heic" or "image/heif" => "heic",
        _ when contentType.StartsWith("image/", StringComparison.Ordinal) => "image",
        _ when contentType.StartsWith("video/", StringComparison.Ordinal) => "video",
        _ => "file",
    };
}
