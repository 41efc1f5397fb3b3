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
    public static IScreen CreateProgressBars(CommandContext context, ResultWriter results, Notices notices, SendingSession session, IReadOnlyList<string> files) =>
        Terminal.Find(context) is { } console ? new ProgressBars(console, context, results, notices, session, files) : new PlainScreen();

    public static IScreen CreateDashboard(CommandContext context, ResultWriter results, SendingSession session, Notices notices, Func<Destination> destination, Func<HotFolderStatus?> folder, string place)
    {
        return Terminal.Find(context) is { } console ? new TerminalDashboard(console, context, results, notices, LookAsync) : new PlainScreen();

        async Task<TerminalDashboardState> LookAsync(CancellationToken cancellationToken)
        {
            var (status, keyProblem) = await session.GetStatusAsync(cancellationToken).ConfigureAwait(false);
            return new(
                Texts.Place(destination()),
                place,
                status,
                folder(),
                [.. session.Tracker.Pending.Where(file => file.Upload!.State == QueuedUploadState.Sending).DistinctBy(file => file.Upload!.Id)],
                session.Tracker.Last,
                session.Tracker.LastFailed,
                session.Tracker.NeverQueued,
                notices.All,
                context.Time.GetUtcNow())
            { KeyProblem = keyProblem };
        }
    }
}
