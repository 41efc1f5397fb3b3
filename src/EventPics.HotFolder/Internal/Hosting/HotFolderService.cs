using Microsoft.Extensions.Hosting;

namespace EventPics.HotFolder.Internal.Hosting;

/// <summary>Watches a folder while the host runs.</summary>
internal sealed class HotFolderService(HotFolderWatcher folder) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        folder.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => folder.DisposeAsync().AsTask();
}
