namespace EventPics.HotFolder.Internal;

/// <summary>What became of an uploaded file.</summary>
internal enum FinishResult
{
    Done,

    /// <summary>Somebody else took it away.</summary>
    Gone,

    /// <summary>It holds other bytes now.</summary>
    Changed,

    /// <summary>It is in use, or may not be touched.</summary>
    Later,

    /// <summary>The hot folder ended first.</summary>
    Stopped,
}
