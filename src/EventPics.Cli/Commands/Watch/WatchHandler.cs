using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Watching;
using EventPics.HotFolder;

namespace EventPics.Cli.Commands.Watch;

/// <summary>Runs <c>watch</c>.</summary>
internal sealed class WatchHandler(CommandContext context, WatchSettings settings)
{
    private readonly Notices _notices = Notices.ForDashboard(context);
    private HotFolderWatcher? _folder;
    private HotFolderListener? _listener;
    private readonly Dictionary<SkipReason, int> _reportedSkips = [];

    // Before the first scan it is unknown whether files wait.
    private bool _hasScanned;

    public async Task<int> RunAsync()
    {
        context.Shutdown.ForcedExitCode = ExitCodes.Waiting;
        WatchedPathValidator.Check(settings.Folder, context.Texts);
        FilePatterns.Check(settings.Include, settings.Exclude, context.Texts);
        using var timeout = settings.Timeout is { } limit
            ? new CancellationTokenSource(limit, context.Time)
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.StoppingToken);
        var lookup = new DestinationLookup(context, settings.Sending.LinkId, settings.Sending.Album, _notices);
        await lookup.StartAsync(either.Token).ConfigureAwait(false);
        var sending = SessionSettings.From(settings.Sending, new ResultWriter(context) { ShowDuplicates = settings.Once }, _notices);
        var session = await SendingSession.OpenAsync(
            context, sending with { MissingKey = settings.Once ? MissingKeyBehavior.QueueOnly : MissingKeyBehavior.WaitForKey }).ConfigureAwait(false);
        await using var sessionScope = session.ConfigureAwait(false);
        if (lookup.Destination is { } known
            && !await OtherEventPrompt.ConfirmAsync(context, session.Queue, settings, known).ConfigureAwait(false))
        {
            context.Info(context.Texts.NotWatched);
            return ExitCodes.Interrupted;
        }

