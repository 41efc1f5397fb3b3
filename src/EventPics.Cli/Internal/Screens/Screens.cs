using EventPics.Queue;
using HotFolderWatch = EventPics.HotFolder.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>Chooses what a person sees.</summary>
internal static class Screens
{
    public static IScreen Bars(Shell shell, Results results, SendingRun run, IReadOnlyList<string> files) =>
        Terminal.Find(shell) is { } console ? new ProgressBars(console, shell, results, run, files) : new PlainScreen();

    public static IScreen Board(Shell shell, Results results, SendingRun run, HotFolderWatch? folder, Target target, string place)
    {
        return Terminal.Find(shell) is { } console ? new Board(console, shell, results, LookAsync) : new PlainScreen();

        async Task<BoardState> LookAsync(CancellationToken cancellationToken) => new(
            Texts.Place(target),
            place,
            await run.Queue.GetStatusAsync(cancellationToken).ConfigureAwait(false),
            folder?.Status,
            run.Book.Tally,
            [.. run.Book.Pending.Where(delivery => delivery.Upload!.State == QueuedUploadState.Sending).DistinctBy(delivery => delivery.Upload!.Id)],
            run.Book.Last,
            shell.Time.GetUtcNow());
    }
}
