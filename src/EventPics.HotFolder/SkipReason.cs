namespace EventPics.HotFolder;

/// <summary>Why a file in a folder is not uploaded.</summary>
public enum SkipReason
{
    /// <summary>It is no picture or video, or no pattern includes it.</summary>
    NotIncluded,

    /// <summary>A pattern excludes it.</summary>
    Excluded,

    /// <summary>It is hidden or belongs to the system.</summary>
    Hidden,

    /// <summary>Its name is that of a temporary or unfinished file.</summary>
    Temporary,

    /// <summary>It is a thumbnail, by its name or its folder's.</summary>
    Thumbnail,

    /// <summary>It is a camera's raw file.</summary>
    Raw,

    /// <summary>It lies in the folder <c>uploaded</c>, or where the queue keeps its own copies.</summary>
    AlreadyHandled,

    /// <summary>It is a link, or lies behind one: links could lead out of the folder.</summary>
    Link,

    /// <summary>It has no bytes.</summary>
    Empty,

    /// <summary>It was there before and is older than <see cref="HotFolderOptions.MaxAge"/>.</summary>
    TooOld,

    /// <summary>It was removed from the queue for this event by a person.</summary>
    Removed,

    /// <summary>It was exported, to be sent from another computer.</summary>
    Exported,

    /// <summary>It was delivered to or is queued for another event, or was there before the folder's event changed.</summary>
    OtherEvent,

    /// <summary>
    /// It was there before this computer took the folder over from another computer or data folder, which may have sent it.
    /// <see cref="HotFolderOptions.Resend"/> sends it all the same.
    /// </summary>
    OtherComputer,

    /// <summary>Its name is not valid UTF-8, so it can't be opened: it is to be renamed. It counts as failed.</summary>
    InvalidName,

    /// <summary>It is a subfolder that can't be read, with all that lies in it. It counts as failed.</summary>
    Unreadable,
}
