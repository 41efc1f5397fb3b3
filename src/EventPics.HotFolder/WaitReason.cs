namespace EventPics.HotFolder;

/// <summary>What a file in the hot folder waits for.</summary>
public enum WaitReason
{
    /// <summary>For its last byte: it grows, or its format says that something is missing.</summary>
    Unfinished,

    /// <summary>For another program that has it open.</summary>
    Locked,

    /// <summary>For its first byte.</summary>
    Empty,

    /// <summary>For the list of albums, which can't be fetched now.</summary>
    Albums,

    /// <summary>For the queue, which can't take it now, for instance because the disk is full.</summary>
    Queue,

    /// <summary>For the right to read it; it may be a subfolder, too.</summary>
    Unreadable,
}
