using EventPics.Cli.Context;
using EventPics.Queue;

namespace EventPics.Cli.Sending.Clients;

/// <summary>Follows the stored API key during a session: a new key is used immediately, and the first one starts the sending.</summary>
/// <remarks>Without a key this process does not become the sender, so that a process with a key can be.</remarks>
internal sealed class ApiKeyWatcher : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly CommandContext _context;
    private readonly KeyRotatingClient _client;
    private readonly UploadQueue _queue;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _followTask;
    private bool _isSending;

    /// <param name="context">The command's context.</param>
    /// <param name="client">The client that sends.</param>
    /// <param name="queue">The session's queue.</param>
    /// <param name="isSending">Whether the queue sends already.</param>
    public ApiKeyWatcher(CommandContext context, KeyRotatingClient client, UploadQueue queue, bool isSending)
    {
        (_context, _client, _queue, _isSending) = (context, client, queue, isSending);
        _followTask = FollowAsync(_end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _followTask.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(PollInterval, _context.Time, cancellationToken).ConfigureAwait(false);
                var isNew = _client.ReloadKey();
                if (_isSending && isNew)
                {
                    _queue.Probe();
                }
                else if (!_isSending && _client.KeyProblem is null)
                {
                    await _queue.StartSendingAsync(_client, cancellationToken).ConfigureAwait(false);
                    _isSending = true;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (IOException)
            {
                // The queue's disk is failing, which the queue reports; starting is retried.
            }
        }
    }
}
