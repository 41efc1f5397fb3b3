using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.HotFolder;

namespace EventPics.Cli.Screens;

/// <summary>One thing that a person should know about the files of a watched folder.</summary>
/// <param name="Cause">What tells it from others, however many files it concerns.</param>
/// <param name="NeedsAction">Whether somebody has to do something.</param>
/// <param name="Message">It in words.</param>
internal sealed record FolderProblem(string Cause, bool NeedsAction, string Message)
{
    // Every picture is unfinished for a moment, and a video for some seconds.
    private static readonly TimeSpan ReportDelay = TimeSpan.FromSeconds(6);

    // That the folder is gone or back, the watch reports as an event of its own.
    private static readonly HotFolderProblemKind[] ReportedAsEvents = [HotFolderProblemKind.FolderMissing, HotFolderProblemKind.FolderUnreadable, HotFolderProblemKind.NotAFolder];

    /// <summary>What keeps the folder from being watched as it should, what keeps files waiting, one sentence a reason, and what keeps them from being moved, one a folder.</summary>
    public static IEnumerable<FolderProblem> FindAll(HotFolderStatus folder, Texts texts, DateTimeOffset now)
    {
        var problems = folder.Problems
            .Where(problem => folder.IsReachable && !ReportedAsEvents.Contains(problem.Kind))
            .Select(problem => new FolderProblem(problem.Kind.ToString(), problem.Kind != HotFolderProblemKind.NoNotifications, texts.FolderProblem(problem)));
        var waiting = folder.Waiting
            .Where(file => file.Reason == WaitReason.Queue || now - file.Since >= ReportDelay)
            .CountBy(file => file.Reason)
            .OrderByDescending(count => count.Key)
            .Select(count => new FolderProblem(count.Key.ToString(), count.Key == WaitReason.Queue, texts.FilesWaitingFor(count.Key, count.Value)));
        var notMoved = folder.PendingCleanup
            .CountBy(file => Path.GetDirectoryName(file)!)
            .Select(count => new FolderProblem(count.Key, NeedsAction: true, texts.NotMoved(count.Value, count.Key.Sanitize())));
        var kept = folder.KeptWithoutProof.Count is var count and > 0
            ? new[] { new FolderProblem(nameof(folder.KeptWithoutProof), NeedsAction: false, texts.KeptWithoutProof(count)) }
            : [];
        return problems.Concat(waiting).Concat(notMoved).Concat(kept);
    }
}
