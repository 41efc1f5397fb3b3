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
    private readonly EventHandler<QueueChangedEventArgs> _changed;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _followTask;
    private bool _isSending;
    private volatile UploadQueue? _sender;

    /// <param name="context">The command's context.</param>
    /// <param name="client">The client that sends.</param>
    /// <param name="queue">The session's queue.</param>
    /// <param name="isSending">Whether the queue sends already.</param>
    /// <param name="changed">Handles the changes of a sender that is opened later.</param>
    public ApiKeyWatcher(
        CommandContext context, KeyRotatingClient client, UploadQueue queue, bool isSending, EventHandler<QueueChangedEventArgs> changed)
    {
        (_context, _client, _queue, _isSending, _changed) = (context, client, queue, isSending, changed);
        _followTask = FollowAsync(_end.Token);
    }

    /// <summary>The queue that sends, once one does.</summary>
    public UploadQueue Sender => _sender ?? _queue;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _followTask.ConfigureAwait(false);
        _end.Dispose();
        if (_sender is { } sender)
        {
            await sender.DisposeAsync().ConfigureAwait(false);
            sender.Changed -= _changed;
        }
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
                    Sender.Probe();
                }
                else if (!_isSending && _client.KeyProblem is null)
                {
                    var sender = await UploadQueue.OpenAsync(
                        _client, _context.QueueOptions(), _context.Loggers, cancellationToken).ConfigureAwait(false);
                    sender.Changed += _changed;
                    _sender = sender;
                    _isSending = true;
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (IOException)
            {
                // The queue's disk is failing, which the session's queue reports; opening is retried.
            }
        }
    }
}
