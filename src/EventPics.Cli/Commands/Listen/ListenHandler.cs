using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Sending.Hooks;

namespace EventPics.Cli.Commands.Listen;

/// <summary>One run of <c>listen</c>.</summary>
internal sealed class ListenHandler(CommandContext context, SendingSettings sending, ListenSettings settings)
{
    private readonly ResultWriter _results = new(context);
    private readonly Notices _notices = Notices.ForDashboard(context);

    public async Task<int> RunAsync()
    {
        foreach (var folder in settings.Folders.Where(folder => !Directory.Exists(folder)))
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.NoSuchFolder(folder.Sanitize()));
        }

        FilePatterns.Check(settings.Include, settings.Exclude, context.Texts);
        var allowed = new AllowedFolders(settings.Folders, settings.Include, settings.Exclude);
        context.Shutdown.ForcedExitCode = ExitCodes.Waiting;
        var lookup = new DestinationLookup(context, sending.LinkId, sending.Album, _notices);
        await lookup.LookUpAsync(context.StoppingToken).ConfigureAwait(false);
        lookup.ThrowIfKeyIsNeeded();
        var hooks = new SessionHooks(context, _notices, sending.OnUploaded, sending.OnProblem);
        await using var hooksScope = hooks.ConfigureAwait(false);
        var session = await SendingSession.OpenAsync(context, sending.BandwidthLimit, delivery =>
        {
            _results.Write(delivery);
            hooks.Post(delivery);
        }, MissingKeyBehavior.WaitForKey).ConfigureAwait(false);
        await using var runScope = session.ConfigureAwait(false);
        session.ReportStates(_results, _notices, hooks);
        var confirmation = new DestinationConfirmation(context, session, lookup, sending, context.StoppingToken);
        await using var confirmationScope = confirmation.ConfigureAwait(false);
        using var processor = new TriggerProcessor(context, session, _notices, lookup, allowed, settings);
        var endpoint = await StartAsync(processor).ConfigureAwait(false);
        await using (endpoint.ConfigureAwait(false))
        {
            Announce(endpoint.Address);
            await ScreenFactory.CreateDashboard(context, _results, session, _notices, () => lookup.BestKnown, () => null, endpoint.Address)
                .RunAsync(() => session.WaitAsync(() => confirmation.Failure is not null, endsByItself: false, CancellationToken.None)).ConfigureAwait(false);
        }

        processor.Dispose();
        await processor.FinishAsync().ConfigureAwait(false);
        await session.StopSendingAsync().ConfigureAwait(false);
        await hooks.FinishAsync().ConfigureAwait(false);
        var code = _results.Finish(
            session.Unfinished.Concat(processor.NotQueued), session.Tracker.Summary with { Waiting = session.Tracker.Summary.Waiting + processor.NotQueued.Count });
        SkipSummary.Write(context, session.Tracker.Skips);
        if (confirmation.Failure is { } failure)
        {
            context.Info($"eventpics: {failure.Message}");
            return failure.ExitCode;
        }

        return code;
    }

    private async Task<TriggerEndpoint> StartAsync(TriggerProcessor processor)
    {
        try
        {
            return await TriggerEndpoint.StartAsync(settings.Port, processor.Process, context.StoppingToken).ConfigureAwait(false);
        }
        catch (Exception e) when (PortError.TryCreate(e, settings.Port, context.Texts) is { } failure)
        {
            throw failure;
        }
    }

    private void Announce(string address)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Out, new StartedLine("started", address, null));
        }
        else
        {
            context.Info(context.Texts.Listening(address));
        }
    }
}
