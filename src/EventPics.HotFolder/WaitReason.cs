namespace EventPics.HotFolder;

/// <summary>What a file in the hot folder waits for.</summary>
public enum WaitReason
{
    /// <summary>It is incomplete: it is growing, or its format shows that something is missing.</summary>
    Unfinished,

    /// <summary>Another program has it open.</summary>
    Locked,

    /// <summary>It is empty.</summary>
    Empty,

    /// <summary>The list of albums can't be fetched at the moment.</summary>
    Albums,

    /// <summary>The queue can't accept it at the moment, for example because the disk is full.</summary>
    Queue,

    /// <summary>The user has no permission to read it; it may also be a subfolder.</summary>
    Unreadable,
}
