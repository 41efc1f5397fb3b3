using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Commands.Upload;

/// <summary>Runs <c>upload</c>.</summary>
internal sealed class UploadHandler(CommandContext context, UploadSettings settings)
{
    private readonly ResultWriter _results = new(context);
    private readonly Notices _notices = new(context);

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

        // The timeout includes looking up the event.
        using var timeout = settings.Timeout is { } limit
            ? new CancellationTokenSource(limit, context.Time)
            : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.StoppingToken);
        var lookup = new DestinationLookup(
            context, settings.Sending.LinkId, settings.Sending.Album, _notices)
        { TriesOnce = settings.NoWait && settings.Timeout is null };
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

            session = await OpenAsync(lookup.KeyProblem).ConfigureAwait(false);
        }
        catch (CommandException e) when (e.ExitCode is ExitCodes.ApiKey or ExitCodes.Waiting)
        {
            return rejection.ReportUnknownEvent(paths, e);
        }
        catch (Exception e) when (e is CommandException or EventPicsException or IOException or UnauthorizedAccessException)
        {
            return rejection.ReportFailure(paths, UserError.FromException(e, context.Texts));
        }

        await using var sessionScope = session.ConfigureAwait(false);
        return await SendAsync(session, paths, lookup, timeout.Token).ConfigureAwait(false);
    }

    // Null when the time is up before it is known whether the album's value is an ID or a title.
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

    private Task<SendingSession> OpenAsync(string? keyProblem)
    {
        var session = SessionSettings.From(settings.Sending, _results, _notices) with { MissingKey = MissingKeyBehavior.QueueOnly };
        return settings.NoWait
            ? SendingSession.OpenWithoutSendingAsync(
                context, session, keyProblem ?? (context.ApiKeyStore.Read() is null ? context.Texts.NoApiKey : null))
            : SendingSession.OpenAsync(context, session);
    }

    private async Task<int> SendAsync(SendingSession session, InputFiles paths, DestinationLookup lookup, CancellationToken timeout)
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
        var enqueuer = new FileEnqueuer(context, session) { Resend = settings.Resend, TimeZone = settings.Sending.TimeZone };
        var files = new InputFileFeeder(context, session, enqueuer, file => New(file, lookup.Destination!));
        await ScreenFactory.CreateProgressBars(context, session, [.. paths.Files.Select(file => file.Path)])
            .RunAsync(async () =>
                stopReason = await DeliverAsync(session, files, paths.Files, lookup, timeout).ConfigureAwait(false)).ConfigureAwait(false);
        await session.StopSendingAsync().ConfigureAwait(false);
        return Finish(session, enqueuer, files, stopReason);
    }

    private int Finish(SendingSession session, FileEnqueuer enqueuer, InputFileFeeder files, StopReason stopReason)
    {
        IReadOnlyList<FileResult> left = [.. enqueuer.NotQueued, .. files.Unfinished];
        var code = session.WriteSummary(session.Unfinished.Concat(left), left.Count);
        SkipSummary.Write(context, session.Tracker.Skips);
        if (enqueuer.NotQueued.Count > 0)
        {
            context.Info(context.Texts.NotQueuedDiskFull(enqueuer.NotQueued.Count));
        }

        if (files.Unfinished.Count > 0)
        {
            context.Info(context.Texts.StillUnfinished(files.Unfinished.Count));
        }

        // With --no-wait, queued is all that was wanted.
        return settings.NoWait && stopReason == StopReason.Completed && code == ExitCodes.Waiting && left.Count == 0
            ? ExitCodes.Success
            : StopReasonReporter.Report(context, session, stopReason, code);
    }

    private async Task<StopReason> DeliverAsync(
        SendingSession session, InputFileFeeder files, IReadOnlyList<InputFile> given, DestinationLookup lookup, CancellationToken timeout)
    {
        var isAllQueued = false;
        session.ConfirmDestination(lookup, settings.NoWait ? new CancellationToken(canceled: true) : timeout);
        var waiting = settings.NoWait
            ? Task.FromResult(session.KeyProblem is null ? StopReason.Completed : StopReason.ApiKeyRejected)
            : session.WaitAsync(
                () => session.DestinationError is not null || (Volatile.Read(ref isAllQueued) && session.Tracker.Summary.Waiting == 0),
                endsByItself: true, timeout);

        // Whatever ends the wait, the given files are queued first: only the queue outlives this process.
        await files.EnqueueAllAsync(given, waiting, timeout).ConfigureAwait(false);
        Volatile.Write(ref isAllQueued, true);
        session.Wake();
        var stopReason = await waiting.ConfigureAwait(false);
        return settings.NoWait && context.StoppingToken.IsCancellationRequested ? StopReason.Interrupted : stopReason;
    }

    private static FileResult New(string file, Destination destination) =>
        new(file, destination.LinkId, destination.AlbumId) { Bytes = FileLength.Find(file) };
}
