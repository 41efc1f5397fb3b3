namespace EventPics.HotFolder.Internal;

/// <summary>Creates the problems of a hot folder, with English messages.</summary>
internal static class ProblemFactory
{
    public static HotFolderProblem Other(string folder, string cause) => new(HotFolderProblemKind.Other, folder, cause) { Cause = cause };

    public static HotFolderProblem Missing(string folder) =>
        new(HotFolderProblemKind.FolderMissing, folder, $"The folder '{folder}' does not exist. It is watched as soon as it does.");

    public static HotFolderProblem NotAFolder(string path) =>
        new(HotFolderProblemKind.NotAFolder, path, $"'{path}' is a file, not a folder. Specify the folder where the photos are saved.");

    public static HotFolderProblem Unreadable(string folder, string? cause) =>
        new(
            HotFolderProblemKind.FolderUnreadable, folder,
            $"The folder '{folder}' can't be read ({cause}). Check its owner and permissions.")
        { Cause = cause };

    public static HotFolderProblem NoNotifications(string folder, string cause, TimeSpan interval, string advice = "") =>
        new(
            HotFolderProblemKind.NoNotifications, folder,
            $"The system reports no changes in '{folder}' ({cause}), so it is scanned every {interval.TotalSeconds:0.#} s.{advice}")
        {
            Cause = cause,
            Interval = interval,
        };

    public static HotFolderProblem WatchedElsewhere(string folder, HotFolderOwner owner)
    {
        var place = Paths.IsSame(folder, owner.Folder) ? $"The folder '{folder}' is"
            : Paths.IsBelow(owner.Folder, folder) ? $"The folder '{folder}' is in '{owner.Folder}', which is"
            : $"The folder '{folder}' contains '{owner.Folder}', which is";
        return new(
            HotFolderProblemKind.WatchedElsewhere, folder, $"{place} already watched by the computer '{owner.Computer}' (user '{owner.User}', data folder '{owner.DataFolder}'). Stop watching there, or use the same data folder.")
        { Owner = owner };
    }

    public static HotFolderProblem WatchedForOtherEvent(string folder, HotFolderOwner owner)
    {
        var place = Paths.IsSame(folder, owner.Folder) ? "The folder" : $"'{owner.Folder}', which overlaps with";
        return new(
            HotFolderProblemKind.WatchedForOtherEvent, folder, $"{place} '{folder}' is already watched for another event by process {owner.ProcessId} on this computer. Stop that process first.")
        { Owner = owner };
    }

    public static HotFolderProblem ClaimUnreadable(string folder) =>
        new(HotFolderProblemKind.ClaimUnreadable, folder, $"The folder '{folder}' may be watched by another computer: its claim file can't be read. It is taken over when the file doesn't change for a while.");

    public static HotFolderProblem TakenOver(string folder, HotFolderOwner owner) =>
        new(
            HotFolderProblemKind.TakenOver, folder, $"The folder '{folder}' was watched by the computer '{owner.Computer}' (data folder '{owner.DataFolder}') before. Files from that time may have been sent from there, so they are not sent from here. To send them anyway, resend the folder; the album may then contain duplicates.")
        { Owner = owner };

    public static HotFolderProblem HistoryLost(string folder) =>
        new(HotFolderProblemKind.HistoryLost, folder, $"The record of the events that '{folder}' was used for is damaged. Its files may belong to another event, so only new photos are sent. To send the others, resend the folder.");
}
