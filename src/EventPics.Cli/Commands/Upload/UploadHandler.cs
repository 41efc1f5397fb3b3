using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Sending.Hooks;

namespace EventPics.Cli.Commands.Upload;

/// <summary>One run of <c>upload</c>.</summary>
internal sealed class UploadHandler(CommandContext context, UploadSettings settings)
{
    private readonly ResultWriter _results = new(context);
    private readonly Notices _notices = new(context);
    private CommandException? _failure;

    public async Task<int> RunAsync()
    {
        var paths = InputFiles.Find(context, settings.Paths, settings.IsRecursive);
        var rejection = new UploadRejection(context, _results, settings.Sending.LinkId);
        if (paths.Missing.Count > 0 && paths.Files.Count + paths.Rejected.Count == 0)
        {
            return rejection.ReportMissingPaths(paths);
        }

        if (paths.HasSymlinksOnly)
        {
            return rejection.ReportSymlinksOnly(paths);
        }

        // The check of the event counts too, so the time starts here.
        using var timeout = settings.Timeout is { } limit ? new CancellationTokenSource(limit, context.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.StoppingToken);
        var hooks = new SessionHooks(context, _notices, settings.Sending.OnUploaded, settings.Sending.OnProblem);
        await using var hooksScope = hooks.ConfigureAwait(false);
        var lookup = new DestinationLookup(context, settings.Sending.LinkId, settings.Sending.Album, _notices) { TriesOnce = settings.NoWait && settings.Timeout is null };
        Destination? destination;
        SendingSession session;
        try
        {
            destination = await FindDestinationAsync(lookup, either.Token).ConfigureAwait(false);
            if (destination is null)
            {
                return rejection.ReportUnknownAlbum(paths, settings.Sending.Album!, lookup.KeyProblem);
            }

            if (!settings.Resend && WatchedFolderCheck.FindConflict(context, paths.Folders, settings.IsRecursive, destination) is { } why)
            {
                return rejection.ReportFailure(paths, new UserError(ExitCodes.Failed, why, null));
            }

            session = await OpenAsync(hooks, lookup.KeyProblem).ConfigureAwait(false);
        }
        catch (CommandException e) when (e.ExitCode is ExitCodes.ApiKey or ExitCodes.Waiting)
        {
            return rejection.ReportUnknownEvent(paths, e);
        }
        catch (Exception e) when (e is CommandException or EventPicsException or IOException or UnauthorizedAccessException)
        {
            return rejection.ReportFailure(paths, UserError.FromException(e, context.Texts));
        }

        await using var runScope = session.ConfigureAwait(false);
        session.ReportStates(_results, _notices, hooks);
        return await SendAsync(session, hooks, paths, lookup, timeout.Token).ConfigureAwait(false);
    }

    // Null when the time is over before anybody could tell whether the album's name is an id or a title.
    private async Task<Destination?> FindDestinationAsync(DestinationLookup lookup, CancellationToken cancellationToken)
    {
        if (settings.NoWait && DestinationResolver.FindCached(context, settings.Sending.LinkId, settings.Sending.Album) is { } listed)
        {
            lookup.Use(listed);
            return listed;
        }

        try
        {
            await lookup.LookUpAsync(cancellationToken).ConfigureAwait(false);
            return lookup.TriesOnce ? lookup.Destination : await lookup.FindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task<SendingSession> OpenAsync(SessionHooks hooks, string? keyProblem)
    {
        return settings.NoWait ? SendingSession.OpenWithoutSendingAsync(context, Settled, keyProblem ?? (context.ApiKeyStore.Read() is null ? context.Texts.NoApiKey : null)) : SendingSession.OpenAsync(context, settings.Sending.BandwidthLimit, Settled, MissingKeyBehavior.QueueOnly);

        void Settled(FileResult delivery)
        {
            _results.Write(delivery);
            hooks.Post(delivery);
        }
    }

    private async Task<int> SendAsync(SendingSession session, SessionHooks hooks, InputFiles paths, DestinationLookup lookup, CancellationToken timeout)
    {
        var destination = lookup.Destination!;
        foreach (var (file, why) in paths.Rejected.Concat(paths.Missing))
        {
            session.Tracker.AddFailed(New(file, destination), why);
        }

        foreach (var (file, reason) in paths.Skipped)
        {
            session.Tracker.AddSkipped(New(file, destination), reason);
        }

        var stopReason = StopReason.Completed;
        var enqueuer = new FileEnqueuer(context, session, _notices) { Resend = settings.Resend };
        var files = new InputFileFeeder(context, session, enqueuer, _notices, file => New(file, lookup.Destination!));
        await ScreenFactory.CreateProgressBars(context, _results, _notices, session, [.. paths.Files.Select(file => file.Path)])
            .RunAsync(async () => stopReason = await DeliverAsync(session, files, paths.Files, lookup, timeout).ConfigureAwait(false)).ConfigureAwait(false);
        await session.StopSendingAsync().ConfigureAwait(false);
        await hooks.FinishAsync().ConfigureAwait(false);
        return Finish(session, enqueuer, files, stopReason);
    }

    private int Finish(SendingSession session, FileEnqueuer enqueuer, InputFileFeeder files, StopReason stopReason)
    {
        IReadOnlyList<FileResult> left = [.. enqueuer.NotQueued, .. files.Unfinished];
        var code = _results.Finish(session.Unfinished.Concat(left), session.Tracker.Summary with { Waiting = session.Tracker.Summary.Waiting + left.Count });
        SkipSummary.Write(context, session.Tracker.Skips);
        if (enqueuer.NotQueued.Count > 0)
        {
            context.Info(context.Texts.NotQueuedDiskFull(enqueuer.NotQueued.Count));
        }

        if (files.Unfinished.Count > 0)
        {
            context.Info(context.Texts.StillUnfinished(files.Unfinished.Count));
        }

        if (_failure is { } failure)
        {
            context.Info($"eventpics: {failure.Message}");
            return failure.ExitCode;
        }

        // What was only to be queued is queued.
        return settings.NoWait && stopReason == StopReason.Completed && code == ExitCodes.Waiting && left.Count == 0
            ? ExitCodes.Success
            : StopReasonReporter.Report(context, session, stopReason, code);
    }

    private async Task<StopReason> DeliverAsync(
        SendingSession session, InputFileFeeder files, IReadOnlyList<InputFile> given, DestinationLookup lookup, CancellationToken timeout)
    {
        var isAllQueued = false;
        var confirmation = new DestinationConfirmation(context, session, lookup, settings.Sending, settings.NoWait ? new CancellationToken(canceled: true) : timeout);
        await using var confirmationScope = confirmation.ConfigureAwait(false);
        var waiting = settings.NoWait
            ? Task.FromResult(session.KeyProblem is null ? StopReason.Completed : StopReason.ApiKeyRejected)
            : session.WaitAsync(
                () => confirmation.Failure is not null || (Volatile.Read(ref isAllQueued) && session.Tracker.Summary.Waiting == 0), endsByItself: true, timeout);

        // Whatever ends the waiting, the files that were given are in the queue first: only the queue outlives this process.
        await files.EnqueueAllAsync(given, waiting, timeout).ConfigureAwait(false);
        Volatile.Write(ref isAllQueued, true);
        session.Wake();
        var stopReason = await waiting.ConfigureAwait(false);
        _failure = confirmation.Failure;
        return settings.NoWait && context.StoppingToken.IsCancellationRequested ? StopReason.Interrupted : stopReason;
    }

    private static FileResult New(string file, Destination destination) => new(file, destination.LinkId, destination.AlbumId) { Bytes = FileLength.Find(file) };
}
