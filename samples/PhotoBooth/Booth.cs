using EventPics;
using EventPics.Queue;
using Microsoft.Extensions.Hosting;

namespace PhotoBooth;

/// <summary>Takes one photo after another and queues each: the booth never waits for the network.</summary>
internal sealed class Booth(EventPicsClient client, UploadQueue queue, IHostApplicationLifetime lifetime) : BackgroundService
{
    public const int PhotoCount = 30;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var party = (await client.GetEventsAndAlbumsAsync(stoppingToken))[0];
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(400));
        for (var number = 1; number <= PhotoCount; number++)
        {
            await TakeAsync(number, party.LinkId, party.Albums[0].Id, stoppingToken);
            await timer.WaitForNextTickAsync(stoppingToken);
        }

        await queue.WaitUntilIdleAsync(stoppingToken);
        lifetime.StopApplication();
    }

    private async Task TakeAsync(int number, string linkId, string albumId, CancellationToken cancellationToken)
    {
        var bytes = Camera.Take(number);

        #region enqueue
        var photo = new UploadRequest(linkId, $"booth-{number:D3}.jpg", UploadContent.FromBytes(bytes))
        {
            AlbumId = albumId,
            TakenAt = TimeProvider.System.GetLocalNow(),
        };
        await queue.EnqueueAsync(photo, cancellationToken); // on disk now: neither a lost connection nor a power cut loses it
        #endregion
    }
}
