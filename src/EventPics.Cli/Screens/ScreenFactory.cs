using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Screens;

/// <summary>Chooses what a person sees.</summary>
internal static class ScreenFactory
{
    public static IScreen CreateProgressBars(CommandContext shell, ResultWriter results, Notices notices, SendingSession run, IReadOnlyList<string> files) =>
        Terminal.Find(shell) is { } console ? new ProgressBars(console, shell, results, notices, run, files) : new PlainScreen();

    public static IScreen CreateDashboard(CommandContext shell, ResultWriter results, SendingSession run, Notices notices, Func<Destination> target, Func<HotFolderStatus?> folder, string place)
    {
        return Terminal.Find(shell) is { } console ? new TerminalDashboard(console, shell, results, notices, LookAsync) : new PlainScreen();

        async Task<TerminalDashboardState> LookAsync(CancellationToken cancellationToken)
        {
            var (status, keyProblem) = await run.GetStatusAsync(cancellationToken).ConfigureAwait(false);
            return new(
                Texts.Place(target()),
                place,
                status,
                folder(),
                [.. run.Tracker.Pending.Where(delivery => delivery.Upload!.State == QueuedUploadState.Sending).DistinctBy(delivery => delivery.Upload!.Id)],
                run.Tracker.Last,
                run.Tracker.LastFailed,
                run.Tracker.NeverQueued,
                notices.All,
                shell.Time.GetUtcNow())
            { KeyProblem = keyProblem };
        }
    }
}
