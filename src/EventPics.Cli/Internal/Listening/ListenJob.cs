namespace EventPics.Cli.Internal;

/// <summary>One run of <c>listen</c>.</summary>
internal sealed class ListenJob(Shell shell, SendingWishes sending, int port, IReadOnlyList<string> folders)
{
    private readonly Results _results = new(shell);

    public async Task<int> RunAsync()
    {
        foreach (var folder in folders.Where(folder => !Directory.Exists(folder)))
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.NoSuchFolder(folder));
        }

        var target = await TargetFinder.FindAsync(shell, sending.LinkId, sending.Album, preferCache: false, shell.Stop).ConfigureAwait(false);
        var hook = Hook.Create(sending.OnUploaded, shell);
        await using var hookScope = hook.ConfigureAwait(false);
        var run = await SendingRun.OpenAsync(shell, sending.BandwidthLimit, delivery =>
        {
            _results.Write(delivery);
            hook.Post(delivery);
        }).ConfigureAwait(false);
        await using var runScope = run.ConfigureAwait(false);
        using var desk = new TriggerDesk(shell, run, target, new AllowedFolders(folders));
        var endpoint = await StartAsync(desk).ConfigureAwait(false);
        await using (endpoint.ConfigureAwait(false))
        {
            Announce(endpoint.Address);
            await Screens.Board(shell, _results, run, null, target, endpoint.Address)
                .RunAsync(() => run.WaitAsync(() => false, untilKeyRefused: false, CancellationToken.None)).ConfigureAwait(false);
        }

        desk.Dispose();
        await desk.FinishAsync().ConfigureAwait(false);
        await run.ParkAsync().ConfigureAwait(false);
        await hook.FinishAsync(shell.Stop).ConfigureAwait(false);
        _results.Finish(run.Book);
        return run.Book.Tally.Waiting > 0 ? ExitCodes.Waiting : ExitCodes.Done;
    }

    private async Task<TriggerEndpoint> StartAsync(TriggerDesk desk)
    {
        try
        {
            return await TriggerEndpoint.StartAsync(port, desk.Take, shell.Stop).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new ToolException(ExitCodes.Refused, shell.Texts.PortTaken(port), e.Message, e);
        }
    }

    private void Announce(string address)
    {
        if (shell.Json)
        {
            JsonLines.Write(shell.Out, new StartedLine("started", address, null));
        }
        else
        {
            shell.Say(shell.Texts.Listening(address));
        }
    }
}
