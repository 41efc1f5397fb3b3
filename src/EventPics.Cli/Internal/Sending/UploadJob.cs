namespace EventPics.Cli.Internal;

/// <summary>One run of <c>upload</c>.</summary>
internal sealed class UploadJob(Shell shell, UploadWishes wishes)
{
    private readonly Results _results = new(shell);
    private readonly Notices _notices = new(shell);
    private ToolException? _failure;

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
            return refusal.OfLinks(paths);
        }

        // The check of the event counts too, so the time starts here.
        using var timeout = wishes.Timeout is { } limit ? new CancellationTokenSource(limit, shell.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, shell.Stop);
        var hooks = new RunHooks(shell, _notices, wishes.Sending.OnUploaded, wishes.Sending.OnProblem);
        await using var hooksScope = hooks.ConfigureAwait(false);
        var search = new TargetSearch(shell, wishes.Sending, _notices) { AsksOnce = wishes.NoWait && wishes.Timeout is null };
        Target? target;
        SendingRun run;
        try
        {
            target = await FindTargetAsync(search, either.Token).ConfigureAwait(false);
            if (target is null)
            {
                return refusal.OfUnknownAlbum(paths, wishes.Sending.Album!, search.KeyProblem);
            }

            if (!wishes.Resend && WatchedFolders.WhyNot(shell, paths.Folders, wishes.IsRecursive, target) is { } why)
            {
                return refusal.OfAll(paths, new Explanation(ExitCodes.Refused, why, null));
            }

            run = await OpenAsync(hooks, search.KeyProblem).ConfigureAwait(false);
        }
        catch (ToolException e) when (e.ExitCode is ExitCodes.ApiKey or ExitCodes.Waiting)
        {
            return refusal.OfUnknownEvent(paths, e);
        }
        catch (Exception e) when (e is ToolException or EventPicsException or IOException or UnauthorizedAccessException)
        {
            return refusal.OfAll(paths, Explanation.Of(e, shell.Texts));
        }

        await using var runScope = run.ConfigureAwait(false);
        run.ReportStates(_results, _notices, hooks);
        return await SendAsync(run, hooks, paths, search, timeout.Token).ConfigureAwait(false);
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
    private async Task<Target?> FindTargetAsync(TargetSearch search, CancellationToken cancellationToken)
    {
        if (wishes.NoWait && TargetFinder.Listed(shell, wishes.Sending.LinkId, wishes.Sending.Album) is { } listed)
        {
            search.Use(listed);
            return listed;
        }

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

    private Task<SendingRun> OpenAsync(RunHooks hooks, string? keyProblem)
    {
        return wishes.NoWait ? SendingRun.OpenWithoutSendingAsync(shell, Settled, keyProblem ?? (shell.Keys.Read() is null ? shell.Texts.NoApiKey : null)) : SendingRun.OpenAsync(shell, wishes.Sending.BandwidthLimit, Settled, WithoutKey.Queues);

        void Settled(FileResult delivery)
        {
            _results.Write(delivery);
            hooks.Post(delivery);
        }
    }

    private async Task<int> SendAsync(SendingRun run, RunHooks hooks, PathList paths, TargetSearch search, CancellationToken timeout)
    {
        var target = search.Target!;
        foreach (var (file, why) in paths.Refused.Concat(paths.Missing))
        {
            run.Book.Refuse(New(file, target), why);
        }

        foreach (var (file, reason) in paths.Skipped)
        {
            run.Book.Skip(New(file, target), reason);
        }

        var ending = Ending.Settled;
        var intake = new UploadIntake(shell, run, _notices) { Resend = wishes.Resend };
        var files = new FileFeed(shell, run, intake, _notices, file => New(file, search.Target!));
        await Screens.Bars(shell, _results, _notices, run, [.. paths.Files.Select(file => file.Path)])
            .RunAsync(async () => ending = await DeliverAsync(run, files, paths.Files, search, timeout).ConfigureAwait(false)).ConfigureAwait(false);
        await run.ParkAsync().ConfigureAwait(false);
        await hooks.FinishAsync().ConfigureAwait(false);
        return Finish(run, intake, files, ending);
    }

    private int Finish(SendingRun run, UploadIntake intake, FileFeed files, Ending ending)
    {
        IReadOnlyList<FileResult> left = [.. intake.Left, .. files.Unfinished];
        var code = _results.Finish(run.Unfinished.Concat(left), run.Book.Tally with { Waiting = run.Book.Tally.Waiting + left.Count });
        SkipSummary.Say(shell, run.Book.Skips);
        if (intake.Left.Count > 0)
        {
            shell.Say(shell.Texts.NoRoomFor(intake.Left.Count));
        }

        if (files.Unfinished.Count > 0)
        {
            shell.Say(shell.Texts.StillUnfinished(files.Unfinished.Count));
        }

        if (_failure is { } failure)
        {
            shell.Say($"eventpics: {failure.Message}");
            return failure.ExitCode;
        }

        // What was only to be queued is queued.
        return wishes.NoWait && ending == Ending.Settled && code == ExitCodes.Waiting && left.Count == 0
            ? ExitCodes.Done
            : Endings.Explain(shell, run, ending, code);
    }

    private async Task<Ending> DeliverAsync(
        SendingRun run, FileFeed files, IReadOnlyList<GivenFile> given, TargetSearch search, CancellationToken timeout)
    {
        var isAllQueued = false;
        var confirmation = new TargetConfirmation(shell, run, search, wishes.Sending, wishes.NoWait ? new CancellationToken(canceled: true) : timeout);
        await using var confirmationScope = confirmation.ConfigureAwait(false);
        var waiting = wishes.NoWait
            ? Task.FromResult(run.KeyProblem is null ? Ending.Settled : Ending.KeyRefused)
            : run.WaitAsync(
                () => confirmation.Failure is not null || (Volatile.Read(ref isAllQueued) && run.Book.Tally.Waiting == 0), endsByItself: true, timeout);

        // Whatever ends the waiting, the files that were given are in the queue first: only the queue outlives this process.
        await files.TakeAllAsync(given, waiting, timeout).ConfigureAwait(false);
        Volatile.Write(ref isAllQueued, true);
        run.Nudge();
        var ending = await waiting.ConfigureAwait(false);
        _failure = confirmation.Failure;
        return wishes.NoWait && shell.Stop.IsCancellationRequested ? Ending.Interrupted : ending;
    }

    private static FileResult New(string file, Target target) => new(file, target.LinkId, target.AlbumId) { Bytes = Length(file) };
}
