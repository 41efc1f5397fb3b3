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
    public static async Task<int> RunAsync(CommandContext shell, TimeSpan? limit, BandwidthSchedule? bandwidth)
    {
        using var timeout = limit is { } span ? new CancellationTokenSource(span, shell.Time) : new CancellationTokenSource();
        var results = new ResultWriter(shell);
        var run = await SendingSession.OpenAsync(shell, bandwidth, results.Write).ConfigureAwait(false);
        await using var runScope = run.ConfigureAwait(false);
        var notices = new Notices(shell);
        run.ReportStates(results, notices, hooks: null);
        List<string> files = [];
        foreach (var picture in await PendingAsync(shell, run.Queue).ConfigureAwait(false))
        {
            var file = picture.SourcePath ?? picture.FileName;
            files.Add(file);
            run.Tracker.Add(new FileResult(file, picture.LinkId, picture.AlbumId), picture, wasKnown: false);
        }

        var ending = StopReason.Completed;
        var screen = ScreenFactory.CreateProgressBars(shell, results, notices, run, files);
        await screen.RunAsync(async () => ending = await run.WaitAsync(() => run.Tracker.Summary.Waiting == 0, endsByItself: true, timeout.Token).ConfigureAwait(false)).ConfigureAwait(false);
        await run.StopSendingAsync().ConfigureAwait(false);
        var code = results.Finish(run.Unfinished, run.Tracker.Summary);
        return StopReasonReporter.Report(shell, run, ending, code);
    }

    // A picture may change from one state to the other between the two questions.
    private static async Task<IEnumerable<QueuedUpload>> PendingAsync(CommandContext shell, UploadQueue queue)
    {
        var waiting = await queue.ListAsync(QueuedUploadState.Waiting, int.MaxValue, shell.StoppingToken).ConfigureAwait(false);
        var sending = await queue.ListAsync(QueuedUploadState.Sending, int.MaxValue, shell.StoppingToken).ConfigureAwait(false);
        return waiting.Concat(sending).DistinctBy(picture => picture.Id);
    }
}
