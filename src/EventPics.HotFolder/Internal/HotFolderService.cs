using Microsoft.Extensions.Hosting;

namespace EventPics.HotFolder.Internal;

/// <summary>Watches while the host runs.</summary>
internal sealed class HotFolderService(HotFolder folder) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        folder.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => folder.DisposeAsync().AsTask();
}
