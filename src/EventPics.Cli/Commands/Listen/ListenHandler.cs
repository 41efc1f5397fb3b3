using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Sending.Hooks;

namespace EventPics.Cli.Commands.Listen;

/// <summary>One run of <c>listen</c>.</summary>
internal sealed class ListenHandler(CommandContext shell, SendingSettings sending, ListenSettings wishes)
{
    private readonly ResultWriter _results = new(shell);
    private readonly Notices _notices = Notices.ForDashboard(shell);

    public async Task<int> RunAsync()
    {
        foreach (var folder in wishes.Folders.Where(folder => !Directory.Exists(folder)))
        {
            throw new CommandException(ExitCodes.Usage, shell.Texts.NoSuchFolder(folder.Sanitize()));
        }

        FilePatterns.Check(wishes.Include, wishes.Exclude, shell.Texts);
        var allowed = new AllowedFolders(wishes.Folders, wishes.Include, wishes.Exclude);
        shell.Shutdown.ForcedExitCode = ExitCodes.Waiting;
        var search = new DestinationLookup(shell, sending.LinkId, sending.Album, _notices);
        await search.LookUpAsync(shell.StoppingToken).ConfigureAwait(false);
        search.ThrowIfKeyIsNeeded();
        var hooks = new SessionHooks(shell, _notices, sending.OnUploaded, sending.OnProblem);
        await using var hooksScope = hooks.ConfigureAwait(false);
        var run = await SendingSession.OpenAsync(shell, sending.BandwidthLimit, delivery =>
        {
            _results.Write(delivery);
            hooks.Post(delivery);
        }, MissingKeyBehavior.WaitForKey).ConfigureAwait(false);
        await using var runScope = run.ConfigureAwait(false);
        run.ReportStates(_results, _notices, hooks);
        var confirmation = new DestinationConfirmation(shell, run, search, sending, shell.StoppingToken);
        await using var confirmationScope = confirmation.ConfigureAwait(false);
        using var desk = new TriggerProcessor(shell, run, _notices, search, allowed, wishes);
        var endpoint = await StartAsync(desk).ConfigureAwait(false);
        await using (endpoint.ConfigureAwait(false))
        {
            Announce(endpoint.Address);
            await ScreenFactory.CreateDashboard(shell, _results, run, _notices, () => search.BestKnown, () => null, endpoint.Address)
                .RunAsync(() => run.WaitAsync(() => confirmation.Failure is not null, endsByItself: false, CancellationToken.None)).ConfigureAwait(false);
        }

        desk.Dispose();
        await desk.FinishAsync().ConfigureAwait(false);
        await run.StopSendingAsync().ConfigureAwait(false);
        await hooks.FinishAsync().ConfigureAwait(false);
        var code = _results.Finish(
            run.Unfinished.Concat(desk.NotQueued), run.Tracker.Summary with { Waiting = run.Tracker.Summary.Waiting + desk.NotQueued.Count });
        SkipSummary.Write(shell, run.Tracker.Skips);
        if (confirmation.Failure is { } failure)
        {
            shell.Info($"eventpics: {failure.Message}");
            return failure.ExitCode;
        }

        return code;
    }

    private async Task<TriggerEndpoint> StartAsync(TriggerProcessor desk)
    {
        try
        {
            return await TriggerEndpoint.StartAsync(wishes.Port, desk.Process, shell.StoppingToken).ConfigureAwait(false);
        }
        catch (Exception e) when (PortError.TryCreate(e, wishes.Port, shell.Texts) is { } failure)
        {
            throw failure;
        }
    }

    private void Announce(string address)
    {
        if (shell.Json)
        {
            JsonOutput.Write(shell.Out, new StartedLine("started", address, null));
        }
        else
        {
            shell.Info(shell.Texts.Listening(address));
        }
    }
}
