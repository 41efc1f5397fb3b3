using EventPics.HotFolder;
using HotFolderWatch = EventPics.HotFolder.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>Keeps <c>upload</c> from sending a folder's photos beside a watch that sends them too.</summary>
internal static class WatchedFolders
{
    /// <summary>
    /// Why a folder must not be uploaded; <see langword="null"/> when it may. A watch for the same event with the same queue is no
    /// obstacle: the queue sends each photo once.
    /// </summary>
    public static string? WhyNot(Shell shell, IEnumerable<string> folders, bool isRecursive, Target target)
    {
        foreach (var folder in folders)
        {
            if (FindOwner(folder, isRecursive) is not { IsAlive: true } owner)
            {
                continue;
            }

            var isSameQueue = owner.IsOnThisComputer && owner.DataFolder == Path.GetFullPath(shell.QueueFolder);
            if (!isSameQueue || (owner.LinkId != target.LinkId && !target.IsAssumed))
            {
                var who = shell.Texts.WatchedBy(folder.Plain(), owner, TargetFinder.TitleOf(shell, owner.LinkId).Plain());
                return $"{who} {(isSameQueue ? shell.Texts.UploadForOtherEvent : shell.Texts.UploadWouldDouble(Texts.OwnerDataDirectory(owner)))}";
            }
        }

        return null;
    }

    private static HotFolderOwner? FindOwner(string folder, bool isRecursive)
    {
        try
        {
            return HotFolderWatch.FindOwner(folder, isRecursive);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then nothing in it can be read either, which is reported file by file.
            return null;
        }
    }
}
