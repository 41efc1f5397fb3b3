using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Sending;

/// <summary>Reports whether the sender sends, and what holds it back, to this program, its log and other processes.</summary>
internal sealed class SenderStatusPublisher(SenderServices services)
{
    // Other processes get the time of the last contact at this interval.
    private static readonly TimeSpan ContactReportInterval = TimeSpan.FromSeconds(15);

    private SenderStatus? _lastReported;

    public event Action<SenderStatus>? StatusChanged;

    public SenderStatus GetStatus() => Describe() with { LastContact = services.Scheduler.LastContact };

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
        var isSame = status.Health == _lastReported?.Health && status.Reason == _lastReported.Reason && AreNear(status.Until, _lastReported.Until);
        if (isSame && (status.LastContact is null || status.LastContact - _lastReported!.LastContact < ContactReportInterval))
        {
            return;
        }

        _lastReported = status;
        if (!isSame)
        {
            LogStatus(status);
        }

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

    private void LogStatus(SenderStatus status)
    {
        if (status.Reason is { } reason)
        {
            Log.HealthChangedWithReason(services.Logger, status.Health, reason);
        }
        else
        {
            Log.HealthChanged(services.Logger, status.Health);
        }
    }

    private static bool AreNear(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other is null : other is not null && (one.Value - other.Value).Duration() < TimeSpan.FromSeconds(1);
}
