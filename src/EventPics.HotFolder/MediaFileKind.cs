namespace EventPics.HotFolder;

/// <summary>The kind of a file, determined by its bytes.</summary>
public enum MediaFileKind
{
    /// <summary>Neither a photo nor a video that EventPics can show.</summary>
    Other,

    /// <summary>A photo or an animation: JPEG, PNG, GIF, WebP, HEIC or AVIF.</summary>
    Photo,

    /// <summary>A video: MP4 or MOV.</summary>
    Video,
}
