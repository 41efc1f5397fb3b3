using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Upload;

/// <summary>Queues the files of <c>upload</c>, first those that no program is writing.</summary>
internal sealed class InputFileFeeder(
    CommandContext context, SendingSession session, FileEnqueuer enqueuer, Func<string, FileResult> describe)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    // Most copies are done by then and need no notice.
    private static readonly TimeSpan NoticeDelay = TimeSpan.FromSeconds(5);

    // Enough for most files, and together with the time for stopping less than the grace period of a shutdown.
    private static readonly TimeSpan StopGracePeriod = TimeSpan.FromSeconds(1);

    private readonly QuietPeriodChecker _quietPeriod = new(context.Time);
    private readonly List<FileResult> _unfinished = [];

    /// <summary>The files that were still being written at the end. They are not in the queue.</summary>
    public IReadOnlyCollection<FileResult> Unfinished => _unfinished;

    /// <summary>Queues or rejects each file, and gives up on those that are still being written when the time is up.</summary>
    public async Task EnqueueAllAsync(IReadOnlyList<InputFile> files, Task waiting, CancellationToken timeout)
    {
        using var stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, context.Time);
        await using var stopping = context.StoppingToken.Register(() => stop.CancelAfter(StopGracePeriod)).ConfigureAwait(false);
        var start = context.Time.GetTimestamp();
        var isReported = false;
        var left = files;
        while (true)
        {
            List<InputFile> unfinished = [];
            foreach (var file in left)
            {
                if (stop.IsCancellationRequested)
                {
                    session.Tracker.AddFailed(describe(file.Path), context.Texts.NotQueued);
                }
                else if (!await TryEnqueueAsync(file, waiting).ConfigureAwait(false))
                {
                    unfinished.Add(file);
                }
            }

            left = unfinished;
            if (left.Count == 0)
            {
                return;
            }

            if (timeout.IsCancellationRequested || context.StoppingToken.IsCancellationRequested)
            {
                _unfinished.AddRange(
                    left.Select(file => describe(file.Path) with { Error = context.Texts.WaitingFor(WaitReason.Unfinished) }));
                return;
            }

            if (!isReported && context.Time.GetElapsedTime(start) > NoticeDelay)
            {
                isReported = true;
                session.Notices.Add(context.Texts.WaitingForWriter(left[0].Path.Sanitize(), left.Count));
            }

            await DelayAsync(timeout).ConfigureAwait(false);
        }
    }

    private async Task<bool> TryEnqueueAsync(InputFile file, Task waiting)
    {
        try
        {
            return await _quietPeriod.ExamineAsync(file.Path, CancellationToken.None).ConfigureAwait(false) is { } found
                && await enqueuer.EnqueueAsync(
                    describe(file.Path) with { IsExplicit = file.IsExplicit }, found, file.IsExplicit, waiting).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            session.Tracker.AddFailed(describe(file.Path), UserError.FromException(e, context.Texts).Message);
            return true;
        }
    }

    private async Task DelayAsync(CancellationToken timeout)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout, context.StoppingToken);
        await Task.WhenAny(Task.Delay(PollInterval, context.Time, either.Token)).ConfigureAwait(false);
    }
}
