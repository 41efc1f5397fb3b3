using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Commands.Listen;

/// <summary>Runs <c>listen</c>.</summary>
internal sealed class ListenHandler(CommandContext context, SendingSettings sending, ListenSettings settings)
{
    /// <exception cref="CommandException">A folder doesn't exist, or a pattern is malformed.</exception>
    public static void Check(ListenSettings settings, Texts texts)
    {
        foreach (var folder in settings.Folders.Where(folder => !Directory.Exists(folder)))
        {
            throw new CommandException(ExitCodes.Usage, texts.NoSuchFolder(folder.Sanitize()));
        }

        FilePatterns.Check(settings.Include, settings.Exclude, texts);
    }

    public async Task<int> RunAsync()
    {
        var allowed = new AllowedFolders(settings.Folders, settings.Include, settings.Exclude);
        context.Shutdown.ForcedExitCode = ExitCodes.Waiting;
        var notices = Notices.ForDashboard(context);
        var lookup = new DestinationLookup(context, sending.LinkId, sending.Album, notices);
        await lookup.StartAsync(context.StoppingToken).ConfigureAwait(false);
        var session = await SendingSession.OpenAsync(
            context, SessionSettings.From(sending, new ResultWriter(context), notices) with { MissingKey = MissingKeyBehavior.WaitForKey }).ConfigureAwait(false);
        await using var sessionScope = session.ConfigureAwait(false);
        session.ConfirmDestination(lookup, context.StoppingToken);
        using var processor = new TriggerProcessor(context, session, lookup, allowed, settings);
        var endpoint = await StartAsync(processor).ConfigureAwait(false);
        await using (endpoint.ConfigureAwait(false))
        {
            Announce(endpoint.Address);
            await ScreenFactory.CreateDashboard(context, session, () => lookup.BestKnown, () => null, endpoint.Address)
                .RunAsync(() => session.WaitAsync(() => session.DestinationError is not null, endsByItself: false, CancellationToken.None)).ConfigureAwait(false);
        }

        processor.Dispose();
        await processor.FinishAsync().ConfigureAwait(false);
        await session.StopSendingAsync().ConfigureAwait(false);
        session.WriteSummary(session.Unfinished.Concat(processor.NotQueued), processor.NotQueued.Count);
        SkipSummary.Write(context, session.Tracker.Skips);

        // Ctrl+C is the normal end, so only waiting files matter, and only a wrong destination is reported.
        var code = session.Tracker.Summary.Waiting + processor.NotQueued.Count > 0 ? ExitCodes.Waiting : ExitCodes.Success;
        return StopReasonReporter.Report(context, session, StopReason.Completed, code);
    }

    private async Task<TriggerEndpoint> StartAsync(TriggerProcessor processor)
    {
        try
        {
            // Not cancelled by a shutdown during the start, which then ends as normally as a later one.
            return await TriggerEndpoint.StartAsync(settings.Port, processor.Process, CancellationToken.None).ConfigureAwait(false);
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
            JsonOutput.Write(context.Out, StartedLine.Create(address));
        }
        else
        {
            context.Info(context.Texts.Listening(address));
        }
    }
}
