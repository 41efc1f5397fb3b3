using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Reports each change of what the queue can do: a service, a log and a script have no board to look at.</summary>
internal sealed class StateReport : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Shell _shell;
    private readonly UploadQueue _queue;
    private readonly Results _results;
    private readonly Notices _notices;
    private readonly RunHooks? _hooks;
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _following;
    private QueueConnection _last = QueueConnection.Online;

    public StateReport(Shell shell, UploadQueue queue, Results results, Notices notices, RunHooks? hooks)
    {
        (_shell, _queue, _results, _notices, _hooks) = (shell, queue, results, notices, hooks);
        queue.Changed += OnChanged;
        _following = FollowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Changed -= OnChanged;
        await _end.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(false);
        _end.Dispose();
        _news.Dispose();
    }

    private void OnChanged(object? sender, QueueChangedEventArgs change)
    {
        if (change.Upload is null && _news.CurrentCount == 0)
        {
            try
            {
                _news.Release();
            }
            catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
            {
                // It is awake already, or over.
            }
        }
    }

    private async Task FollowAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                Report(await _queue.GetStatusAsync(_end.Token).ConfigureAwait(false));
                using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                await Task.WhenAny(_news.WaitAsync(either.Token), Task.Delay(Look, _shell.Time, either.Token)).ConfigureAwait(false);
                await either.CancelAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
            catch (IOException) when (!_end.IsCancellationRequested)
            {
                // The queue's disk is failing; the queue reports that itself as soon as it can be asked again.
                await Task.WhenAny(Task.Delay(Look, _shell.Time, _end.Token)).ConfigureAwait(false);
            }
        }
    }

    private void Report(QueueStatus status)
    {
        // The camera takes the computer for itself every few seconds, which is no news.
        if (status.Connection == _last || status.Connection == QueueConnection.Held)
        {
            return;
        }

        _last = status.Connection;
        var now = _shell.Time.GetUtcNow();
        var message = status.Connection == QueueConnection.Online ? _shell.Texts.OnlineAgain : _shell.Texts.State(status);
        var line = new StateLine(
            "state", QueueViews.CamelCase(status.Connection.ToString()), message, status.PauseReason, status.PausedUntil, status.Waiting + status.Sending, now);
        _notices.State($"{_shell.Texts.Time(now)}  {message}");
        if (_shell.Json)
        {
            _results.Write(line);
        }

        _hooks?.Post(line);
    }
}
