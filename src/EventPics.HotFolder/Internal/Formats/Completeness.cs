namespace EventPics.HotFolder.Internal.Formats;

/// <summary>What a file's own structure says about its end.</summary>
internal enum Completeness
{
    /// <summary>It doesn't say.</summary>
    Unknown,

    /// <summary>Something is odd, but it need not be bytes that are missing.</summary>
    Doubtful,

    /// <summary>Bytes are missing.</summary>
    CutShort,

    /// <summary>Every byte is there.</summary>
    Complete,
}
