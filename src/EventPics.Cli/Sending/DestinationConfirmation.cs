using EventPics.Cli.Context;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Sending;

/// <summary>Has an unconfirmed target confirmed while photos are already being queued for it, and corrects those photos if it was a title.</summary>
internal sealed class DestinationConfirmation : IAsyncDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly Task? _work;

    public DestinationConfirmation(CommandContext context, SendingSession session, DestinationLookup lookup, SendingSettings sending, CancellationToken cancellationToken)
    {
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        session.IsDestinationConfirmed = () => IsDone;
        _work = ConfirmAsync(context, session, lookup, sending, _end.Token);
    }

    /// <summary>That there is no such event or album, once that is known.</summary>
    public CommandException? Failure { get; private set; }

    /// <summary>Whether it is known where the photos go.</summary>
    public bool IsDone => _work is { IsCompleted: true };

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work!.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task ConfirmAsync(CommandContext context, SendingSession session, DestinationLookup lookup, SendingSettings sending, CancellationToken cancellationToken)
    {
        try
        {
            var confirmed = await lookup.ConfirmAsync(cancellationToken).ConfigureAwait(false);
            await AssumedDestinations.CorrectAsync(context, session.Queue, sending.LinkId, sending.Album, confirmed, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandException e)
        {
            Failure = e;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run ends first, and the next one asks again.
        }

        session.Wake();
    }
}
