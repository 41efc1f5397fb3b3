using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>The reasons for which files are left out, as scripts read them.</summary>
internal static class SkipWords
{
    public const string NotMedia = "notMedia";

    private const string OwnFiles = ".eventpics-";

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
    public static bool Counts(SkipReason reason, string path) =>
        reason is not (SkipReason.AlreadyHandled or SkipReason.Empty)
        && !(reason == SkipReason.Hidden && Path.GetFileName(path).StartsWith(OwnFiles, StringComparison.OrdinalIgnoreCase));
}
