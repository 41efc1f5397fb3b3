using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Throttling;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue send</c>: sends everything that is waiting.</summary>
internal static class QueueSend
{
    public static async Task<int> RunAsync(CommandContext context, TimeSpan? limit, BandwidthSchedule? bandwidth)
    {
        using var timeout = limit is { } span ? new CancellationTokenSource(span, context.Time) : new CancellationTokenSource();
        var settings = new SessionSettings(new ResultWriter(context), new Notices(context)) { BandwidthLimit = bandwidth };
        var session = await SendingSession.OpenAsync(context, settings).ConfigureAwait(false);
        await using var sessionScope = session.ConfigureAwait(false);
        List<string> files = [];
        foreach (var photo in await PendingAsync(context, session.Queue).ConfigureAwait(false))
        {
            var file = photo.SourcePath ?? photo.FileName;
            files.Add(file);
            session.Tracker.Add(new FileResult(file, photo.LinkId, photo.AlbumId), photo, wasKnown: false);
        }

        var stopReason = StopReason.Completed;
        var screen = ScreenFactory.CreateProgressBars(context, session, files);
        await screen.RunAsync(async () => stopReason = await session.WaitAsync(
            () => session.Tracker.Summary.Waiting == 0, endsByItself: true, timeout.Token).ConfigureAwait(false)).ConfigureAwait(false);
        await session.StopSendingAsync().ConfigureAwait(false);
        return StopReasonReporter.Report(context, session, stopReason, session.WriteSummary(session.Unfinished));
    }

    // A photo may change from one state to the other between the two queries.
    private static async Task<IEnumerable<QueuedUpload>> PendingAsync(CommandContext context, UploadQueue queue)
    {
        var waiting = await queue.ListAsync(QueuedUploadState.Waiting, int.MaxValue, context.StoppingToken).ConfigureAwait(false);
        var sending = await queue.ListAsync(QueuedUploadState.Sending, int.MaxValue, context.StoppingToken).ConfigureAwait(false);
        return waiting.Concat(sending).DistinctBy(photo => photo.Id);
    }
}
