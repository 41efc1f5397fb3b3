using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Chooses what a person sees.</summary>
internal static class Screens
{
    public static IScreen Bars(Shell shell, Results results, Notices notices, SendingRun run, IReadOnlyList<string> files) =>
        Terminal.Find(shell) is { } console ? new ProgressBars(console, shell, results, notices, run, files) : new PlainScreen();

    public static IScreen Board(Shell shell, Results results, SendingRun run, Notices notices, Func<Target> target, Func<HotFolderStatus?> folder, string place)
    {
        return Terminal.Find(shell) is { } console ? new Board(console, shell, results, notices, LookAsync) : new PlainScreen();

        async Task<BoardState> LookAsync(CancellationToken cancellationToken)
        {
            var (status, keyProblem) = await run.GetStatusAsync(cancellationToken).ConfigureAwait(false);
            return new(
                Texts.Place(target()),
                place,
                status,
                folder(),
                [.. run.Book.Pending.Where(delivery => delivery.Upload!.State == QueuedUploadState.Sending).DistinctBy(delivery => delivery.Upload!.Id)],
                run.Book.Last,
                run.Book.LastRefused,
                run.Book.NeverQueued,
                notices.All,
                shell.Time.GetUtcNow())
            { KeyProblem = keyProblem };
        }
    }
}
