using EventPics.HotFolder;
using HotFolderWatch = EventPics.HotFolder.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>One run of <c>watch</c>.</summary>
internal sealed class WatchJob(Shell shell, WatchWishes wishes)
{
    private readonly Results _results = new(shell) { ShowDuplicates = wishes.Once };
    private readonly Notices _notices = Notices.ForBoard(shell);
    private HotFolderWatch? _folder;
    private WatchNews? _news;
    private ToolException? _failure;
    private readonly Dictionary<SkipReason, int> _toldSkips = [];

    // Before the first look into the folder nobody knows that nothing waits.
    private bool _hasLooked;

    public async Task<int> RunAsync()
    {
        shell.Interruption.HardExitCode = ExitCodes.Waiting;
        FolderPath.Check(wishes.Folder, shell.Texts);
        Patterns.Check(wishes.Include, wishes.Exclude, shell.Texts);
        using var timeout = wishes.Timeout is { } limit ? new CancellationTokenSource(limit, shell.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, shell.Stop);
        var search = new TargetSearch(shell, wishes.Sending, _notices);
        await search.AskAsync(either.Token).ConfigureAwait(false);
        search.ThrowIfKeyIsNeeded();
        var hooks = new RunHooks(shell, _notices, wishes.Sending.OnUploaded, wishes.Sending.OnProblem);
        await using var hooksScope = hooks.ConfigureAwait(false);
        var run = await SendingRun.OpenAsync(shell, wishes.Sending.BandwidthLimit, delivery =>
        {
            _results.Write(delivery);
            hooks.Post(delivery);
        }, wishes.Once ? WithoutKey.Queues : WithoutKey.Waits).ConfigureAwait(false);
        await using var runScope = run.ConfigureAwait(false);
        if (search.Target is { } known && !await FolderQuestion.AskAsync(shell, run.Queue, wishes, known).ConfigureAwait(false))
        {
            shell.Say(shell.Texts.NotWatched);
            return ExitCodes.Interrupted;
        }

        run.ReportStates(_results, _notices, hooks);
        var warnings = new FolderWarnings(shell, _notices, () => _folder?.Status);
        await using var warningsScope = warnings.ConfigureAwait(false);
        var ending = Ending.Settled;
        var screen = Screens.Board(shell, _results, run, _notices, () => search.Shown, () => _folder?.Status, wishes.Folder);
        await screen.RunAsync(async () => ending = await WatchAsync(run, search, timeout.Token, either.Token).ConfigureAwait(false)).ConfigureAwait(false);
        return await EndAsync(run, hooks, warnings, ending).ConfigureAwait(false);
    }

