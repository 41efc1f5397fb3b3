namespace EventPics.HotFolder;

/// <summary>The one list of file name extensions that count as photos and videos.</summary>
public static class MediaFiles
{
    private static readonly string[] All =
        [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".heic", ".heif", ".hif", ".avif", ".mp4", ".m4v", ".mov", ".qt"];

    private static readonly HashSet<string> Known = new(All, StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the extensions, in lower case and with their dot.</summary>
    public static IReadOnlyList<string> Extensions { get; } = Array.AsReadOnly(All);

    /// <summary>Tells whether a file is a photo or a video by its name.</summary>
    /// <param name="path">The file's name or path; the file need not exist.</param>
    /// <returns>Whether its extension is one of <see cref="Extensions"/>, whatever its case.</returns>
    /// <exception cref="ArgumentNullException">The path is null.</exception>
    public static bool IsMedia(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Known.Contains(Path.GetExtension(path));
    }
}
