using EventPics.Dashboard.Internal.Accounts;
using EventPics.Dashboard.Internal.Localization;
using EventPics.HotFolder;

namespace EventPics.Dashboard.Internal.WrapUp;

/// <summary>Files of hot folders that are not sent although they may be photos.</summary>
/// <param name="Reason">Why not, in the language of the page.</param>
/// <param name="Names">Their names.</param>
internal sealed record SkippedFiles(string Reason, IReadOnlyList<string> Names)
{
    /// <summary>Files that are no photos by their name, and photos that the queue itself knows, are left out.</summary>
    public static readonly IReadOnlyList<SkipReason> Skipped =
    [
        SkipReason.Empty, SkipReason.Unreadable, SkipReason.InvalidName, SkipReason.TooOld, SkipReason.OtherEvent, SkipReason.OtherComputer,
    ];

    // What waits for an album or for room in the queue is sent without anyone's help.
    private static readonly WaitReason[] Waiting = [WaitReason.Empty, WaitReason.Unreadable, WaitReason.Locked, WaitReason.Unfinished];

    public static IReadOnlyList<SkippedFiles> Find(Account account, ReportTexts texts)
    {
        var all = account.FindFolders().Select(folder => folder.Status).ToArray();
        var waiting = all.SelectMany(status => status.Waiting)
            .Where(file => Waiting.Contains(file.Reason)).Select(file => (Reason: texts.NotReady(file.Reason), file.Path));
        var skipped = all.SelectMany(status => status.SkippedFiles)
            .Where(file => Skipped.Contains(file.Reason)).Select(file => (Reason: texts.Skipped(file.Reason), file.Path));
        return
        [
            .. waiting.Concat(skipped)
                .GroupBy(file => file.Reason, file => Path.GetFileName(file.Path))
                .Select(group => new SkippedFiles(group.Key, [.. group.Order(StringComparer.Ordinal)])),
        ];
    }

    /// <summary>How many files can't be enqueued.</summary>
    public static int CountFailed(Account account) => account.FindFolders().Sum(folder => folder.Status.Failed);
}
