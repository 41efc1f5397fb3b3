using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Screens;

/// <summary>Chooses the screen: one that moves where stderr is a terminal, otherwise none.</summary>
internal static class ScreenFactory
{
    public static IScreen CreateProgressBars(CommandContext context, SendingSession session, IReadOnlyList<string> files) =>
        context.LiveTerminal is { } console ? new ProgressBars(console, context, session, files) : new PlainScreen();

    public static IScreen CreateDashboard(
        CommandContext context, SendingSession session, Func<Destination> destination, Func<HotFolderStatus?> folder, string place)
    {
        return context.LiveTerminal is { } console
            ? new TerminalDashboard(console, context, session.Results, session.Notices, GetStateAsync)
            : new PlainScreen();

        async Task<TerminalDashboardState> GetStateAsync(CancellationToken cancellationToken)
        {
            var (status, keyProblem) = await session.GetStatusAsync(cancellationToken).ConfigureAwait(false);
            return new(
                Texts.Place(destination()),
                place,
                status,
                folder(),
                [.. session.Tracker.Pending.Where(file => file.Upload!.State == QueuedUploadState.Sending)
                    .DistinctBy(file => file.Upload!.Id)],
                session.Tracker.Last,
                session.Tracker.LastFailed,
                session.Tracker.NeverQueued,
                session.Notices.Latest,
                context.Time.GetUtcNow())
            { KeyProblem = keyProblem };
        }
    }
}
