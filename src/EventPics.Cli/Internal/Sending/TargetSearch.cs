namespace EventPics.Cli.Internal;

/// <summary>Looks event and album up until they are known, since a run may start before the network does.</summary>
internal sealed class TargetSearch(Shell shell, SendingWishes sending, Notices notices)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<Target> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _told;

    /// <summary>Whether only one attempt is made.</summary>
    public bool AsksOnce { get; init; }

    /// <summary>Where the photos go, once that is known.</summary>
    public Target? Target { get; private set; }

    /// <summary>Completes when a target is known, or it is certain that there is none.</summary>
    public Task<Target> Found => _found.Task;

    /// <summary>The same as far as it is known.</summary>
    public Target Shown => Target ?? new Target(sending.LinkId, sending.Album);

    /// <summary>What is wrong with the API key, so that nothing can be sent; <see langword="null"/> when nothing is known to be.</summary>
    public string? KeyProblem { get; private set; }

    /// <summary>Takes a target that was listed before.</summary>
    public void Use(Target target)
    {
        Target = target;
        _found.TrySetResult(target);
    }

    /// <summary>Asks once.</summary>
    /// <exception cref="ToolException">There is no such event or album, or the event can't be looked up now and is no ID.</exception>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        EventListing listing;
        try
        {
            listing = await TargetFinder.ListAsync(shell, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            listing = new EventListing(null, shell.Texts.Trouble(EventPicsError.Timeout));
        }

        KeyProblem = listing.ExitCode == ExitCodes.ApiKey ? listing.Problem : null;
        try
        {
            Target = listing.Events is { } events
                ? TargetFinder.Find(events, sending.LinkId, sending.Album, shell.Texts)
                : TargetFinder.WithoutService(shell, sending.LinkId, sending.Album, listing);
        }
        catch (ToolException e)
        {
            _found.TrySetException(e);
            throw;
        }

        if (Target is not null)
        {
            _found.TrySetResult(Target);
        }

        Tell(listing.Problem);
    }

    /// <summary>Ends a run that would wait for an album's ID without the API key that it takes to look it up.</summary>
    /// <exception cref="ToolException">The album can only be looked up with an API key, and there is none that is accepted.</exception>
    public void ThrowIfKeyIsNeeded()
    {
        if (Target is null && KeyProblem is { } problem)
        {
            throw new ToolException(ExitCodes.ApiKey, $"{shell.Texts.NothingQueued} {problem} {shell.Texts.AlbumNeedsKey(sending.Album!.Plain())}");
        }
    }

    /// <summary>Asks until there is a target, which may be an assumed one.</summary>
    public async Task<Target> FindAsync(CancellationToken cancellationToken)
    {
        while (Target is null)
        {
            await Task.Delay(Pause, shell.Time, cancellationToken).ConfigureAwait(false);
            await AskAsync(cancellationToken).ConfigureAwait(false);
        }

        return Target;
    }

    /// <summary>Asks until the service confirms the target, which differs from an assumed one when that was a title.</summary>
    /// <exception cref="ToolException">What was assumed does not exist.</exception>
    public async Task<Target> ConfirmAsync(CancellationToken cancellationToken)
    {
        while (await FindAsync(cancellationToken).ConfigureAwait(false) is var known && (known.IsAssumed || _told is not null))
        {
            await Task.Delay(Pause, shell.Time, cancellationToken).ConfigureAwait(false);
            try
            {
                await AskAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (ToolException) when (!known.IsAssumed)
            {
                // A list confirmed it before, and the photos are on their way. Whether the event still takes them, the queue finds out.
                return known;
            }
        }

        return Target!;
    }

    private void Tell(string? problem)
    {
        var news = problem is null || (AsksOnce && Target is null) ? null
            : Target is null ? shell.Texts.AlbumNotKnownYet(problem)
            : Target.IsAssumed ? shell.Texts.TakenAsId(Assumed(Target), problem)
            : shell.Texts.EventNotChecked(problem);
        if (news == _told)
        {
            return;
        }

        notices.Remove(_told);
        _told = news;
        if (news is not null)
        {
            notices.Add(news);
        }
    }

    // The event's title is known when a list confirmed the event, so that only the album is assumed.
    private static IReadOnlyList<string> Assumed(Target target) =>
        [.. new[] { target.EventTitle is null ? target.LinkId : null, target.AlbumId }.OfType<string>().Select(id => id.Plain())];
}