        var problems = new FolderProblemReporter(context, _notices, () => _folder?.Status);
        await using var problemsScope = problems.ConfigureAwait(false);
        var stopReason = StopReason.Completed;
        var screen = ScreenFactory.CreateDashboard(context, session, () => lookup.BestKnown, () => _folder?.Status, settings.Folder);
        await screen.RunAsync(async () =>
            stopReason = await WatchAsync(session, lookup, timeout.Token, either.Token).ConfigureAwait(false)).ConfigureAwait(false);
        return await EndAsync(session, problems, stopReason).ConfigureAwait(false);
    }

    private async Task<StopReason> WatchAsync(
        SendingSession session, DestinationLookup lookup, CancellationToken timeout, CancellationToken either)
    {
        try
        {
            await session.FindDestinationAsync(lookup, either).ConfigureAwait(false);
            while (true)
            {
                var destination = lookup.Destination!;
                await OpenFolderAsync(session, destination).ConfigureAwait(false);
                var stopReason = settings.Once
                    ? await OnceAsync(session, new FolderDrain(context, _folder!, _listener!), timeout, either).ConfigureAwait(false)
                    : await session.WaitAsync(
                        () => session.DestinationError is not null || HasDestinationChanged(session, lookup, destination),
                        endsByItself: false, timeout).ConfigureAwait(false);
                if (stopReason != StopReason.Completed || settings.Once || session.DestinationError is not null)
                {
                    return stopReason;
                }

                await _folder!.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return context.StoppingToken.IsCancellationRequested ? StopReason.Interrupted : StopReason.TimedOut;
        }
    }

    // The value that was taken for an ID was a title.
    private static bool HasDestinationChanged(SendingSession session, DestinationLookup lookup, Destination destination) =>
        session.IsDestinationConfirmed && lookup.Destination is { } now
            && (now.LinkId != destination.LinkId || now.AlbumId != destination.AlbumId);

    private async Task OpenFolderAsync(SendingSession session, Destination destination)
    {
        _listener = new HotFolderListener(context, settings, session, destination);
        var options = settings.CreateHotFolderOptions(destination, session.Client, context);
        options.FindAlbum = options.FindAlbum is { } find ? _listener.WithMissingAlbumNotice(find) : null;
        _folder = await HotFolderWatcher.OpenAsync(session.Queue, options, context.Loggers, CancellationToken.None).ConfigureAwait(false);
        _folder.Changed += (_, change) => _listener.Handle(change);
        _notices.InfoUnlessShown(context.Texts.Watching(Path.GetFullPath(settings.Folder).Sanitize(), Texts.Place(destination)));

        // However short the timeout, the folder is scanned before anything is reported about it.
        try
        {
            await _folder.ScanAsync(context.StoppingToken).ConfigureAwait(false);
        }
        catch (IOException e) when (_folder.Status is { ClaimedBy: not null, Problems: [var problem, ..] })
        {
            throw new CommandException(ExitCodes.Failed, context.Texts.FolderProblem(problem).Sanitize(), e.Message, e);
        }

        _hasScanned = true;
        await _listener.CatchUpAsync(_folder.Status).ConfigureAwait(false);
        ReportSkipped(session);
        _folder.Status.UnmatchedPatterns.ToList().ForEach(pattern => _notices.Add(context.Texts.PatternMatchesNoFile(pattern.Sanitize())));
        if (_folder.Status.IsUnprotected)
        {
            _notices.Add(context.Texts.FolderUnprotected);
        }
    }

    private async Task<StopReason> OnceAsync(
        SendingSession session, FolderDrain drain, CancellationToken timeout, CancellationToken either)
    {
        await drain.WaitUntilQueuedAsync(either).ConfigureAwait(false);
        await _listener!.CatchUpAsync(_folder!.Status).ConfigureAwait(false);
        var stopReason =
            await session.WaitAsync(() => session.Tracker.Summary.Waiting == 0, endsByItself: true, timeout).ConfigureAwait(false);
        if (stopReason == StopReason.Completed && settings.AfterUpload != AfterUpload.Keep)
        {
            await drain.WaitUntilMovedAsync(either).ConfigureAwait(false);
        }

        return stopReason;
    }

    private void ReportSkipped(SendingSession session)
    {
        var skips = session.Tracker.Skips;
        if (settings.MaxAge is { } age && IsNews(SkipReason.TooOld, out var old))
        {
            _notices.Add(context.Texts.SkippedForAge(old, age));
        }

        if (IsNews(SkipReason.OtherEvent, out var others))
        {
            _notices.Add(context.Texts.SkippedForOtherEvent(others));
        }

        bool IsNews(SkipReason reason, out int count)
        {
            var isNews = skips.TryGetValue(reason, out count) && count > _reportedSkips.GetValueOrDefault(reason);
            _reportedSkips[reason] = count;
            return isNews;
        }
    }

    private async Task<int> EndAsync(SendingSession session, FolderProblemReporter problems, StopReason stopReason)
    {
        var status = new HotFolderStatus { IsReachable = true };
        if (_folder is not null)
        {
            // Read after disposal, since a file that is still being queued would count twice.
            await _folder.DisposeAsync().ConfigureAwait(false);
            status = _folder.Status;
            await _listener!.CatchUpAsync(status).ConfigureAwait(false);
        }

        await problems.FinishAsync(status).ConfigureAwait(false);
        IReadOnlyList<WaitingFile> unfinished = [.. status.Waiting.Where(file => !_listener!.IsFailedAsEmpty(file.Path))];
        context.Shutdown.ForcedExitCode = _hasScanned && session.Tracker.Summary.Waiting + unfinished.Count == 0
            ? ExitCodes.Success
            : ExitCodes.Waiting;
        await session.StopSendingAsync().ConfigureAwait(false);
        return Finish(session, status, unfinished, stopReason);
    }

    private int Finish(SendingSession session, HotFolderStatus status, IReadOnlyList<WaitingFile> unfinished, StopReason stopReason)
    {
        // After a long evening a person reads how many wait. A program needs each file, and a single pass lists what it left.
        var inFolder = unfinished.Select(file => _listener!.New(file.Path) with { Error = context.Texts.WaitingFor(file.Reason) });
        var lines = context.Json ? session.Unfinished.Concat(inFolder) : settings.Once ? inFolder : [];
        var code = session.WriteSummary(lines, unfinished.Count);
        SkipSummary.Write(context, session.Tracker.Skips, _reportedSkips);
        if (session.DestinationError is not null || stopReason is StopReason.ApiKeyRejected or StopReason.DestinationMissing)
        {
            return StopReasonReporter.Report(context, session, stopReason, code);
        }

        var waiting = session.Tracker.Summary.Waiting + unfinished.Count;
        if (waiting > 0)
        {
            var why = session.Unfinished.Select(file => file.Error!)
                .Concat(unfinished.Select(file => context.Texts.WaitingFor(file.Reason)))
                .First();
            context.Info($"{context.Texts.RemainingInQueue(waiting)} {why}");
        }

        if (settings.Once && stopReason == StopReason.Completed && !status.IsReachable)
        {
            context.Info($"eventpics: {context.Texts.FolderUnavailable}");
            return ExitCodes.Failed;
        }

        // Ctrl+C is the normal end of a watch, so only waiting files matter.
        var endedByHand = waiting > 0 ? ExitCodes.Waiting : ExitCodes.Success;
        return !_hasScanned ? ExitCodes.Waiting : stopReason == StopReason.Interrupted ? endedByHand : code;
    }
}
