namespace EventPics.HotFolder;

/// <summary>What kind of file a media file is, by its bytes.</summary>
public enum MediaFileKind
{
    /// <summary>Neither a photo nor a video that EventPics shows.</summary>
    Other,

    /// <summary>A photo or an animation: JPEG, PNG, GIF, WebP, HEIC or AVIF.</summary>
    Photo,

    /// <summary>A video: MP4 or MOV.</summary>
    Video,
}
