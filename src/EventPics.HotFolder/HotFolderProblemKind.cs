namespace EventPics.HotFolder;

/// <summary>What keeps a hot folder from working, or from working as well as it could.</summary>
public enum HotFolderProblemKind
{
    /// <summary>An error that has no kind of its own; <see cref="HotFolderProblem.Cause"/> says more.</summary>
    Other,

    /// <summary>The folder doesn't exist.</summary>
    FolderMissing,

    /// <summary>The path leads to a file.</summary>
    NotAFolder,

    /// <summary>The system doesn't let this user list the folder.</summary>
    FolderUnreadable,

    /// <summary>The system reports no changes in the folder, so it is searched at intervals.</summary>
    NoNotifications,

    /// <summary>Another computer, or another data folder of this one, watches the folder, one above it or one below it: nothing is sent from here.</summary>
    WatchedElsewhere,

    /// <summary>A process with the same data folder watches it for another event: nothing is sent from here.</summary>
    WatchedForOtherEvent,

    /// <summary>The claim file in the folder has no sense. Nothing is sent until it has not changed for 45 s; then it is replaced.</summary>
    ClaimUnreadable,

    /// <summary>
    /// Another computer or data folder watched the folder before. What was in it by then is skipped as <see cref="SkipReason.OtherComputer"/>, since
    /// it may have been sent from there.
    /// </summary>
    TakenOver,

    /// <summary>
    /// The record of the events that folders were used for is damaged, and so is its backup. What is in the folder is skipped as
    /// <see cref="SkipReason.OtherEvent"/>.
    /// </summary>
    HistoryLost,
}
