using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>Feeds the files of <c>upload</c> into the queue, those first that stand still.</summary>
internal sealed class FileFeed(Shell shell, SendingRun run, UploadIntake intake, Notices notices, Func<string, FileResult> describe)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    // Most copies are done by then, and need no words.
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(5);

    // Enough for most of what was given, and with the parking less than the interruption's patience.
    private static readonly TimeSpan QueuingTime = TimeSpan.FromSeconds(1);

    private readonly Stillness _stillness = new(shell.Time);
    private readonly List<FileResult> _unfinished = [];

    /// <summary>What was still being written when the time was over. It is not in the queue.</summary>
    public IReadOnlyCollection<FileResult> Unfinished => _unfinished;

    /// <summary>Queues, skips or refuses each file, and leaves those that are still being written when the time is over.</summary>
    public async Task TakeAllAsync(IReadOnlyList<GivenFile> files, Task waiting, CancellationToken timeout)
    {
        using var hurry = new CancellationTokenSource(Timeout.InfiniteTimeSpan, shell.Time);
        await using var stopping = shell.Stop.Register(() => hurry.CancelAfter(QueuingTime)).ConfigureAwait(false);
        var start = shell.Time.GetTimestamp();
        var isTold = false;
        var left = files;
        while (true)
        {
            List<GivenFile> moving = [];
            foreach (var file in left)
            {
                if (hurry.IsCancellationRequested)
                {
                    run.Book.Refuse(describe(file.Path), shell.Texts.NotQueued);
                }
                else if (!await TakeAsync(file, waiting).ConfigureAwait(false))
                {
                    moving.Add(file);
                }
            }

            left = moving;
            if (left.Count == 0)
            {
                return;
            }

            if (timeout.IsCancellationRequested || shell.Stop.IsCancellationRequested)
            {
                _unfinished.AddRange(left.Select(file => describe(file.Path) with { Error = shell.Texts.WaitingFor(WaitReason.Unfinished) }));
                return;
            }

            if (!isTold && shell.Time.GetElapsedTime(start) > UsualWait)
            {
                isTold = true;
                notices.Add(shell.Texts.WaitingForWriter(left[0].Path.Plain(), left.Count));
            }

            await PauseAsync(timeout).ConfigureAwait(false);
        }
    }

    private async Task<bool> TakeAsync(GivenFile file, Task waiting)
    {
        try
        {
            return await _stillness.ExamineAsync(file.Path, CancellationToken.None).ConfigureAwait(false) is { } found
                && await intake.TakeAsync(describe(file.Path) with { IsNamed = file.IsNamed }, found, file.IsNamed, waiting).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            run.Book.Refuse(describe(file.Path), Explanation.Of(e, shell.Texts).Message);
            return true;
        }
    }

    private async Task PauseAsync(CancellationToken timeout)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout, shell.Stop);
        await Task.WhenAny(Task.Delay(Look, shell.Time, either.Token)).ConfigureAwait(false);
    }
}
