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

    /// <summary>
    /// The first of <see cref="Problems"/> in plain English; <see langword="null"/> when nothing keeps the folder from being watched.
    /// </summary>
    public string? Problem { get; set; }

    /// <summary>
    /// What is wrong, the worst first. <see cref="HotFolderProblemKind.TakenOver"/> and <see cref="HotFolderProblemKind.HistoryLost"/> come last: they keep
    /// nothing new from being sent, and are not in <see cref="Problem"/>.
    /// </summary>
    public IReadOnlyList<HotFolderProblem> Problems { get; set; } = [];

    /// <summary>The files that wait, oldest first.</summary>
    public IReadOnlyList<WaitingFile> Waiting { get; set; } = [];

    /// <summary>How many files were handed to the queue since the start.</summary>
    public int Enqueued { get; set; }

    /// <summary>How many files were found whose bytes the queue knew before.</summary>
    public int AlreadyKnown { get; set; }

    /// <summary>How many files lie in the folder and are not uploaded. Photos in the folder <c>uploaded</c> don't count.</summary>
    public int Skipped { get; set; }

    /// <summary>Which these are and why; a subfolder that is not looked into is one of them.</summary>
    public IReadOnlyList<SkippedFile> SkippedFiles { get; set; } = [];

    /// <summary>
    /// The full paths of the files that were uploaded and are to be moved or deleted, but stay: the storage accepted them without the proof it usually
    /// gives (an ETag).
    /// </summary>
    public IReadOnlyList<string> KeptWithoutProof { get; set; } = [];

    /// <summary>Who else watches the folder, so that nothing is sent from here, in plain English; <see langword="null"/> when nobody does.</summary>
    public string? ClaimedBy { get; set; }

    /// <summary>Whether nothing keeps a second computer from uploading the folder, too: it is read-only, so no claim file can be written.</summary>
    public bool IsUnprotected { get; set; }

    /// <summary>The patterns of <see cref="HotFolderOptions.Include"/> and <see cref="HotFolderOptions.Exclude"/> that no file in the folder has matched.</summary>
    public IReadOnlyList<string> UnmatchedPatterns { get; set; } = [];

    /// <summary>How many files the queue will never take.</summary>
    public int Refused { get; set; }

    /// <summary>
    /// The full paths of the files that were uploaded and are to be moved or deleted, but can't be now. It is tried again with every search.
    /// </summary>
    public IReadOnlyList<string> PendingCleanup { get; set; } = [];
}
