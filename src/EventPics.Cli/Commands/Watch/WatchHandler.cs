using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Sending.Hooks;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Watch;

/// <summary>One run of <c>watch</c>.</summary>
internal sealed class WatchHandler(CommandContext shell, WatchSettings wishes)
{
    private readonly ResultWriter _results = new(shell) { ShowDuplicates = wishes.Once };
    private readonly Notices _notices = Notices.ForDashboard(shell);
    private HotFolderWatcher? _folder;
    private HotFolderListener? _listener;
    private CommandException? _failure;
    private readonly Dictionary<SkipReason, int> _reportedSkips = [];

    // Before the first look into the folder nobody knows that nothing waits.
    private bool _hasScanned;

    public async Task<int> RunAsync()
    {
        shell.Shutdown.ForcedExitCode = ExitCodes.Waiting;
        WatchedPathValidator.Check(wishes.Folder, shell.Texts);
        FilePatterns.Check(wishes.Include, wishes.Exclude, shell.Texts);
        using var timeout = wishes.Timeout is { } limit ? new CancellationTokenSource(limit, shell.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, shell.StoppingToken);
        var search = new DestinationLookup(shell, wishes.Sending.LinkId, wishes.Sending.Album, _notices);
        await search.LookUpAsync(either.Token).ConfigureAwait(false);
        search.ThrowIfKeyIsNeeded();
        var hooks = new SessionHooks(shell, _notices, wishes.Sending.OnUploaded, wishes.Sending.OnProblem);
        await using var hooksScope = hooks.ConfigureAwait(false);
        var run = await SendingSession.OpenAsync(shell, wishes.Sending.BandwidthLimit, delivery =>
        {
            _results.Write(delivery);
            hooks.Post(delivery);
        }, wishes.Once ? MissingKeyBehavior.QueueOnly : MissingKeyBehavior.WaitForKey).ConfigureAwait(false);
        await using var runScope = run.ConfigureAwait(false);
        if (search.Destination is { } known && !await OtherEventPrompt.ConfirmAsync(shell, run.Queue, wishes, known).ConfigureAwait(false))
        {
            shell.Info(shell.Texts.NotWatched);
            return ExitCodes.Interrupted;
        }

        run.ReportStates(_results, _notices, hooks);
        var warnings = new FolderProblemReporter(shell, _notices, () => _folder?.Status);
        await using var warningsScope = warnings.ConfigureAwait(false);
        var ending = StopReason.Completed;
        var screen = ScreenFactory.CreateDashboard(shell, _results, run, _notices, () => search.BestKnown, () => _folder?.Status, wishes.Folder);
        await screen.RunAsync(async () => ending = await WatchAsync(run, search, timeout.Token, either.Token).ConfigureAwait(false)).ConfigureAwait(false);
        return await EndAsync(run, hooks, warnings, ending).ConfigureAwait(false);
    }

    private async Task<StopReason> WatchAsync(SendingSession run, DestinationLookup search, CancellationToken timeout, CancellationToken either)
    {
        try
        {
            await search.FindAsync(either).ConfigureAwait(false);
            var confirmation = new DestinationConfirmation(shell, run, search, wishes.Sending, either);
            await using var confirmationScope = confirmation.ConfigureAwait(false);
            while (true)
            {
                var target = search.Destination!;
                await OpenFolderAsync(run, target).ConfigureAwait(false);
                var ending = wishes.Once
                    ? await OnceAsync(run, new FolderDrain(shell, _folder!, _listener!), timeout, either).ConfigureAwait(false)
                    : await run.WaitAsync(() => confirmation.Failure is not null || HasDestinationChanged(confirmation, search, target), endsByItself: false, timeout).ConfigureAwait(false);
                _failure = confirmation.Failure;
                if (ending != StopReason.Completed || wishes.Once || _failure is not null)
                {
                    return ending;
                }

                await _folder!.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return shell.StoppingToken.IsCancellationRequested ? StopReason.Interrupted : StopReason.TimedOut;
        }
    }

    // What was taken for an ID was a title.
    private static bool HasDestinationChanged(DestinationConfirmation confirmation, DestinationLookup search, Destination target) =>
        confirmation.IsDone && search.Destination is { } now && (now.LinkId != target.LinkId || now.AlbumId != target.AlbumId);

    private async Task OpenFolderAsync(SendingSession run, Destination target)
    {
        _listener = new HotFolderListener(shell, wishes, run, _notices, target);
        var options = wishes.CreateHotFolderOptions(target, run.Client, shell);
        options.FindAlbum = options.FindAlbum is { } find ? _listener.WithMissingAlbumNotice(find) : null;
        _folder = await HotFolderWatcher.OpenAsync(run.Queue, options, shell.Loggers, CancellationToken.None).ConfigureAwait(false);
        _folder.Changed += (_, change) => _listener.Handle(change);
        _notices.InfoUnlessShown(shell.Texts.Watching(Path.GetFullPath(wishes.Folder).Sanitize(), Texts.Place(target)));

        // However short the time: what is there is counted before anything is said about it.
        try
        {
            await _folder.ScanAsync(shell.StoppingToken).ConfigureAwait(false);
        }
        catch (IOException e) when (_folder.Status is { ClaimedBy: not null, Problems: [var problem, ..] })
        {
            throw new CommandException(ExitCodes.Failed, shell.Texts.FolderProblem(problem).Sanitize(), e.Message, e);
        }

        _hasScanned = true;
        await _listener.CatchUpAsync(_folder.Status).ConfigureAwait(false);
        ReportSkipped(run);
        _folder.Status.UnmatchedPatterns.ToList().ForEach(pattern => _notices.Add(shell.Texts.PatternMatchesNoFile(pattern.Sanitize())));
        if (_folder.Status.IsUnprotected)
        {
            _notices.Add(shell.Texts.FolderUnprotected);
        }
    }

    private async Task<StopReason> OnceAsync(SendingSession run, FolderDrain settling, CancellationToken timeout, CancellationToken either)
    {
        await settling.WaitUntilQueuedAsync(either).ConfigureAwait(false);
        await _listener!.CatchUpAsync(_folder!.Status).ConfigureAwait(false);
        var ending = await run.WaitAsync(() => run.Tracker.Summary.Waiting == 0, endsByItself: true, timeout).ConfigureAwait(false);
        if (ending == StopReason.Completed && wishes.AfterUpload != AfterUpload.Keep)
        {
            await settling.WaitUntilMovedAsync(either).ConfigureAwait(false);
        }

        return ending;
    }

    private void ReportSkipped(SendingSession run)
    {
        var skips = run.Tracker.Skips;
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
            var isNews = skips.TryGetValue(reason, out count) && count > _reportedSkips.GetValueOrDefault(reason);
            _reportedSkips[reason] = count;
            return isNews;
        }
    }

