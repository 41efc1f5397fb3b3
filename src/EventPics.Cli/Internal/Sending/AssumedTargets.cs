using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>
/// Corrects where photos go that were queued before the network was there: a value of <c>--event</c> or <c>--album</c> that looks like an ID is
/// taken as one, and may turn out to be a title.
/// </summary>
internal static class AssumedTargets
{
    private const int Attempts = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task CorrectAsync(Shell shell, UploadQueue queue, SendingWishes sending, Target confirmed, CancellationToken cancellationToken)
    {
        var (linkId, albumId) = (sending.LinkId.Trim(), sending.Album?.Trim());
        if (confirmed.IsAssumed || (linkId == confirmed.LinkId && albumId == confirmed.AlbumId))
        {
            return;
        }

        // One that is just being refused can't be moved at that moment.
        for (var i = 1; i <= Attempts && !await TryCorrectAsync(queue, linkId, albumId, confirmed, cancellationToken).ConfigureAwait(false); i++)
        {
            await Task.Delay(Pause, shell.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<bool> TryCorrectAsync(UploadQueue queue, string linkId, string? albumId, Target confirmed, CancellationToken cancellationToken)
    {
        var isDone = true;
        foreach (var state in new[] { QueuedUploadState.Waiting, QueuedUploadState.Sending })
        {
            foreach (var upload in await queue.ListAsync(state, int.MaxValue, cancellationToken).ConfigureAwait(false))
            {
                var isMeant = (upload.LinkId == linkId || upload.LinkId == confirmed.LinkId) && upload.AlbumId == albumId;
                if (isMeant && (upload.LinkId != confirmed.LinkId || upload.AlbumId != confirmed.AlbumId))
                {
                    isDone &= await queue.RerouteAsync(upload.Id, confirmed.LinkId, confirmed.AlbumId, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return isDone;
    }
}
