namespace EventPics.Cli.Internal;

/// <summary>One run of <c>listen</c>.</summary>
internal sealed class ListenJob(Shell shell, SendingWishes sending, ListenWishes wishes)
{
    private readonly Results _results = new(shell);
    private readonly Notices _notices = Notices.ForBoard(shell);

    public async Task<int> RunAsync()
    {
        foreach (var folder in wishes.Folders.Where(folder => !Directory.Exists(folder)))
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.NoSuchFolder(folder.Plain()));
        }

        Patterns.Check(wishes.Include, wishes.Exclude, shell.Texts);
        var allowed = new AllowedFolders(wishes.Folders, wishes.Include, wishes.Exclude);
        shell.Interruption.HardExitCode = ExitCodes.Waiting;
        var search = new TargetSearch(shell, sending, _notices);
        await search.AskAsync(shell.Stop).ConfigureAwait(false);
        search.ThrowIfKeyIsNeeded();
        var hooks = new RunHooks(shell, _notices, sending.OnUploaded, sending.OnProblem);
        await using var hooksScope = hooks.ConfigureAwait(false);
        var run = await SendingRun.OpenAsync(shell, sending.BandwidthLimit, delivery =>
        {
            _results.Write(delivery);
            hooks.Post(delivery);
        }, WithoutKey.Waits).ConfigureAwait(false);
        await using var runScope = run.ConfigureAwait(false);
        run.ReportStates(_results, _notices, hooks);
        var confirmation = new TargetConfirmation(shell, run, search, sending, shell.Stop);
        await using var confirmationScope = confirmation.ConfigureAwait(false);
        using var desk = new TriggerDesk(shell, run, _notices, search, allowed, wishes);
        var endpoint = await StartAsync(desk).ConfigureAwait(false);
        await using (endpoint.ConfigureAwait(false))
        {
            Announce(endpoint.Address);
            await Screens.Board(shell, _results, run, _notices, () => search.Shown, () => null, endpoint.Address)
                .RunAsync(() => run.WaitAsync(() => confirmation.Failure is not null, endsByItself: false, CancellationToken.None)).ConfigureAwait(false);
        }

        desk.Dispose();
        await desk.FinishAsync().ConfigureAwait(false);
        await run.ParkAsync().ConfigureAwait(false);
        await hooks.FinishAsync().ConfigureAwait(false);
        var code = _results.Finish(
            run.Unfinished.Concat(desk.Left), run.Book.Tally with { Waiting = run.Book.Tally.Waiting + desk.Left.Count });
        SkipSummary.Say(shell, run.Book.Skips);
        if (confirmation.Failure is { } failure)
        {
            shell.Say($"eventpics: {failure.Message}");
            return failure.ExitCode;
        }

        return code;
    }

    private async Task<TriggerEndpoint> StartAsync(TriggerDesk desk)
    {
        try
        {
            return await TriggerEndpoint.StartAsync(wishes.Port, desk.Take, shell.Stop).ConfigureAwait(false);
        }
        catch (Exception e) when (PortFailure.Of(e, wishes.Port, shell.Texts) is { } failure)
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
