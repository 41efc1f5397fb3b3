using EventPics.HotFolder;

namespace EventPics.Cli.Localization.English;

/// <content>Who watches a folder, and what keeps it from being watched.</content>
internal partial class Texts
{
    /// <summary>Who watches the folder, one above it or one below it, and for which event.</summary>
    public virtual string WatchedBy(string folder, HotFolderOwner owner, string eventTitle)
    {
        var place = FolderPaths.IsSame(owner.Folder, folder, FolderPaths.Comparison) ? $"'{folder}' is"
            : FolderPaths.IsBelow(owner.Folder, folder, FolderPaths.Comparison) ? $"'{folder}' is in '{owner.Folder}', which is"
            : $"'{folder}' contains '{owner.Folder}', which is";
        return owner.Computer.Length == 0
            ? $"{place} possibly being watched by another computer: the claim file in it can't be read."
            : $"{place} being watched for the event '{eventTitle}' by {(owner.IsOnThisComputer ? $"process {owner.ProcessId} on this computer" : $"the computer '{owner.Computer}'")} (user '{owner.User}', queue '{owner.DataFolder}').";
    }

    public virtual string UploadWouldDuplicate(string? dataFolder) =>
        $"Nothing was sent, because the photos would arrive twice. Stop the other watch first{(dataFolder is null ? "" : $", or use its data folder with --data-dir '{dataFolder}'")}. --resend sends them anyway.";

    public virtual string UploadForOtherEvent =>
        "Nothing was sent: the photos in it belong to that event. Check --event; --resend sends them to this event too.";

    public virtual string StopOtherWatch(string? dataFolder) =>
        $"Stop the other watch first{(dataFolder is null ? "" : $", or use its data folder with --data-dir '{dataFolder}'")}.";

    public string FolderProblem(HotFolderProblem problem) => problem.Owner is { } owner
        && problem.Kind is HotFolderProblemKind.WatchedElsewhere or HotFolderProblemKind.WatchedForOtherEvent
        ? $"{WatchedBy(problem.Folder, problem.Owner!, problem.Owner!.LinkId)} {StopOtherWatch(problem.Kind == HotFolderProblemKind.WatchedElsewhere ? OwnerDataDirectory(problem.Owner) : null)}"
        : FolderProblem(
            problem.Kind, problem.Folder, problem.Cause, problem.Owner?.Computer ?? "",
            problem.Interval is { } interval ? Span(interval) : "");

    /// <summary>The <c>--data-dir</c> that shares the other watch's queue; <see langword="null"/> on another computer.</summary>
    public static string? OwnerDataDirectory(HotFolderOwner owner) =>
        owner.IsOnThisComputer && Path.GetFileName(owner.DataFolder) == "queue" ? Path.GetDirectoryName(owner.DataFolder) : null;

    protected virtual string FolderProblem(
        HotFolderProblemKind kind, string folder, string? cause, string computer, string interval) => kind switch
        {
            HotFolderProblemKind.FolderMissing => $"The folder '{folder}' doesn't exist. Watching starts as soon as it does.",
            HotFolderProblemKind.NotAFolder => NotAFolder(folder),
            HotFolderProblemKind.FolderUnreadable => $"The folder '{folder}' can't be read. Check its owner and permissions.",
            HotFolderProblemKind.NoNotifications => $"The system doesn't report new files in '{folder}', which is usual for network drives. The folder is searched every {interval}.",
            HotFolderProblemKind.ClaimUnreadable => $"Another computer may be watching the folder '{folder}': the claim file in it can't be read. If that doesn't change for a while, the folder is taken over.",
            HotFolderProblemKind.TakenOver => $"The folder '{folder}' was watched before by the computer '{computer}' or with another data folder. Files from then may already have been sent and are skipped; --resend sends them anyway.",
            HotFolderProblemKind.HistoryLost => $"The record of which events '{folder}' was used for is damaged. Files in it may belong to another event and are skipped; --resend sends them anyway.",
            _ => $"The folder '{folder}' can't be watched properly: {cause}",
        };
}
