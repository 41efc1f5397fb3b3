using EventPics.HotFolder;
using HotFolderWatch = EventPics.HotFolder.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>One run of <c>watch</c>.</summary>
internal sealed class WatchJob(Shell shell, WatchWishes wishes)
{
    private static readonly TimeSpan NewsTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Blink = TimeSpan.FromMilliseconds(20);

    private readonly Results _results = new(shell) { ShowDuplicates = wishes.Once };
    private readonly HashSet<string> _links = new(StringComparer.Ordinal);
    private Target _target = null!;
    private int _newsCount;

    public async Task<int> RunAsync()
    {
        using var timeout = wishes.Timeout is { } limit ? new CancellationTokenSource(limit, shell.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, shell.Stop);
        try
        {
            CheckFolder();
            if (shell.Keys.Read() is null)
            {
                throw new ToolException(ExitCodes.ApiKey, shell.Texts.NoApiKey);
            }

            _target = await FindTargetAsync(either.Token).ConfigureAwait(false);
            return await WatchAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ToolException or EventPicsException or IOException && shell.Json)
        {
            // The summary ends the lines, whatever happens.
            JsonLines.WriteSummary(shell.Out, new Tally());
            throw;
        }
    }

    private async Task<Target> FindTargetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await TargetFinder.FindAsync(shell, wishes.Sending.LinkId, wishes.Sending.Album, preferCache: false, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return TargetFinder.FromCache(shell, wishes.Sending.LinkId, wishes.Sending.Album);
        }
    }

    // A mistyped folder would look like one where nothing happens; a dated one may well come later.
    private void CheckFolder()
    {
        if (File.Exists(wishes.Folder))
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.NotAFolder(wishes.Folder));
        }

        if (!Directory.Exists(wishes.Folder) && !wishes.Folder.Contains('{', StringComparison.Ordinal))
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.NoSuchFolder(wishes.Folder));
        }
    }

    private async Task<int> WatchAsync(CancellationToken timeout)
    {
        var hook = Hook.Create(wishes.Sending.OnUploaded, shell);
        await using var hookScope = hook.ConfigureAwait(false);
        var run = await SendingRun.OpenAsync(shell, wishes.Sending.BandwidthLimit, delivery =>
        {
            _results.Write(delivery);
            hook.Post(delivery);
        }).ConfigureAwait(false);
        await using var runScope = run.ConfigureAwait(false);
        var folder = await HotFolderWatch.OpenAsync(run.Queue, wishes.ForHotFolder(_target, run.Client!, shell.Time), shell.Loggers, CancellationToken.None).ConfigureAwait(false);
        await using var folderScope = folder.ConfigureAwait(false);
        folder.Changed += (_, change) => Note(run, change);
        shell.Say(shell.Texts.Watching(Path.GetFullPath(wishes.Folder), Texts.Place(_target)));

        var ending = Ending.Settled;
        var screen = Screens.Board(shell, _results, run, folder, _target, wishes.Folder);
        await screen.RunAsync(async () => ending = await (wishes.Once ? OnceAsync(run, folder, timeout) : run.WaitAsync(() => false, untilKeyRefused: false, timeout)).ConfigureAwait(false)).ConfigureAwait(false);

        var status = folder.Status;
        await folder.DisposeAsync().ConfigureAwait(false);
        await NewsAsync(status).ConfigureAwait(false);
        await run.ParkAsync().ConfigureAwait(false);
        await hook.FinishAsync(shell.Stop).ConfigureAwait(false);
        return Finish(run.Book, status, ending);
    }

    private async Task<Ending> OnceAsync(SendingRun run, HotFolderWatch folder, CancellationToken timeout)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout, shell.Stop);
        try
        {
            // However short the time: what is there is counted before anything is said about it.
            await folder.ScanAsync(shell.Stop).ConfigureAwait(false);
            await folder.WaitUntilSettledAsync(either.Token).ConfigureAwait(false);
            await NewsAsync(folder.Status).ConfigureAwait(false);
            var ending = await run.WaitAsync(() => run.Book.Tally.Waiting == 0, untilKeyRefused: true, timeout).ConfigureAwait(false);
            if (ending == Ending.Settled && wishes.AfterUpload != AfterUpload.Keep)
            {
                await folder.WaitUntilSettledAsync(either.Token).ConfigureAwait(false);
            }

            return ending;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return shell.Stop.IsCancellationRequested ? Ending.Interrupted : Ending.TimedOut;
        }
    }

    private int Finish(DeliveryBook book, HotFolderStatus status, Ending ending)
    {
        var tally = book.Tally with { Waiting = book.Tally.Waiting + status.Waiting.Count };
        if (shell.Json)
        {
            // A person reads how many they are; a program wants each.
            IEnumerable<Delivery> unfinished = status.Waiting.Select(file => New(file.Path) with { Error = shell.Texts.WaitingFor(file.Reason) });
            book.Pending.Concat(unfinished).ToList().ForEach(_results.Write);
        }

        var code = _results.Finish(tally);
        if (ending == Ending.KeyRefused)
        {
            shell.Say($"eventpics: {shell.Texts.Trouble(EventPicsError.ApiKeyRejected)}");
            return ExitCodes.ApiKey;
        }

        if (tally.Waiting > 0)
        {
            shell.Say(shell.Texts.KeptInQueue(tally.Waiting));
        }

        if (wishes.Once && ending == Ending.Settled && !status.IsReachable)
        {
            shell.Say($"eventpics: {shell.Texts.FolderGone}");
            return ExitCodes.Refused;
        }

        // Ctrl+C is the way to end a watch, so only what waits matters then.
        return ending == Ending.Interrupted ? (tally.Waiting > 0 ? ExitCodes.Waiting : ExitCodes.Done) : code;
    }

    private void Note(SendingRun run, HotFolderEventArgs change)
    {
        switch (change.Change)
        {
            case HotFolderChange.Enqueued or HotFolderChange.AlreadyKnown:
                run.Book.Take(New(change.Path) with { AlbumId = change.Upload!.AlbumId }, change.Upload, change.Change == HotFolderChange.AlreadyKnown);
                Interlocked.Increment(ref _newsCount);
                run.Nudge();
                break;
            case HotFolderChange.Refused:
                run.Book.Refuse(New(change.Path), change.Message ?? shell.Texts.Unexpected);
                Interlocked.Increment(ref _newsCount);
                break;
            case HotFolderChange.Skipped when change.SkipReason == SkipReason.Link && _links.Add(change.Path):
                shell.Warn(shell.Texts.SkippedLink(change.Path));
                break;
            case HotFolderChange.FolderLost:
                shell.Warn(shell.Texts.FolderGone);
                break;
            case HotFolderChange.FolderFound when Volatile.Read(ref _newsCount) > 0:
                shell.Say(shell.Texts.FolderBack);
                break;
            default:
                break;
        }
    }

    // Its news comes on another thread, a moment after the fact.
    private async Task NewsAsync(HotFolderStatus status)
    {
        var start = shell.Time.GetTimestamp();
        while (Volatile.Read(ref _newsCount) < status.Enqueued + status.AlreadyKnown + status.Refused && shell.Time.GetElapsedTime(start) < NewsTime)
        {
            await Task.Delay(Blink, shell.Time).ConfigureAwait(false);
        }
    }

    private Delivery New(string file) => new(file, _target.LinkId, _target.AlbumId);
}
