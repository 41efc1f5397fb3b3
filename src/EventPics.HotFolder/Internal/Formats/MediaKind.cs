namespace EventPics.HotFolder.Internal.Formats;

/// <summary>The kind of a file, as far as it matters for waiting for its end.</summary>
internal enum MediaKind
{
    /// <summary>No known photo or video.</summary>
    Unknown,

    /// <summary>A photo whose last bytes prove its end: JPEG, PNG, GIF, WebP.</summary>
    Photo,

    /// <summary>A photo made of boxes, to which another box may always be appended: HEIC, AVIF.</summary>
    IsoPhoto,

    /// <summary>MP4 or MOV: not written sequentially, so that a complete file may still be changed.</summary>
    Video,
}
