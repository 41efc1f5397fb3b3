using EventPics.HotFolder;

namespace EventPics.Cli.Model;

/// <summary>The reasons for which files are left out, as scripts read them.</summary>
internal static class SkipReasonCodes
{
    public const string NotMedia = "notMedia";

    private const string HotFolderFilePrefix = ".eventpics-";

    public static string Code(SkipReason reason) => reason switch
    {
        SkipReason.Removed => "removed",
        SkipReason.Exported => "exported",
        SkipReason.OtherEvent => "otherEvent",
        SkipReason.TooOld => "tooOld",
        SkipReason.Link => "symbolicLink",
        SkipReason.OtherComputer => "otherComputer",
        _ => NotMedia,
    };

    /// <summary>Whether a file that is left out counts. What lies in <c>uploaded</c> was sent, an empty file is one that failed, and the hot folder's own files are nobody's.</summary>
    public static bool IsReported(SkipReason reason, string path) =>
        reason is not (SkipReason.AlreadyHandled or SkipReason.Empty)
        && !(reason == SkipReason.Hidden && Path.GetFileName(path).StartsWith(HotFolderFilePrefix, StringComparison.OrdinalIgnoreCase));
}
