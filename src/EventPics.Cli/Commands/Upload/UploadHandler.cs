using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Sending.Hooks;

namespace EventPics.Cli.Commands.Upload;

/// <summary>One run of <c>upload</c>.</summary>
internal sealed class UploadHandler(CommandContext shell, UploadSettings wishes)
{
    private readonly ResultWriter _results = new(shell);
    private readonly Notices _notices = new(shell);
    private CommandException? _failure;

    public async Task<int> RunAsync()
    {
        var paths = InputFiles.Find(shell, wishes.Paths, wishes.IsRecursive);
        var refusal = new UploadRejection(shell, _results, wishes.Sending.LinkId);
        if (paths.Missing.Count > 0 && paths.Files.Count + paths.Rejected.Count == 0)
        {
            return refusal.ReportMissingPaths(paths);
        }

        if (paths.HasSymlinksOnly)
        {
            return refusal.ReportSymlinksOnly(paths);
        }

        // The check of the event counts too, so the time starts here.
        using var timeout = wishes.Timeout is { } limit ? new CancellationTokenSource(limit, shell.Time) : new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, shell.StoppingToken);
        var hooks = new SessionHooks(shell, _notices, wishes.Sending.OnUploaded, wishes.Sending.OnProblem);
        await using var hooksScope = hooks.ConfigureAwait(false);
        var search = new DestinationLookup(shell, wishes.Sending.LinkId, wishes.Sending.Album, _notices) { TriesOnce = wishes.NoWait && wishes.Timeout is null };
        Destination? target;
        SendingSession run;
        try
        {
            target = await FindDestinationAsync(search, either.Token).ConfigureAwait(false);
            if (target is null)
            {
                return refusal.ReportUnknownAlbum(paths, wishes.Sending.Album!, search.KeyProblem);
            }

            if (!wishes.Resend && WatchedFolderCheck.FindConflict(shell, paths.Folders, wishes.IsRecursive, target) is { } why)
            {
                return refusal.ReportFailure(paths, new UserError(ExitCodes.Failed, why, null));
            }

            run = await OpenAsync(hooks, search.KeyProblem).ConfigureAwait(false);
        }
        catch (CommandException e) when (e.ExitCode is ExitCodes.ApiKey or ExitCodes.Waiting)
        {
            return refusal.ReportUnknownEvent(paths, e);
        }
        catch (Exception e) when (e is CommandException or EventPicsException or IOException or UnauthorizedAccessException)
        {
            return refusal.ReportFailure(paths, UserError.FromException(e, shell.Texts));
        }

        await using var runScope = run.ConfigureAwait(false);
        run.ReportStates(_results, _notices, hooks);
        return await SendAsync(run, hooks, paths, search, timeout.Token).ConfigureAwait(false);
    }

    // Null when the time is over before anybody could tell whether the album's name is an id or a title.
    private async Task<Destination?> FindDestinationAsync(DestinationLookup search, CancellationToken cancellationToken)
    {
        if (wishes.NoWait && DestinationResolver.FindCached(shell, wishes.Sending.LinkId, wishes.Sending.Album) is { } listed)
        {
            search.Use(listed);
            return listed;
        }

        try
        {
            await search.LookUpAsync(cancellationToken).ConfigureAwait(false);
            return search.TriesOnce ? search.Destination : await search.FindAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private Task<SendingSession> OpenAsync(SessionHooks hooks, string? keyProblem)
    {
        return wishes.NoWait ? SendingSession.OpenWithoutSendingAsync(shell, Settled, keyProblem ?? (shell.ApiKeyStore.Read() is null ? shell.Texts.NoApiKey : null)) : SendingSession.OpenAsync(shell, wishes.Sending.BandwidthLimit, Settled, MissingKeyBehavior.QueueOnly);

        void Settled(FileResult delivery)
        {
            _results.Write(delivery);
            hooks.Post(delivery);
        }
    }

    private async Task<int> SendAsync(SendingSession run, SessionHooks hooks, InputFiles paths, DestinationLookup search, CancellationToken timeout)
    {
        var target = search.Destination!;
        foreach (var (file, why) in paths.Rejected.Concat(paths.Missing))
        {
            run.Tracker.AddFailed(New(file, target), why);
        }

        foreach (var (file, reason) in paths.Skipped)
        {
            run.Tracker.AddSkipped(New(file, target), reason);
        }

        var ending = StopReason.Completed;
        var intake = new FileEnqueuer(shell, run, _notices) { Resend = wishes.Resend };
        var files = new InputFileFeeder(shell, run, intake, _notices, file => New(file, search.Destination!));
        await ScreenFactory.CreateProgressBars(shell, _results, _notices, run, [.. paths.Files.Select(file => file.Path)])
            .RunAsync(async () => ending = await DeliverAsync(run, files, paths.Files, search, timeout).ConfigureAwait(false)).ConfigureAwait(false);
        await run.StopSendingAsync().ConfigureAwait(false);
        await hooks.FinishAsync().ConfigureAwait(false);
        return Finish(run, intake, files, ending);
    }

    private int Finish(SendingSession run, FileEnqueuer intake, InputFileFeeder files, StopReason ending)
    {
        IReadOnlyList<FileResult> left = [.. intake.NotQueued, .. files.Unfinished];
        var code = _results.Finish(run.Unfinished.Concat(left), run.Tracker.Summary with { Waiting = run.Tracker.Summary.Waiting + left.Count });
        SkipSummary.Write(shell, run.Tracker.Skips);
        if (intake.NotQueued.Count > 0)
        {
            shell.Info(shell.Texts.NotQueuedDiskFull(intake.NotQueued.Count));
        }

        if (files.Unfinished.Count > 0)
        {
            shell.Info(shell.Texts.StillUnfinished(files.Unfinished.Count));
        }

        if (_failure is { } failure)
        {
            shell.Info($"eventpics: {failure.Message}");
            return failure.ExitCode;
        }

        // What was only to be queued is queued.
        return wishes.NoWait && ending == StopReason.Completed && code == ExitCodes.Waiting && left.Count == 0
            ? ExitCodes.Success
            : StopReasonReporter.Report(shell, run, ending, code);
    }

    private async Task<StopReason> DeliverAsync(
        SendingSession run, InputFileFeeder files, IReadOnlyList<InputFile> given, DestinationLookup search, CancellationToken timeout)
    {
        var isAllQueued = false;
        var confirmation = new DestinationConfirmation(shell, run, search, wishes.Sending, wishes.NoWait ? new CancellationToken(canceled: true) : timeout);
        await using var confirmationScope = confirmation.ConfigureAwait(false);
        var waiting = wishes.NoWait
            ? Task.FromResult(run.KeyProblem is null ? StopReason.Completed : StopReason.ApiKeyRejected)
            : run.WaitAsync(
                () => confirmation.Failure is not null || (Volatile.Read(ref isAllQueued) && run.Tracker.Summary.Waiting == 0), endsByItself: true, timeout);

        // Whatever ends the waiting, the files that were given are in the queue first: only the queue outlives this process.
        await files.EnqueueAllAsync(given, waiting, timeout).ConfigureAwait(false);
        Volatile.Write(ref isAllQueued, true);
        run.Wake();
        var ending = await waiting.ConfigureAwait(false);
        _failure = confirmation.Failure;
        return wishes.NoWait && shell.StoppingToken.IsCancellationRequested ? StopReason.Interrupted : ending;
    }

    private static FileResult New(string file, Destination target) => new(file, target.LinkId, target.AlbumId) { Bytes = FileLength.Find(file) };
}
