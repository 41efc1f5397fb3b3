namespace EventPics.HotFolder;

/// <summary>What happened in a hot folder.</summary>
public enum HotFolderChange
{
    /// <summary>A file was found and waits.</summary>
    Waiting,

    /// <summary>A file was enqueued.</summary>
    Enqueued,

    /// <summary>A file's bytes were enqueued before.</summary>
    AlreadyKnown,

    /// <summary>A file will not be uploaded.</summary>
    Skipped,

    /// <summary>A file can't be enqueued: the queue rejects it, or its name can't be opened.</summary>
    Failed,

    /// <summary>A file was uploaded and moved.</summary>
    Moved,

    /// <summary>A file was uploaded and deleted.</summary>
    Deleted,

    /// <summary>The folder doesn't exist or can't be read.</summary>
    FolderLost,

    /// <summary>The folder exists and can be read.</summary>
    FolderFound,
}
