namespace EventPics.HotFolder.Internal.Formats;

/// <summary>What a file's structure shows about its end.</summary>
internal enum Completeness
{
    /// <summary>Nothing.</summary>
    Unknown,

    /// <summary>Something looks wrong, but not necessarily because bytes are missing.</summary>
    Doubtful,

    /// <summary>Bytes are missing.</summary>
    CutShort,

    /// <summary>Every byte is there.</summary>
    Complete,
}
