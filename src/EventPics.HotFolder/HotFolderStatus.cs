namespace EventPics.HotFolder;

/// <summary>The status of a hot folder at one moment.</summary>
public sealed class HotFolderStatus
{
    /// <summary>The folders watched now, newest first: more than one when the path contains a date.</summary>
    public IReadOnlyList<string> Folders { get; set; } = [];

    /// <summary>Whether the newest folder exists and can be read.</summary>
    public bool IsReachable { get; set; }

    /// <summary>Whether the folder is scanned periodically because the system reports no changes in it.</summary>
    public bool IsPolling { get; set; }

    /// <summary>
    /// The first of <see cref="Problems"/> in plain English; <see langword="null"/> when nothing keeps the folder from being watched.
    /// </summary>
    public string? Problem { get; set; }

    /// <summary>
    /// The problems, most severe first. <see cref="HotFolderProblemKind.TakenOver"/> and <see cref="HotFolderProblemKind.HistoryLost"/>
    /// come last: new files are still sent, and they are not in <see cref="Problem"/>.
    /// </summary>
    public IReadOnlyList<HotFolderProblem> Problems { get; set; } = [];

    /// <summary>The waiting files, oldest first.</summary>
    public IReadOnlyList<WaitingFile> Waiting { get; set; } = [];

    /// <summary>The number of files enqueued since the start.</summary>
    public int Enqueued { get; set; }

    /// <summary>The number of files found whose bytes were enqueued before.</summary>
    public int AlreadyKnown { get; set; }

    /// <summary>The number of files in the folder that are not uploaded. Photos in the folder <c>uploaded</c> are not counted.</summary>
    public int Skipped { get; set; }

    /// <summary>These files and the reasons; a subfolder that is not searched is one of them.</summary>
    public IReadOnlyList<SkippedFile> SkippedFiles { get; set; } = [];

    /// <summary>
    /// The full paths of uploaded files that were due to be moved or deleted but are kept: the storage sent no ETag to confirm them.
    /// </summary>
    public IReadOnlyList<string> KeptWithoutProof { get; set; } = [];

    /// <summary>
    /// A description, in plain English, of the other watcher that keeps this one from sending; <see langword="null"/> when there is none.
    /// </summary>
    public string? ClaimedBy { get; set; }

    /// <summary>
    /// Whether nothing prevents a second computer from uploading the folder as well: it is read-only, so no claim file can be written.
    /// </summary>
    public bool IsUnprotected { get; set; }

    /// <summary>
    /// The patterns of <see cref="HotFolderOptions.Include"/> and <see cref="HotFolderOptions.Exclude"/> that no file in the folder has
    /// matched.
    /// </summary>
    public IReadOnlyList<string> UnmatchedPatterns { get; set; } = [];

    /// <summary>The number of files that can't be enqueued: the queue rejects them, or their names can't be opened.</summary>
    public int Failed { get; set; }

    /// <summary>
    /// The full paths of uploaded files that are to be moved or deleted but can't be at the moment. It is retried with every scan.
    /// </summary>
    public IReadOnlyList<string> PendingCleanup { get; set; } = [];
}
