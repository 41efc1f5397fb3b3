using Microsoft.Extensions.Hosting;

namespace EventPics.Queue.Internal;

/// <summary>Opens the queue when the host starts, so that a bad folder shows then, and stops sending with it.</summary>
internal sealed class UploadQueueService(UploadQueue queue) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => queue.OpenedAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => queue.DisposeAsync().AsTask();
}
