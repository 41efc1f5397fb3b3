using EventPics.Cli.Context;
using EventPics.Cli.Sending.Hooks;
using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>Reports each change of what the queue can do: a service, a log and a script have no board to look at.</summary>
internal sealed class ConnectionStateReporter : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly CommandContext _context;
    private readonly SendingSession _session;
    private readonly ResultWriter _results;
    private readonly Notices _notices;
    private readonly SessionHooks? _hooks;
    private readonly SemaphoreSlim _wakeUp = new(0, 1);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _followTask;
    private QueueHealth _last = QueueHealth.Online;
    private string? _keyProblem;

    public ConnectionStateReporter(CommandContext context, SendingSession session, ResultWriter results, Notices notices, SessionHooks? hooks)
    {
        (_context, _session, _results, _notices, _hooks) = (context, session, results, notices, hooks);
        session.Queue.Changed += OnChanged;
        _followTask = FollowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _session.Queue.Changed -= OnChanged;
        await _end.CancelAsync().ConfigureAwait(false);
        await _followTask.ConfigureAwait(false);
        await ReportLastAsync().ConfigureAwait(false);
        _end.Dispose();
        _wakeUp.Dispose();
    }

    private void OnChanged(object? sender, QueueChangedEventArgs change)
    {
        if (change.Upload is null && _wakeUp.CurrentCount == 0)
        {
            try
            {
                _wakeUp.Release();
            }
            catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
            {
                // It is awake already, or over.
            }
        }
    }

    // What ends a run may be the very change that was to be reported.
    private async Task ReportLastAsync()
    {
        try
        {
            var (status, keyProblem) = await _session.GetStatusAsync(CancellationToken.None).WaitAsync(PollInterval, _context.Time).ConfigureAwait(false);
            Report(status, keyProblem);
        }
        catch (Exception e) when (e is IOException or TimeoutException or ObjectDisposedException)
        {
            // The queue can't be asked any more.
        }
    }

    private async Task FollowAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var (status, keyProblem) = await _session.GetStatusAsync(_end.Token).ConfigureAwait(false);
                Report(status, keyProblem);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
                await Task.WhenAny(_wakeUp.WaitAsync(either.Token), Task.Delay(PollInterval, _context.Time, either.Token)).ConfigureAwait(false);
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
                await Task.WhenAny(Task.Delay(PollInterval, _context.Time, _end.Token)).ConfigureAwait(false);
            }
        }
    }

    private void Report(QueueStatus status, string? keyProblem)
    {
        // The camera takes the computer for itself every few seconds, which is no news.
        if ((status.Health == _last && keyProblem == _keyProblem) || status.Health == QueueHealth.Held)
        {
            return;
        }

        // A key that came just now is no connection yet.
        if (_keyProblem is not null && status is { Health: QueueHealth.NotSending } or { Health: QueueHealth.Online, LastContactAt: null })
        {
            return;
        }

        (_last, _keyProblem) = (status.Health, keyProblem);
        var now = _context.Time.GetUtcNow();
        var message = keyProblem is not null ? _context.Texts.WaitsForKey(keyProblem)
            : status.Health == QueueHealth.Online ? _context.Texts.OnlineAgain
            : _context.Texts.State(status);
        var line = new StateLine(
            "state", JsonNames.CamelCase(status.Health.ToString()), message, keyProblem ?? status.PauseReason, status.PausedUntil, status.Waiting + status.Sending, now);
        _notices.AddStateChange($"{_context.Texts.Time(now)}  {message}");
        if (_context.Json)
        {
            _results.Write(line);
        }

        _hooks?.Post(line);
    }
}
