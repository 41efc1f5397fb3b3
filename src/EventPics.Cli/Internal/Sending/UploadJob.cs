namespace EventPics.Cli.Internal;

/// <summary>One run of <c>upload</c>.</summary>
internal sealed class UploadJob(Shell shell, UploadWishes wishes)
{
    // Enough for most of what was named, and with the parking less than the interruption's patience.
    private static readonly TimeSpan QueuingTime = TimeSpan.FromSeconds(1);

    private readonly Results _results = new(shell);
    private readonly Notices _notices = new(shell);

    public async Task<int> RunAsync()
    {
        var paths = PathList.Of(shell, wishes.Paths, wishes.IsRecursive);
        var refusal = new UploadRefusal(shell, _results, wishes.Sending.LinkId);
        if (paths.Missing.Count > 0 && paths.Files.Count + paths.Refused.Count == 0)
        {
            return refusal.AsUsage(paths);
        }

        if (paths.HasLinksOnly)
        {
            return refusal.OfLinks();
        }

        // The check of the event counts too, so the time starts here.
        using var timeout = wishes.Timeout is { } limit ? new CancellationTokenSource(limit, shell.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, shell.Stop);
        var hook = Hook.Create(wishes.Sending.OnUploaded, shell, _notices);
        await using var hookScope = hook.ConfigureAwait(false);
        Target? target;
        SendingRun run;
        try
        {
            if (shell.Keys.Read() is null)
            {
                throw new ToolException(ExitCodes.ApiKey, shell.Texts.NoApiKey);
            }

            target = await FindTargetAsync(either.Token).ConfigureAwait(false);
            if (target is null)
            {
                return refusal.OfUnknownAlbum(paths, wishes.Sending.Album!);
            }

            run = await OpenAsync(hook).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ToolException or EventPicsException or IOException or UnauthorizedAccessException)
        {
            return refusal.OfAll(paths, Explanation.Of(e, shell.Texts));
        }

        await using var runScope = run.ConfigureAwait(false);
        return await SendAsync(run, hook, paths, target, timeout.Token).ConfigureAwait(false);
    }

    public static long? Length(string file)
    {
        try
        {
            return file.Length > 0 && new FileInfo(file) is { Exists: true } info ? info.Length : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    // Null when the time is over before anybody could tell whether the album's name is an id or a title.
    private async Task<Target?> FindTargetAsync(CancellationToken cancellationToken)
    {
        if (wishes.NoWait && TargetFinder.Listed(shell, wishes.Sending.LinkId, wishes.Sending.Album) is { } listed)
        {
            return listed;
        }

        var search = new TargetSearch(shell, wishes.Sending, _notices) { AsksOnce = wishes.NoWait && wishes.Timeout is null };
        try
        {
            await search.AskAsync(cancellationToken).ConfigureAwait(false);
            return search.AsksOnce ? search.Target : await search.FindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task<SendingRun> OpenAsync(Hook hook)
    {
        return wishes.NoWait ? SendingRun.OpenWithoutSendingAsync(shell, Settled) : SendingRun.OpenAsync(shell, wishes.Sending.BandwidthLimit, Settled);

        void Settled(FileResult delivery)
        {
            _results.Write(delivery);
            hook.Post(delivery);
        }
    }

    private async Task<int> SendAsync(SendingRun run, Hook hook, PathList paths, Target target, CancellationToken timeout)
    {
        foreach (var (file, why) in paths.Refused.Concat(paths.Missing))
        {
            run.Book.Refuse(New(file, target), why);
        }

        var ending = Ending.Settled;
        var intake = new UploadIntake(shell, run, _notices);
        await Screens.Bars(shell, _results, _notices, run, paths.Files).RunAsync(async () => ending = await DeliverAsync(run, intake, paths.Files, target, timeout).ConfigureAwait(false)).ConfigureAwait(false);
        await run.ParkAsync().ConfigureAwait(false);
        await hook.FinishAsync(shell.Stop).ConfigureAwait(false);
        var code = _results.Finish(
            run.Unfinished.Concat(intake.Left), run.Book.Tally with { Waiting = run.Book.Tally.Waiting + intake.Left.Count });
        if (intake.Left.Count > 0)
        {
            shell.Say(shell.Texts.NoRoomFor(intake.Left.Count));
        }

        // What was only to be queued is queued.
        return wishes.NoWait && ending == Ending.Settled && code == ExitCodes.Waiting && intake.Left.Count == 0
            ? ExitCodes.Done
            : Endings.Explain(shell, ending, run.Book.Tally, code);
    }

    private async Task<Ending> DeliverAsync(SendingRun run, UploadIntake intake, IReadOnlyList<string> files, Target target, CancellationToken timeout)
    {
        // Whatever ends the waiting, the files that were named are in the queue first: only the queue outlives this process.
        using var hurry = new CancellationTokenSource(Timeout.InfiniteTimeSpan, shell.Time);
        await using var stopping = shell.Stop.Register(() => hurry.CancelAfter(QueuingTime)).ConfigureAwait(false);
        var isAllQueued = false;
        var waiting = wishes.NoWait
            ? Task.FromResult(Ending.Settled)
            : run.WaitAsync(() => Volatile.Read(ref isAllQueued) && run.Book.Tally.Waiting == 0, untilKeyRefused: true, timeout);
        foreach (var file in files)
        {
            if (hurry.IsCancellationRequested)
            {
                run.Book.Refuse(New(file, target), shell.Texts.NotQueued);
                continue;
            }

            await intake.TakeAsync(New(file, target), waiting).ConfigureAwait(false);
        }

        Volatile.Write(ref isAllQueued, true);
        run.Nudge();
        var ending = await waiting.ConfigureAwait(false);
        return wishes.NoWait && shell.Stop.IsCancellationRequested ? Ending.Interrupted : ending;
    }

    private static FileResult New(string file, Target target) => new(file, target.LinkId, target.AlbumId) { Bytes = Length(file) };
}
