using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>One thing that a person should know about the files of a watched folder.</summary>
/// <param name="Cause">What tells it from others, however many files it concerns.</param>
/// <param name="IsGrave">Whether somebody has to do something.</param>
/// <param name="Sentence">It in words.</param>
internal sealed record FolderTrouble(string Cause, bool IsGrave, string Sentence)
{
    // Every picture is unfinished for a moment, and a video for some seconds.
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(6);

    // That the folder is gone or back, the watch reports as an event of its own.
    private static readonly HotFolderProblemKind[] Told = [HotFolderProblemKind.FolderMissing, HotFolderProblemKind.FolderUnreadable, HotFolderProblemKind.NotAFolder];

    /// <summary>What keeps the folder from being watched as it should, what keeps files waiting, one sentence a reason, and what keeps them from being moved, one a folder.</summary>
    public static IEnumerable<FolderTrouble> Of(HotFolderStatus folder, Texts texts, DateTimeOffset now)
    {
        var problems = folder.Problems
            .Where(problem => folder.IsReachable && !Told.Contains(problem.Kind))
            .Select(problem => new FolderTrouble(problem.Kind.ToString(), problem.Kind != HotFolderProblemKind.NoNotifications, texts.FolderProblem(problem)));
        var waiting = folder.Waiting
            .Where(file => file.Reason == WaitReason.Queue || now - file.Since >= UsualWait)
            .CountBy(file => file.Reason)
            .OrderByDescending(count => count.Key)
            .Select(count => new FolderTrouble(count.Key.ToString(), count.Key == WaitReason.Queue, texts.FilesWaitingFor(count.Key, count.Value)));
        var notMoved = folder.NotFinished
            .CountBy(file => Path.GetDirectoryName(file)!)
            .Select(count => new FolderTrouble(count.Key, IsGrave: true, texts.NotMoved(count.Value, count.Key.Plain())));
        var kept = folder.KeptWithoutProof.Count is var count and > 0
            ? new[] { new FolderTrouble(nameof(folder.KeptWithoutProof), IsGrave: false, texts.KeptWithoutProof(count)) }
            : [];
        return problems.Concat(waiting).Concat(notMoved).Concat(kept);
    }
}
