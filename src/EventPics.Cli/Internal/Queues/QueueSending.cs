using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary><c>queue send</c>: sends what waits.</summary>
internal static class QueueSending
{
    public static async Task<int> RunAsync(Shell shell, TimeSpan? limit, BandwidthLimit? bandwidth)
    {
        using var timeout = limit is { } span ? new CancellationTokenSource(span, shell.Time) : new CancellationTokenSource();
        var results = new Results(shell);
        var run = await SendingRun.OpenAsync(shell, bandwidth, results.Write).ConfigureAwait(false);
        await using var runScope = run.ConfigureAwait(false);
        var notices = new Notices(shell);
        run.ReportStates(results, notices, hooks: null);
        List<string> files = [];
        foreach (var picture in await PendingAsync(shell, run.Queue).ConfigureAwait(false))
        {
            var file = picture.SourcePath ?? picture.FileName;
            files.Add(file);
            run.Book.Take(new FileResult(file, picture.LinkId, picture.AlbumId), picture, wasKnown: false);
        }

        var ending = Ending.Settled;
        var screen = Screens.Bars(shell, results, notices, run, files);
        await screen.RunAsync(async () => ending = await run.WaitAsync(() => run.Book.Tally.Waiting == 0, endsByItself: true, timeout.Token).ConfigureAwait(false)).ConfigureAwait(false);
        await run.ParkAsync().ConfigureAwait(false);
        var code = results.Finish(run.Unfinished, run.Book.Tally);
        return Endings.Explain(shell, run, ending, code);
    }

    // A picture may change from one state to the other between the two questions.
    private static async Task<IEnumerable<QueuedUpload>> PendingAsync(Shell shell, UploadQueue queue)
    {
        var waiting = await queue.ListAsync(QueuedUploadState.Waiting, int.MaxValue, shell.Stop).ConfigureAwait(false);
        var sending = await queue.ListAsync(QueuedUploadState.Sending, int.MaxValue, shell.Stop).ConfigureAwait(false);
        return waiting.Concat(sending).DistinctBy(picture => picture.Id);
    }
}
