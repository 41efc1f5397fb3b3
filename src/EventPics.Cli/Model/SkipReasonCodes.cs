using EventPics.HotFolder;

namespace EventPics.Cli.Model;

/// <summary>The skip reasons in JSON.</summary>
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
        SkipReason.SymbolicLink => "symbolicLink",
        SkipReason.OtherComputer => "otherComputer",
        _ => NotMedia,
    };

    /// <summary>
    /// Whether a skipped file is reported. Files in <c>uploaded</c> were sent, an empty file counts as failed, and the hot folder's own
    /// files don't count.
    /// </summary>
    public static bool IsReported(SkipReason reason, string path) =>
        reason is not (SkipReason.AlreadyHandled or SkipReason.Empty)
        && !(reason == SkipReason.Hidden && Path.GetFileName(path).StartsWith(HotFolderFilePrefix, StringComparison.OrdinalIgnoreCase));
}
