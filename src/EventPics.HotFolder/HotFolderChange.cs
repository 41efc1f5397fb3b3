namespace EventPics.HotFolder;

/// <summary>What happened in a hot folder.</summary>
public enum HotFolderChange
{
    /// <summary>A file is there and waits.</summary>
    Waiting,

    /// <summary>A file was handed to the queue.</summary>
    Enqueued,

    /// <summary>A file's bytes had been handed to the queue before.</summary>
    AlreadyKnown,

    /// <summary>A file will not be uploaded.</summary>
    Skipped,

    /// <summary>The queue will never take a file.</summary>
    Refused,

    /// <summary>A file was uploaded and moved.</summary>
    Moved,

    /// <summary>A file was uploaded and deleted.</summary>
    Deleted,

    /// <summary>The folder is gone or can't be read.</summary>
    FolderLost,

    /// <summary>The folder is there.</summary>
    FolderFound,
}