    private async Task<Ending> WatchAsync(SendingRun run, TargetSearch search, CancellationToken timeout, CancellationToken either)
    {
        try
        {
            await search.FindAsync(either).ConfigureAwait(false);
            var confirmation = new TargetConfirmation(shell, run, search, wishes.Sending, either);
            await using var confirmationScope = confirmation.ConfigureAwait(false);
            while (true)
            {
                var target = search.Target!;
                await OpenFolderAsync(run, target).ConfigureAwait(false);
                var ending = wishes.Once
                    ? await OnceAsync(run, new FolderSettling(shell, _folder!, _news!), timeout, either).ConfigureAwait(false)
                    : await run.WaitAsync(() => confirmation.Failure is not null || HasMoved(confirmation, search, target), endsByItself: false, timeout).ConfigureAwait(false);
                _failure = confirmation.Failure;
                if (ending != Ending.Settled || wishes.Once || _failure is not null)
                {
                    return ending;
                }

                await _folder!.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return shell.Stop.IsCancellationRequested ? Ending.Interrupted : Ending.TimedOut;
        }
    }

    // What was taken for an ID was a title.
    private static bool HasMoved(TargetConfirmation confirmation, TargetSearch search, Target target) =>
        confirmation.IsDone && search.Target is { } now && (now.LinkId != target.LinkId || now.AlbumId != target.AlbumId);

    private async Task OpenFolderAsync(SendingRun run, Target target)
    {
        _news = new WatchNews(shell, wishes, run, _notices, target);
        var options = wishes.ForHotFolder(target, run.Client, shell);
        options.FindAlbum = options.FindAlbum is { } find ? _news.TellOfMissing(find) : null;
        _folder = await HotFolderWatch.OpenAsync(run.Queue, options, shell.Loggers, CancellationToken.None).ConfigureAwait(false);
        _folder.Changed += (_, change) => _news.Take(change);
        _notices.SayUnlessShown(shell.Texts.Watching(Path.GetFullPath(wishes.Folder).Plain(), Texts.Place(target)));

        // However short the time: what is there is counted before anything is said about it.
        try
        {
            await _folder.ScanAsync(shell.Stop).ConfigureAwait(false);
        }
        catch (IOException e) when (_folder.Status is { ClaimedBy: not null, Problems: [var problem, ..] })
        {
            throw new ToolException(ExitCodes.Refused, shell.Texts.FolderProblem(problem).Plain(), e.Message, e);
        }

        _hasLooked = true;
        await _news.CatchUpAsync(_folder.Status).ConfigureAwait(false);
        TellOfSkipped(run);
        _folder.Status.UnmatchedPatterns.ToList().ForEach(pattern => _notices.Add(shell.Texts.PatternMatchesNoFile(pattern.Plain())));
        if (_folder.Status.IsUnprotected)
        {
            _notices.Add(shell.Texts.FolderUnprotected);
        }
    }

    private async Task<Ending> OnceAsync(SendingRun run, FolderSettling settling, CancellationToken timeout, CancellationToken either)
    {
        await settling.TakeAllAsync(either).ConfigureAwait(false);
        await _news!.CatchUpAsync(_folder!.Status).ConfigureAwait(false);
        var ending = await run.WaitAsync(() => run.Book.Tally.Waiting == 0, endsByItself: true, timeout).ConfigureAwait(false);
        if (ending == Ending.Settled && wishes.AfterUpload != AfterUpload.Keep)
        {
            await settling.MoveAllAsync(either).ConfigureAwait(false);
        }

        return ending;
    }

    private void TellOfSkipped(SendingRun run)
    {
        var skips = run.Book.Skips;
        if (wishes.MaxAge is { } age && IsNews(SkipReason.TooOld, out var old))
        {
            _notices.Add(shell.Texts.SkippedForAge(old, age));
        }

        if (IsNews(SkipReason.OtherEvent, out var others))
        {
            _notices.Add(shell.Texts.SkippedForOtherEvent(others));
        }

        bool IsNews(SkipReason reason, out int count)
        {
            var isNews = skips.TryGetValue(reason, out count) && count > _toldSkips.GetValueOrDefault(reason);
            _toldSkips[reason] = count;
            return isNews;
        }
    }

    private async Task<int> EndAsync(SendingRun run, RunHooks hooks, FolderWarnings warnings, Ending ending)
    {
        var status = new HotFolderStatus { IsReachable = true };
        if (_folder is not null)
        {
            // Asked afterwards, since a file that it still hands over would count twice.
            await _folder.DisposeAsync().ConfigureAwait(false);
            status = _folder.Status;
            await _news!.CatchUpAsync(status).ConfigureAwait(false);
        }

        await warnings.FinishAsync(status).ConfigureAwait(false);
        IReadOnlyList<WaitingFile> unfinished = [.. status.Waiting.Where(file => !_news!.IsRefusedAsEmpty(file.Path))];
        shell.Interruption.HardExitCode = _hasLooked && run.Book.Tally.Waiting + unfinished.Count == 0 ? ExitCodes.Done : ExitCodes.Waiting;
        await run.ParkAsync().ConfigureAwait(false);
        await hooks.FinishAsync().ConfigureAwait(false);
        return Finish(run, status, unfinished, ending);
    }

    private int Finish(SendingRun run, HotFolderStatus status, IReadOnlyList<WaitingFile> unfinished, Ending ending)
    {
        var tally = run.Book.Tally with { Waiting = run.Book.Tally.Waiting + unfinished.Count };

        // Of a long evening a person reads how many wait; a program wants each, and a single pass is there to list what it left.
        var inFolder = unfinished.Select(file => _news!.New(file.Path) with { Error = shell.Texts.WaitingFor(file.Reason) });
        var lines = shell.Json ? run.Unfinished.Concat(inFolder) : wishes.Once ? inFolder : [];
        var code = _results.Finish(lines, tally);
        SkipSummary.Say(shell, run.Book.Skips, _toldSkips);
        if (_failure is { } failure)
        {
            shell.Say($"eventpics: {failure.Message}");
            return failure.ExitCode;
        }

        if (ending == Ending.KeyRefused)
        {
            shell.Say($"eventpics: {run.KeyProblem ?? shell.Texts.Trouble(EventPicsError.ApiKeyRejected)}");
            return ExitCodes.ApiKey;
        }

        if (ending == Ending.DestinationMissing)
        {
            Endings.SayMissing(shell, run);
            return code;
        }

        if (tally.Waiting > 0)
        {
            var why = run.Unfinished.Select(delivery => delivery.Error!).Concat(unfinished.Select(file => shell.Texts.WaitingFor(file.Reason))).First();
            shell.Say($"{shell.Texts.KeptInQueue(tally.Waiting)} {why}");
        }

        if (wishes.Once && ending == Ending.Settled && !status.IsReachable)
        {
            shell.Say($"eventpics: {shell.Texts.FolderGone}");
            return ExitCodes.Refused;
        }

        // Ctrl+C is the way to end a watch, so only what waits matters then.
        var endedByHand = tally.Waiting > 0 ? ExitCodes.Waiting : ExitCodes.Done;
        return !_hasLooked ? ExitCodes.Waiting : ending == Ending.Interrupted ? endedByHand : code;
    }
}
