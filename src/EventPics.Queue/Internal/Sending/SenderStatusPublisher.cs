using EventPics.Queue.Internal.Jobs;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Sending;

/// <summary>Reports whether the sender sends, and what holds it back, to this program, its log and other processes.</summary>
internal sealed class SenderStatusPublisher(SenderServices services)
{
    // Other processes get the time of the last contact at this interval.
    private static readonly TimeSpan ContactReportInterval = TimeSpan.FromSeconds(15);

    private SenderStatus? _lastReported;
    private QueueHealth? _lastLogged;

    public event Action<SenderStatus>? StatusChanged;

    public SenderStatus GetStatus() => Describe() with { LastContact = services.Scheduler.LastContact, Account = services.Account };

    /// <summary>Publishes the status if it changed. Never throws.</summary>
    public async Task PublishAsync()
    {
        try
        {
            await PublishIfChangedAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            services.ReportStorageError(e);
        }
    }

    private SenderStatus Describe() =>
        services.PauseState.IsPaused ? new SenderStatus(QueueHealth.Paused, "The queue was paused. Resume it to send.", null)
        : services.PauseState.IsHeld ? new SenderStatus(QueueHealth.Held, "The program has put the queue on hold for a moment.", null)
        : services.StorageError is { } error ? new SenderStatus(QueueHealth.StorageError, error, null)
        : services.Scheduler.GetStatus();

    private async Task PublishIfChangedAsync()
    {
        var status = GetStatus();
        var isSame = status.Health == _lastReported?.Health && status.Reason == _lastReported.Reason && AreNear(status.Until, _lastReported.Until) && status.Account == _lastReported.Account;
        if (isSame && (status.LastContact is null || status.LastContact - _lastReported!.LastContact < ContactReportInterval))
        {
            return;
        }

        _lastReported = status;
        LogChange(status);

        try
        {
            await services.Storage.SaveSenderStatusAsync(status).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Only other processes read it.
        }

        StatusChanged?.Invoke(status);
    }

    private void LogChange(SenderStatus status)
    {
        // A hold lasts for moments, so it neither is a problem nor ends one. Nor does another event that works while one does not.
        var isOtherEvent = status.Health == QueueHealth.Online && _lastLogged == QueueHealth.EventUnavailable
            && services.Scheduler.HasOpenCircuit;
        if (status.Health == _lastLogged || status.Health == QueueHealth.Held || isOtherEvent)
        {
            return;
        }

        _lastLogged = status.Health;
        var level = LevelOf(status.Health);
        if (status.Reason is { } reason)
        {
            Log.HealthChangedWithReason(services.Logger, level, status.Health, reason);
        }
        else
        {
            Log.HealthChanged(services.Logger, level, status.Health);
        }
    }

    private static LogLevel LevelOf(QueueHealth health) => health switch
    {
        QueueHealth.ApiKeyRejected => LogLevel.Error, // Only a person can end it.
        QueueHealth.Online or QueueHealth.Paused => LogLevel.Information,
        _ => LogLevel.Warning,
    };

    private static bool AreNear(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other is null : other is not null && (one.Value - other.Value).Duration() < TimeSpan.FromSeconds(1);
}
