namespace EventPics.Dashboard.Internal.Wire;

/// <summary>What a tile shows of a file when there is no thumbnail.</summary>
internal static class MediaKind
{
    public static string Of(string contentType) => contentType switch
    {
        "image/jpeg" => "jpeg",
        "image/heic" or "image/heif" => "heic",
        "image/gif" => "gif",
        _ when contentType.StartsWith("video/", StringComparison.Ordinal) => "video",
        _ when contentType.StartsWith("image/", StringComparison.Ordinal) => "image",
        _ => "file",
    };
}
