namespace EventPics.Emulator.Internal;

/// <summary>The content types that the gallery can show; everything else is served as plain bytes.</summary>
internal static class ContentTypes
{
    public const string Unknown = "application/octet-stream";

    // Of the types that are not sent from folders, the gallery can show one more.
    private static readonly KeyValuePair<string, string> WebM = new(".webm", "video/webm");

    private static readonly HashSet<string> Safe =
        new([.. MediaTypes.ByExtension.Select(pair => pair.Value), WebM.Value], StringComparer.OrdinalIgnoreCase);

    public static string FromName(string fileName)
    {
        var extension = Path.GetExtension(fileName);
        return MediaTypes.Find(extension) ?? (extension.Equals(WebM.Key, StringComparison.OrdinalIgnoreCase) ? WebM.Value : Unknown);
    }

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