    private async Task<int> EndAsync(SendingSession run, SessionHooks hooks, FolderProblemReporter warnings, StopReason ending)
    {
        var status = new HotFolderStatus { IsReachable = true };
        if (_folder is not null)
        {
            // Asked afterwards, since a file that it still hands over would count twice.
            await _folder.DisposeAsync().ConfigureAwait(false);
            status = _folder.Status;
            await _listener!.CatchUpAsync(status).ConfigureAwait(false);
        }

        await warnings.FinishAsync(status).ConfigureAwait(false);
        IReadOnlyList<WaitingFile> unfinished = [.. status.Waiting.Where(file => !_listener!.IsFailedAsEmpty(file.Path))];
        shell.Shutdown.ForcedExitCode = _hasScanned && run.Tracker.Summary.Waiting + unfinished.Count == 0 ? ExitCodes.Success : ExitCodes.Waiting;
        await run.StopSendingAsync().ConfigureAwait(false);
        await hooks.FinishAsync().ConfigureAwait(false);
        return Finish(run, status, unfinished, ending);
    }

    private int Finish(SendingSession run, HotFolderStatus status, IReadOnlyList<WaitingFile> unfinished, StopReason ending)
    {
        var tally = run.Tracker.Summary with { Waiting = run.Tracker.Summary.Waiting + unfinished.Count };

        // Of a long evening a person reads how many wait; a program wants each, and a single pass is there to list what it left.
        var inFolder = unfinished.Select(file => _listener!.New(file.Path) with { Error = shell.Texts.WaitingFor(file.Reason) });
        var lines = shell.Json ? run.Unfinished.Concat(inFolder) : wishes.Once ? inFolder : [];
        var code = _results.Finish(lines, tally);
        SkipSummary.Write(shell, run.Tracker.Skips, _reportedSkips);
        if (_failure is { } failure)
        {
            shell.Info($"eventpics: {failure.Message}");
            return failure.ExitCode;
        }

        if (ending == StopReason.ApiKeyRejected)
        {
            shell.Info($"eventpics: {run.KeyProblem ?? shell.Texts.ErrorText(EventPicsError.ApiKeyRejected)}");
            return ExitCodes.ApiKey;
        }

        if (ending == StopReason.DestinationMissing)
        {
            StopReasonReporter.ReportMissingDestinations(shell, run);
            return code;
        }

        if (tally.Waiting > 0)
        {
            var why = run.Unfinished.Select(delivery => delivery.Error!).Concat(unfinished.Select(file => shell.Texts.WaitingFor(file.Reason))).First();
            shell.Info($"{shell.Texts.RemainingInQueue(tally.Waiting)} {why}");
        }

        if (wishes.Once && ending == StopReason.Completed && !status.IsReachable)
        {
            shell.Info($"eventpics: {shell.Texts.FolderUnavailable}");
            return ExitCodes.Failed;
        }

        // Ctrl+C is the way to end a watch, so only what waits matters then.
        var endedByHand = tally.Waiting > 0 ? ExitCodes.Waiting : ExitCodes.Success;
        return !_hasScanned ? ExitCodes.Waiting : ending == StopReason.Interrupted ? endedByHand : code;
    }
}
