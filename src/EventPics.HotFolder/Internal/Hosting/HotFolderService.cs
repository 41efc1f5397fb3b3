using Microsoft.Extensions.Hosting;

namespace EventPics.HotFolder.Internal.Hosting;

/// <summary>
/// Watches a folder while the host runs. The hot folder is not created before, so that the host has validated all its options together by
/// then.
/// </summary>
internal sealed class HotFolderService(Func<HotFolderWatcher> getFolder) : IHostedService
{
    private HotFolderWatcher? _folder;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _folder = getFolder();
        _folder.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => _folder?.DisposeAsync().AsTask() ?? Task.CompletedTask;
}
