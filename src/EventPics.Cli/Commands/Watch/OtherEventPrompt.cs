using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Watching;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Watch;

/// <summary>
/// Asks for confirmation before watching a folder that holds another event's photos: a photo in the wrong album can't be taken back.
/// </summary>
internal static class OtherEventPrompt
{
    /// <summary>Asks, if there is a terminal and a reason to.</summary>
    /// <returns>Whether to go on.</returns>
    public static async Task<bool> ConfirmAsync(CommandContext context, UploadQueue queue, WatchSettings settings, Destination destination)
    {
        if (!Terminal.CanAsk(context.Json))
        {
            return true;
        }

        var folder = await HotFolderPreview.ReadAsync(
            queue, settings.CreateHotFolderOptions(destination, null, context), context.StoppingToken).ConfigureAwait(false);
        var isOthers = folder.Destinations.Any(earlier => earlier.LinkId != destination.LinkId)
            || (folder.LastLinkId ?? destination.LinkId) != destination.LinkId;
        if (folder.Files == 0 || !isOthers)
        {
            return true;
        }

        context.Info(context.Texts.FolderHolds(Path.GetFullPath(settings.Folder).Sanitize(), folder.Files, folder.Oldest, folder.Newest));
        foreach (var earlier in folder.Destinations)
        {
            context.Info("  "
                + context.Texts.WentTo(earlier.Files, DestinationResolver.TitleOf(context, earlier.LinkId).Sanitize(), earlier.LatestAt));
        }

        if (folder.Unknown > 0)
        {
            context.Info("  " + context.Texts.NeverSent(folder.Unknown));
        }

        await context.Error.WriteAsync(context.Texts.ConfirmWatch(Texts.Place(destination), settings.Resend)).ConfigureAwait(false);
        var answer = await Task.Run(Console.ReadLine).WaitAsync(context.StoppingToken).ConfigureAwait(false);
        return context.Texts.IsYes(answer?.Trim() ?? "");
    }
}
