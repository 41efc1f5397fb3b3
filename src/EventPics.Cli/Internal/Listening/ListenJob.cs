namespace EventPics.Cli.Internal;

/// <summary>One run of <c>listen</c>.</summary>
internal sealed class ListenJob(Shell shell, SendingWishes sending, int port, IReadOnlyList<string> folders)
{
    private readonly Results _results = new(shell);
    private readonly Notices _notices = Notices.ForBoard(shell);

    public async Task<int> RunAsync()
    {
        foreach (var folder in folders.Where(folder => !Directory.Exists(folder)))
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.NoSuchFolder(folder.Plain()));
        }

        shell.Interruption.HardExitCode = ExitCodes.Waiting;
        var search = new TargetSearch(shell, sending, _notices);
        await search.AskAsync(shell.Stop).ConfigureAwait(false);
        var hook = Hook.Create(sending.OnUploaded, shell, _notices);
        await using var hookScope = hook.ConfigureAwait(false);
        var run = await SendingRun.OpenAsync(shell, sending.BandwidthLimit, delivery =>
        {
            _results.Write(delivery);
            hook.Post(delivery);
        }).ConfigureAwait(false);
        await using var runScope = run.ConfigureAwait(false);
        var target = search.FindAsync(shell.Stop);
        using var desk = new TriggerDesk(shell, run, _notices, new Target(sending.LinkId, null), target, new AllowedFolders(folders));
        var endpoint = await StartAsync(desk).ConfigureAwait(false);
        await using (endpoint.ConfigureAwait(false))
        {
            Announce(endpoint.Address);
            await Screens.Board(shell, _results, run, _notices, () => search.Shown, () => null, endpoint.Address)
                .RunAsync(() => ListenAsync(run, target)).ConfigureAwait(false);
        }

        desk.Dispose();
        await desk.FinishAsync().ConfigureAwait(false);
        await run.ParkAsync().ConfigureAwait(false);
        await hook.FinishAsync(shell.Stop).ConfigureAwait(false);
        return _results.Finish(
            run.Unfinished.Concat(desk.Left), run.Book.Tally with { Waiting = run.Book.Tally.Waiting + desk.Left.Count });
    }

    private async Task ListenAsync(SendingRun run, Task<Target> target)
    {
        try
        {
            await target.ConfigureAwait(false);
            await run.WaitAsync(() => false, untilKeyRefused: false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (shell.Stop.IsCancellationRequested)
        {
            // Ended before anybody could tell where the pictures go.
        }
    }

    private async Task<TriggerEndpoint> StartAsync(TriggerDesk desk)
    {
        try
        {
            return await TriggerEndpoint.StartAsync(port, desk.Take, shell.Stop).ConfigureAwait(false);
        }
        catch (Exception e) when (PortFailure.Of(e, port, shell.Texts) is { } failure)
        {
            throw failure;
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
