using EventPics;
using EventPics.Queue;
using Microsoft.Extensions.Hosting;

namespace PhotoBooth;

/// <summary>Takes one picture after the other and hands each to the queue, which owes it nothing more than a place on the disk.</summary>
internal sealed class Booth(EventPicsClient client, UploadQueue queue, Plan plan, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var party = (await client.GetEventsAndAlbumsAsync(stoppingToken))[0];
        using var timer = new PeriodicTimer(plan.Pause);
        for (var number = 1; number <= plan.Pictures; number++)
        {
            await TakeAsync(number, party.LinkId, party.Albums[0].Id, stoppingToken);
            await timer.WaitForNextTickAsync(stoppingToken);
        }

        await queue.WaitUntilIdleAsync(stoppingToken);
        lifetime.StopApplication();
    }

    private async Task TakeAsync(int number, string linkId, string albumId, CancellationToken cancellationToken)
    {
        var takenAt = TimeProvider.System.GetLocalNow();
        var bytes = Camera.Take(number, takenAt);

        #region enqueue
        var photo = new UploadRequest(linkId, $"booth-{number:D3}.png", UploadContent.FromBytes(bytes)) { AlbumId = albumId, TakenAt = takenAt };
        await queue.EnqueueAsync(photo, cancellationToken); // on disk now: neither a dead line nor a power cut loses it
        #endregion
    }
}
