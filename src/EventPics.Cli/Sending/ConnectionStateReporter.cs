using EventPics.Cli.Context;
using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>Reports each change of what the queue can do: services, logs and scripts have no dashboard.</summary>
internal sealed class ConnectionStateReporter : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    private readonly CommandContext _context;
    private readonly SendingSession _session;
    private readonly WakeUpSignal _wakeUp;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _followTask;
    private QueueHealth _last = QueueHealth.Online;
    private string? _keyProblem;

    public ConnectionStateReporter(CommandContext context, SendingSession session)
    {
        (_context, _session, _wakeUp) = (context, session, new WakeUpSignal(context.Time));
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
        if (change.Upload is null)
        {
            _wakeUp.Set();
        }
    }

    // What ends the session may be the very change that has to be reported.
    private async Task ReportLastAsync()
    {
        try
        {
            var (status, keyProblem) = await _session.GetStatusAsync(CancellationToken.None)
                .WaitAsync(PollInterval, _context.Time).ConfigureAwait(false);
            Report(status, keyProblem);
        }
        catch (Exception e) when (e is IOException or TimeoutException or ObjectDisposedException)
        {
            // The queue no longer responds.
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
                await _wakeUp.WaitAsync(PollInterval, _end.Token).ConfigureAwait(false);
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
                // The queue's disk is failing; the queue reports that itself as soon as it responds again.
                await Task.WhenAny(Task.Delay(PollInterval, _context.Time, _end.Token)).ConfigureAwait(false);
            }
        }
    }

    private void Report(QueueStatus status, string? keyProblem)
    {
        // The camera needs the computer every few seconds, which is not worth a report.
        if ((status.Health == _last && keyProblem == _keyProblem) || status.Health == QueueHealth.Held)
        {
            return;
        }

        // A new key is not a connection yet.
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
            "state", JsonNames.CamelCase(status.Health.ToString()), message, keyProblem ?? status.PauseReason, status.PausedUntil,
            status.Waiting + status.Sending, now);
        _session.Notices.AddStateChange($"{_context.Texts.Time(now)}  {message}");
        _session.Report(line);
    }
}
