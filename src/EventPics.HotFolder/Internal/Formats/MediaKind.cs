namespace EventPics.HotFolder.Internal.Formats;

/// <summary>What a file holds, as far as waiting for its end is concerned.</summary>
internal enum MediaKind
{
    /// <summary>No picture or video that is known here.</summary>
    Unknown,

    /// <summary>A picture whose last bytes prove its end: JPEG, PNG, GIF, WebP.</summary>
    Photo,

    /// <summary>A picture made of boxes, which may always be followed by one more: HEIC, AVIF.</summary>
    IsoPhoto,

    /// <summary>MP4 or MOV: written back and forth, so that a whole file may still be changed.</summary>
    Video,
}
