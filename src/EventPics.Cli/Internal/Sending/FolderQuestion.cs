using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Asks before a folder that holds another event's photos is watched: what is in the wrong album can't be taken back.</summary>
internal static class FolderQuestion
{
    /// <summary>Asks, where there is a terminal and a reason to.</summary>
    /// <returns>Whether to go on.</returns>
    public static async Task<bool> AskAsync(Shell shell, UploadQueue queue, WatchWishes wishes, Target target)
    {
        if (!Terminal.CanAsk(shell))
        {
            return true;
        }

        var folder = await HotFolderPreview.ReadAsync(queue, wishes.ForHotFolder(target, null, shell), shell.Stop).ConfigureAwait(false);
        var isOthers = folder.Destinations.Any(destination => destination.LinkId != target.LinkId) || (folder.LastLinkId ?? target.LinkId) != target.LinkId;
        if (folder.Files == 0 || !isOthers)
        {
            return true;
        }

        shell.Say(shell.Texts.FolderHolds(Path.GetFullPath(wishes.Folder).Plain(), folder.Files, folder.Oldest, folder.Newest));
        foreach (var destination in folder.Destinations)
        {
            shell.Say("  " + shell.Texts.WentTo(destination.Files, TargetFinder.TitleOf(shell, destination.LinkId).Plain(), destination.LatestAt));
        }

        if (folder.Unknown > 0)
        {
            shell.Say("  " + shell.Texts.NeverSent(folder.Unknown));
        }

        await shell.Error.WriteAsync(shell.Texts.WatchAnyway(Texts.Place(target), wishes.Resend)).ConfigureAwait(false);
        var answer = await Task.Run(Console.ReadLine).WaitAsync(shell.Stop).ConfigureAwait(false);
        return shell.Texts.IsYes(answer?.Trim() ?? "");
    }
}
