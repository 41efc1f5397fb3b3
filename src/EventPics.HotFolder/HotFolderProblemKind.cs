namespace EventPics.HotFolder;

/// <summary>The kind of a problem that stops or slows down a hot folder.</summary>
public enum HotFolderProblemKind
{
    /// <summary>An error without a kind of its own; see <see cref="HotFolderProblem.Cause"/>.</summary>
    Other,

    /// <summary>The folder doesn't exist.</summary>
    FolderMissing,

    /// <summary>The path is a file.</summary>
    NotAFolder,

    /// <summary>The user has no permission to list the folder.</summary>
    FolderUnreadable,

    /// <summary>The system reports no changes in the folder, so it is scanned periodically.</summary>
    NoNotifications,

    /// <summary>
    /// Another computer, or another data folder of this one, watches the folder, one above it or one below it: nothing is sent from here.
    /// </summary>
    WatchedElsewhere,

    /// <summary>A process with the same data folder watches it for another event: nothing is sent from here.</summary>
    WatchedForOtherEvent,

    /// <summary>
    /// The claim file in the folder is invalid. Nothing is sent until it has been unchanged for 45 s; then it is replaced.
    /// </summary>
    ClaimUnreadable,

    /// <summary>
    /// Another computer or data folder watched the folder before. Files from before that moment are skipped as
    /// <see cref="SkipReason.OtherComputer"/>, since they may have been sent from there.
    /// </summary>
    TakenOver,

    /// <summary>
    /// The record of the events that folders were used for is damaged, and so is its backup. The files in the folder are skipped as
    /// <see cref="SkipReason.OtherEvent"/>.
    /// </summary>
    HistoryLost,
}
