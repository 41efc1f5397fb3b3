using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>
/// Corrects the destination of photos that were queued without a connection: a value of <c>--event</c> or <c>--album</c> that looks like an
/// ID is taken as one, and may turn out to be a title.
/// </summary>
internal static class AssumedDestinations
{
    private const int MaxAttempts = 20;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    public static async Task CorrectAsync(
        CommandContext context, UploadQueue queue, string wantedEvent, string? wantedAlbum, Destination confirmed,
        CancellationToken cancellationToken)
    {
        var (linkId, albumId) = (wantedEvent.Trim(), wantedAlbum?.Trim());
        if (confirmed.IsAssumed || (linkId == confirmed.LinkId && albumId == confirmed.AlbumId))
        {
            return;
        }

        // A photo whose upload is just being rejected can't be rerouted at that moment.
        for (var i = 1; i <= MaxAttempts
            && !await TryCorrectAsync(queue, linkId, albumId, confirmed, cancellationToken).ConfigureAwait(false); i++)
        {
            await Task.Delay(RetryInterval, context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> TryCorrectAsync(
        UploadQueue queue, string linkId, string? albumId, Destination confirmed, CancellationToken cancellationToken)
    {
        var isDone = true;
        foreach (var state in new[] { QueuedUploadState.Waiting, QueuedUploadState.Sending })
        {
            foreach (var upload in await queue.ListAsync(state, int.MaxValue, cancellationToken).ConfigureAwait(false))
            {
                var isMeant = (upload.LinkId == linkId || upload.LinkId == confirmed.LinkId) && upload.AlbumId == albumId;
                if (isMeant && (upload.LinkId != confirmed.LinkId || upload.AlbumId != confirmed.AlbumId))
                {
                    isDone &=
                        await queue.RerouteAsync(upload.Id, confirmed.LinkId, confirmed.AlbumId, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return isDone;
    }
}
