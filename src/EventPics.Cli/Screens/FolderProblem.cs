using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.HotFolder;

namespace EventPics.Cli.Screens;

/// <summary>A problem with the files of a watched folder, for a person.</summary>
/// <param name="Cause">Identifies the problem, however many files it concerns.</param>
/// <param name="NeedsAction">Whether a person has to do something.</param>
/// <param name="Message">The sentence to show.</param>
internal sealed record FolderProblem(string Cause, bool NeedsAction, string Message)
{
    // Every photo is unfinished for a moment, and a video for some seconds.
    private static readonly TimeSpan ReportDelay = TimeSpan.FromSeconds(6);

    // The hot folder raises events of its own when the folder disappears or comes back.
    private static readonly HotFolderProblemKind[] ReportedAsEvents =
        [HotFolderProblemKind.FolderMissing, HotFolderProblemKind.FolderUnreadable, HotFolderProblemKind.NotAFolder];

    /// <summary>
    /// Finds what keeps the folder from being watched properly, files waiting (one problem per reason) and files from being moved (one per
    /// folder).
    /// </summary>
    public static IEnumerable<FolderProblem> FindAll(HotFolderStatus folder, Texts texts, DateTimeOffset now)
    {
        var problems = folder.Problems
            .Where(problem => folder.IsReachable && !ReportedAsEvents.Contains(problem.Kind))
            .Select(problem => new FolderProblem(
                problem.Kind.ToString(), problem.Kind != HotFolderProblemKind.NoNotifications, texts.FolderProblem(problem)));
        var waiting = folder.Waiting
            .Where(file => file.Reason == WaitReason.Queue || now - file.Since >= ReportDelay)
            .CountBy(file => file.Reason)
            .OrderByDescending(count => count.Key)
            .Select(count =>
                new FolderProblem(count.Key.ToString(), count.Key == WaitReason.Queue, texts.FilesWaitingFor(count.Key, count.Value)));
        var notMoved = folder.PendingCleanup
            .CountBy(file => Path.GetDirectoryName(file)!)
            .Select(count => new FolderProblem(count.Key, NeedsAction: true, texts.NotMoved(count.Value, count.Key.Sanitize())));
        var kept = folder.KeptWithoutProof.Count is var count and > 0
            ? new[] { new FolderProblem(nameof(folder.KeptWithoutProof), NeedsAction: false, texts.KeptWithoutProof(count)) }
            : [];
        return problems.Concat(waiting).Concat(notMoved).Concat(kept);
    }
}
