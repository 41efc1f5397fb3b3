using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Upload;

/// <summary>Keeps <c>upload</c> from sending photos of a folder that a watch is already sending.</summary>
internal static class WatchedFolderCheck
{
    /// <summary>
    /// Why a folder must not be uploaded; <see langword="null"/> when it may be. A watch for the same event with the same queue is no
    /// obstacle: the queue sends each photo once.
    /// </summary>
    public static string? FindConflict(CommandContext context, IEnumerable<string> folders, bool isRecursive, Destination destination)
    {
        foreach (var folder in folders)
        {
            if (FindOwner(folder, isRecursive) is not { IsAlive: true } owner)
            {
                continue;
            }

            var isSameQueue = owner.IsOnThisComputer
                && FolderPaths.IsSame(owner.DataFolder, Path.GetFullPath(context.QueueFolder), FolderPaths.Comparison);
            if (!isSameQueue || (owner.LinkId != destination.LinkId && !destination.IsAssumed))
            {
                var who = context.Texts.WatchedBy(folder.Sanitize(), owner, DestinationResolver.TitleOf(context, owner.LinkId).Sanitize());
                return $"{who} {(isSameQueue ? context.Texts.UploadForOtherEvent : context.Texts.UploadWouldDuplicate(Texts.OwnerDataDirectory(owner)))}";
            }
        }

        return null;
    }

    private static HotFolderOwner? FindOwner(string folder, bool isRecursive)
    {
        try
        {
            return HotFolderWatcher.FindOwner(folder, isRecursive);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then no file in it can be read either, which is reported for each.
            return null;
        }
    }
}
