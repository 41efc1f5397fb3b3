using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventPics.Queue.Internal.Hosting;

/// <summary>Opens the queue when the host starts, so that a bad folder shows then, and stops sending with it.</summary>
internal sealed class UploadQueueService(UploadQueue queue, IOptionsMonitor<EventPicsClientOptions>? client, string? name) : IHostedService
{
    private IDisposable? _keyChanges;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A key that was replaced need not wait for the end of the pause that the old one caused. The client has subscribed first, so it has the new key.
        _keyChanges = client?.OnChange((_, changed) =>
        {
            if ((changed ?? Options.DefaultName) == (name ?? Options.DefaultName))
            {
                queue.Probe();
            }
        });
        return queue.EnsureOpenAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _keyChanges?.Dispose();
        return queue.DisposeAsync().AsTask();
    }
}
