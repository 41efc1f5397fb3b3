using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Watch;

/// <summary>Asks before a folder that holds another event's photos is watched: what is in the wrong album can't be taken back.</summary>
internal static class OtherEventPrompt
{
    /// <summary>Asks, where there is a terminal and a reason to.</summary>
    /// <returns>Whether to go on.</returns>
    public static async Task<bool> ConfirmAsync(CommandContext shell, UploadQueue queue, WatchSettings wishes, Destination target)
    {
        if (!Terminal.CanAsk(shell))
        {
            return true;
        }

        var folder = await HotFolderPreview.ReadAsync(queue, wishes.CreateHotFolderOptions(target, null, shell), shell.StoppingToken).ConfigureAwait(false);
        var isOthers = folder.Destinations.Any(destination => destination.LinkId != target.LinkId) || (folder.LastLinkId ?? target.LinkId) != target.LinkId;
        if (folder.Files == 0 || !isOthers)
        {
            return true;
        }

        shell.Info(shell.Texts.FolderHolds(Path.GetFullPath(wishes.Folder).Sanitize(), folder.Files, folder.Oldest, folder.Newest));
        foreach (var destination in folder.Destinations)
        {
            shell.Info("  " + shell.Texts.WentTo(destination.Files, DestinationResolver.TitleOf(shell, destination.LinkId).Sanitize(), destination.LatestAt));
        }

        if (folder.Unknown > 0)
        {
            shell.Info("  " + shell.Texts.NeverSent(folder.Unknown));
        }

        await shell.Error.WriteAsync(shell.Texts.ConfirmWatch(Texts.Place(target), wishes.Resend)).ConfigureAwait(false);
        var answer = await Task.Run(Console.ReadLine).WaitAsync(shell.StoppingToken).ConfigureAwait(false);
        return shell.Texts.IsYes(answer?.Trim() ?? "");
    }
}
