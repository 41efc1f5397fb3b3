using EventPics.Cli.Context;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Sending;

/// <summary>
/// Confirms an assumed destination while photos are already being queued for it, and reroutes those photos if it was a title.
/// </summary>
internal sealed class DestinationConfirmation : IAsyncDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly Task _work;

    public DestinationConfirmation(
        CommandContext context, SendingSession session, DestinationLookup lookup, CancellationToken cancellationToken)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _work = ConfirmAsync(context, session, lookup, _end.Token);
    }

    /// <summary>That the event or album does not exist, once that is known.</summary>
    public CommandException? Failure { get; private set; }

    /// <summary>Whether it is known where the photos go.</summary>
    public bool IsDone => _work.IsCompleted;

    /// <summary>Completes when it is known where the photos go.</summary>
    public Task Done => _work;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task ConfirmAsync(
        CommandContext context, SendingSession session, DestinationLookup lookup, CancellationToken cancellationToken)
    {
        try
        {
            var confirmed = await lookup.ConfirmAsync(cancellationToken).ConfigureAwait(false);
            await AssumedDestinations.CorrectAsync(
                context, session.Queue, lookup.WantedEvent, lookup.WantedAlbum, confirmed, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException e)
        {
            Failure = e;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The session ended first; the next one looks it up again.
        }

        session.Wake();
    }
}
