namespace EventPics.HotFolder;

/// <summary>Why a file in a folder is not uploaded.</summary>
public enum SkipReason
{
    /// <summary>It is not a photo or video, or no pattern includes it.</summary>
    NotIncluded,

    /// <summary>A pattern excludes it.</summary>
    Excluded,

    /// <summary>It is hidden or a system file.</summary>
    Hidden,

    /// <summary>Its name is typical of a temporary or unfinished file.</summary>
    Temporary,

    /// <summary>It is a thumbnail, according to its name or its folder's.</summary>
    Thumbnail,

    /// <summary>It is a camera's raw file.</summary>
    Raw,

    /// <summary>It is in the folder <c>uploaded</c>, or where the queue keeps its own copies.</summary>
    AlreadyHandled,

    /// <summary>It is a symbolic link, or reached through one: links could lead out of the folder.</summary>
    SymbolicLink,

    /// <summary>It is empty.</summary>
    Empty,

    /// <summary>It was in the folder before the start and is older than <see cref="HotFolderOptions.MaxAge"/>.</summary>
    TooOld,

    /// <summary>A person removed it from the queue for this event.</summary>
    Removed,

    /// <summary>It was exported, to be sent from another computer.</summary>
    Exported,

    /// <summary>It was uploaded to or is queued for another event, or was in the folder before the folder's event changed.</summary>
    OtherEvent,

    /// <summary>
    /// It was in the folder before this computer took it over from another computer or data folder, which may have sent it.
    /// <see cref="HotFolderOptions.Resend"/> sends it anyway.
    /// </summary>
    OtherComputer,

    /// <summary>Its name is not valid UTF-8, so it can't be opened until it is renamed. It counts as failed.</summary>
    InvalidName,

    /// <summary>It is a subfolder that can't be read, including everything in it. It counts as failed.</summary>
    Unreadable,
}
