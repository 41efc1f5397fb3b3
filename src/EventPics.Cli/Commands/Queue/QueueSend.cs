using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Throttling;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue send</c>: sends what waits.</summary>
internal static class QueueSend
{
    public static async Task<int> RunAsync(CommandContext context, TimeSpan? limit, BandwidthSchedule? bandwidth)
    {
        using var timeout = limit is { } span ? new CancellationTokenSource(span, context.Time) : new CancellationTokenSource();
        var results = new ResultWriter(context);
        var session = await SendingSession.OpenAsync(context, bandwidth, results.Write).ConfigureAwait(false);
        await using var runScope = session.ConfigureAwait(false);
        var notices = new Notices(context);
        session.ReportStates(results, notices, hooks: null);
        List<string> files = [];
        foreach (var photo in await PendingAsync(context, session.Queue).ConfigureAwait(false))
        {
            var file = photo.SourcePath ?? photo.FileName;
            files.Add(file);
            session.Tracker.Add(new FileResult(file, photo.LinkId, photo.AlbumId), photo, wasKnown: false);
        }

        var stopReason = StopReason.Completed;
        var screen = ScreenFactory.CreateProgressBars(context, results, notices, session, files);
        await screen.RunAsync(async () => stopReason = await session.WaitAsync(() => session.Tracker.Summary.Waiting == 0, endsByItself: true, timeout.Token).ConfigureAwait(false)).ConfigureAwait(false);
        await session.StopSendingAsync().ConfigureAwait(false);
        var code = results.Finish(session.Unfinished, session.Tracker.Summary);
        return StopReasonReporter.Report(context, session, stopReason, code);
    }

    // A picture may change from one state to the other between the two questions.
    private static async Task<IEnumerable<QueuedUpload>> PendingAsync(CommandContext context, UploadQueue queue)
    {
        var waiting = await queue.ListAsync(QueuedUploadState.Waiting, int.MaxValue, context.StoppingToken).ConfigureAwait(false);
        var sending = await queue.ListAsync(QueuedUploadState.Sending, int.MaxValue, context.StoppingToken).ConfigureAwait(false);
        return waiting.Concat(sending).DistinctBy(photo => photo.Id);
    }
}
