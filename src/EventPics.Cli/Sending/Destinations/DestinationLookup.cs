using EventPics.Cli.Context;
using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>Looks up event and album until they are known, since a session may start before the network does.</summary>
internal sealed class DestinationLookup(CommandContext context, string wantedEvent, string? wantedAlbum, Notices notices)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<Destination> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _reported;

    /// <summary>The event as given: its ID, its link or its title.</summary>
    public string WantedEvent => wantedEvent;

    /// <summary>The album as given: its ID or its title.</summary>
    public string? WantedAlbum => wantedAlbum;

    /// <summary>Whether only one attempt is made.</summary>
    public bool TriesOnce { get; init; }

    /// <summary>Where the photos go, once that is known.</summary>
    public Destination? Destination { get; private set; }

    /// <summary>Completes when the destination is known, or fails when it is certain that it doesn't exist.</summary>
    public Task<Destination> Found => _found.Task;

    /// <summary>The destination as far as it is known.</summary>
    public Destination BestKnown => Destination ?? new Destination(wantedEvent, wantedAlbum);

    /// <summary>What is wrong with the API key, so that nothing can be sent; <see langword="null"/> when no problem is known.</summary>
    public string? KeyProblem { get; private set; }

    /// <summary>Uses a destination of the last known list.</summary>
    public void Use(Destination destination)
    {
        Destination = destination;
        _found.TrySetResult(destination);
    }

    /// <summary>Looks up once.</summary>
    /// <exception cref="CommandException">
    /// The event or album does not exist, or the event can't be looked up now and is not an ID.
    /// </exception>
    public async Task LookUpAsync(CancellationToken cancellationToken)
    {
        EventListing listing;
        try
        {
            listing = await DestinationResolver.FetchEventsAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            listing = new EventListing(null, context.Texts.ErrorText(EventPicsError.Timeout));
        }

        KeyProblem = listing.ExitCode == ExitCodes.ApiKey ? listing.Problem : null;
        try
        {
            Destination = listing.Events is { } events
                ? DestinationResolver.Resolve(events, wantedEvent, wantedAlbum, context.Texts)
                : DestinationResolver.ResolveOffline(context, wantedEvent, wantedAlbum, listing);
        }
        catch (CommandException e)
        {
            _found.TrySetException(e);
            throw;
        }

        if (Destination is not null)
        {
            _found.TrySetResult(Destination);
        }

        ReportProblem(listing.Problem);
    }

    /// <summary>
    /// Looks up once, for a session that goes on without a connection but not without a key that it needs to find the album.
    /// </summary>
    /// <exception cref="CommandException">
    /// The event or album does not exist, or can't be found without an API key that the service accepts.
    /// </exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookUpAsync(cancellationToken).ConfigureAwait(false);
        if (Destination is null && KeyProblem is { } problem)
        {
            throw new CommandException(
                ExitCodes.ApiKey, $"{context.Texts.NothingQueued} {problem} {context.Texts.AlbumNeedsKey(wantedAlbum!.Sanitize())}");
        }
    }

    /// <summary>Looks up until there is a destination, which may be an assumed one.</summary>
    public async Task<Destination> FindAsync(CancellationToken cancellationToken)
    {
        while (Destination is null)
        {
            await Task.Delay(RetryInterval, context.Time, cancellationToken).ConfigureAwait(false);
            await LookUpAsync(cancellationToken).ConfigureAwait(false);
        }

        return Destination;
    }

    /// <summary>Looks up until the service confirms the destination, which differs from an assumed one if that was a title.</summary>
    /// <exception cref="CommandException">The assumed event or album does not exist.</exception>
    public async Task<Destination> ConfirmAsync(CancellationToken cancellationToken)
    {
        while (await FindAsync(cancellationToken).ConfigureAwait(false) is var known && (known.IsAssumed || _reported is not null))
        {
            await Task.Delay(RetryInterval, context.Time, cancellationToken).ConfigureAwait(false);
            try
            {
                await LookUpAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (CommandException) when (!known.IsAssumed)
            {
                // The last known list confirmed it, and photos are being sent. The queue finds out whether the event still accepts them.
                return known;
            }
        }

        return Destination!;
    }

    private void ReportProblem(string? problem)
    {
        var notice = problem is null || (TriesOnce && Destination is null) ? null
            : Destination is null ? context.Texts.AlbumNotKnownYet(problem)
            : Destination.IsAssumed ? context.Texts.AssumedToBeId(Assumed(Destination), problem)
            : context.Texts.EventNotChecked(problem);
        if (notice == _reported)
        {
            return;
        }

        notices.Remove(_reported);
        _reported = notice;
        if (notice is not null)
        {
            notices.Add(notice);
        }
    }

    // The title is known if the list confirmed the event; then only the album is assumed.
    private static IReadOnlyList<string> Assumed(Destination destination) =>
        [.. new[] { destination.EventTitle is null ? destination.LinkId : null, destination.AlbumId }.OfType<string>()
            .Select(id => id.Sanitize())];
}
