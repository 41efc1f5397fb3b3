namespace EventPics.Shared;

/// <summary>The photos and videos that are sent, by the extensions of their file names.</summary>
internal static class MediaTypes
{
    /// <summary>Each extension in lower case and with the dot, with its media type.</summary>
    public static readonly KeyValuePair<string, string>[] ByExtension =
    [
        new(".jpg", "image/jpeg"),
        new(".jpeg", "image/jpeg"),
        new(".jpe", "image/jpeg"),
        new(".jfif", "image/jpeg"),
        new(".png", "image/png"),
        new(".gif", "image/gif"),
        new(".webp", "image/webp"),
        new(".heic", "image/heic"),
        new(".heif", "image/heif"),
        new(".hif", "image/heif"),
        new(".avif", "image/avif"),
        new(".mp4", "video/mp4"),
        new(".m4v", "video/mp4"),
        new(".mov", "video/quicktime"),
        new(".qt", "video/quicktime"),
    ];

    private static readonly Dictionary<string, string> Types =
        ByExtension.ToDictionary(static pair => pair.Key, static pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the media type of an extension, whatever its case; <see langword="null"/> if it is none of these.</summary>
    public static string? Find(string extension) => Types.TryGetValue(extension, out var type) ? type : null;
}
