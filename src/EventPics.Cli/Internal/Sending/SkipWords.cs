using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>The reasons for which files are left out, as scripts read them.</summary>
internal static class SkipWords
{
    public const string NotMedia = "notMedia";

    public static string Code(SkipReason reason) => reason switch
    {
        SkipReason.Removed => "removed",
        SkipReason.Exported => "exported",
        SkipReason.OtherEvent => "otherEvent",
        SkipReason.TooOld => "tooOld",
        SkipReason.Link => "symbolicLink",
        _ => NotMedia,
    };

    /// <summary>Whether the reason counts. What lies in <c>uploaded</c> was sent, and an empty file is one that failed.</summary>
    public static bool Counts(SkipReason reason) => reason is not (SkipReason.AlreadyHandled or SkipReason.Empty);
}
