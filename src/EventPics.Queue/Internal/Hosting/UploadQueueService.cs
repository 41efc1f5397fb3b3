using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventPics.Queue.Internal.Hosting;

/// <summary>
/// Opens the queue when the host starts, so that an unusable folder is reported then, and stops sending with the host. The queue is not
/// created before, so that the host has validated all its options together by then.
/// </summary>
internal sealed class UploadQueueService(
    Func<UploadQueue> getQueue, IOptionsMonitor<EventPicsClientOptions>? client, string? name) : IHostedService
{
    private UploadQueue? _queue;
    private IDisposable? _keyChanges;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var queue = _queue = getQueue();

        // A new key need not wait until the delay ends that the old key caused. The client has subscribed first, so it has the new key
        // already.
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
        return _queue?.DisposeAsync().AsTask() ?? Task.CompletedTask;
    }
}
