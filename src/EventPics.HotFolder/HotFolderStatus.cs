namespace EventPics.HotFolder;

/// <summary>A hot folder at one moment.</summary>
public sealed class HotFolderStatus
{
    /// <summary>The folders watched now, newest first: more than one when the path holds a date.</summary>
    public IReadOnlyList<string> Folders { get; set; } = [];

    /// <summary>Whether the newest folder is there and can be read.</summary>
    public bool IsReachable { get; set; }

    /// <summary>Whether the folder is searched again and again because the system tells no changes in it.</summary>
    public bool IsPolling { get; set; }

    /// <summary>What is wrong and what to do about it; <see langword="null"/> when nothing is.</summary>
    public string? Problem { get; set; }

    /// <summary>The files that wait, oldest first.</summary>
    public IReadOnlyList<WaitingFile> Waiting { get; set; } = [];

    /// <summary>How many files were handed to the queue since the start.</summary>
    public int Enqueued { get; set; }

    /// <summary>How many files were found whose bytes the queue knew before.</summary>
    public int AlreadyKnown { get; set; }

    /// <summary>How many files were skipped since the start.</summary>
    public int Skipped { get; set; }

    /// <summary>How many files the queue will never take.</summary>
    public int Refused { get; set; }

    /// <summary>
    /// The full paths of the files that were uploaded and are to be moved or deleted, but can't be now. It is tried again with every search.
    /// </summary>
    public IReadOnlyList<string> NotFinished { get; set; } = [];
}
