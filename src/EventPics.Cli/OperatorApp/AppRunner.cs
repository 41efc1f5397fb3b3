using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Profiles;
using EventPics.Cli.Sending;

namespace EventPics.Cli.OperatorApp;

/// <summary>Sends as the profile says and serves the pages, in one process, until Ctrl+C.</summary>
internal sealed class AppRunner(CommandContext context, AppSettings settings)
{
    /// <summary>Is called with the address of the first page once it is served.</summary>
    public Action<string>? Started { get; init; }

    /// <param name="instance">The right to serve the data folder.</param>
    public async Task<int> RunAsync(AppInstance instance)
    {
        context.Shutdown.ForcedExitCode = ExitCodes.Waiting;
        var store = new ProfileStore(context, settings.ProfileName);
        var loaded = store.Load();
        var profile = loaded.IsValid ? loaded.Profile : new Profile(); // the queue sends before the profile is applied
        var notices = new Notices(context);
        var session = await SendingSession.OpenAsync(
            context,
            new SessionSettings(new ResultWriter(context) { ShowDuplicates = false }, notices)
            {
                MissingKey = MissingKeyBehavior.WaitForKey,
                BandwidthLimit = ProfileWatchSettings.ParseLimit(profile.Bwlimit),
                OnUploaded = profile.OnUploaded,
                OnProblem = profile.OnProblem,
            }).ConfigureAwait(false);
        await using var sessionScope = session.ConfigureAwait(false);
        var supervisor = new ProfileSupervisor(context, store, session, loaded);
        var server = await AppServer.StartAsync(context, settings.Port, supervisor).ConfigureAwait(false);
        await using (server.ConfigureAwait(false))
        {
            instance.Publish(server.Address);
            Announce(server.Address);
            Started?.Invoke(server.Address);
            supervisor.Start();
            await session.WaitAsync(() => false, endsByItself: false, CancellationToken.None).ConfigureAwait(false);
            // A shutdown has a few seconds for everything.
            var serverEnd = server.StopAsync();
            await supervisor.DisposeAsync().ConfigureAwait(false);
            var exitCode = await EndAsync(session, supervisor.Unfinished).ConfigureAwait(false);
            await serverEnd.ConfigureAwait(false);
            return exitCode;
        }
    }

    // Ctrl+C is the normal end, so only waiting files matter.
    private async Task<int> EndAsync(SendingSession session, int unfinished)
    {
        context.Shutdown.ForcedExitCode = session.Tracker.Summary.Waiting + unfinished == 0 ? ExitCodes.Success : ExitCodes.Waiting;
        await session.StopSendingAsync().ConfigureAwait(false);
        session.WriteSummary(context.Json ? session.Unfinished : [], unfinished);
        var waiting = session.Tracker.Summary.Waiting + unfinished;
        if (waiting > 0)
        {
            context.Info(context.Texts.RemainingInQueue(waiting));
        }

        return waiting > 0 ? ExitCodes.Waiting : ExitCodes.Success;
    }

    private void Announce(string address)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Out, StartedLine.Create(address));
        }
        else
        {
            context.Info($"{context.Texts.AppStarted(address)}\n{context.Texts.StopWithCtrlC}");
        }
    }
}
