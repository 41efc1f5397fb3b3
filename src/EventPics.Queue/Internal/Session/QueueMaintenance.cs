using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Local;
using EventPics.Queue.Internal.Recovery;
using EventPics.Queue.Internal.Sending;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Session;

/// <summary>The periodic work of the sender: reconciles rows with files, purges old uploads, and erases what was deleted.</summary>
internal sealed class QueueMaintenance(LocalBackend backend, QueueChanges changes, UploadQueueOptions options, ILogger logger)
{
    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromMinutes(1);

    // The newest uploads are kept whatever their dates: a clock can be months off until it is corrected.
    private const int MinRememberedUploads = 50_000;

    private readonly TimeProvider _time = options.TimeProvider;
    private readonly QueueRecovery _recovery = new(backend.Storage, backend.Spool, backend.Journal, backend.Removals, options, logger);
    private long _reconciledAt;
    private long _checkpointedAt;
    private long _checkpointedVersion = -1;

    /// <summary>Repairs what the previous sender left. Returns how many photos were missing from the database.</summary>
    public async Task<int> PrepareSenderAsync()
    {
        var adopted = await ReconcileAsync().ConfigureAwait(false);
        CompactJournal();
        return adopted;
    }

    /// <summary>Does what is due.</summary>
    public async Task RunAsync(UploadWorker worker)
    {
        if (_time.GetElapsedTime(_reconciledAt) > ReconcileInterval && await ReconcileAsync().ConfigureAwait(false) > 0)
        {
            worker.Wake();
        }

        var version = changes.Version;
        if (version == _checkpointedVersion || !await IsCheckpointDueAsync(worker).ConfigureAwait(false))
        {
            return;
        }

        // The version was read before the checkpoint begins, so a change during it leads to another one.
        (_checkpointedAt, _checkpointedVersion) = (_time.GetTimestamp(), version);
        if (!await backend.Storage.CheckpointAsync().ConfigureAwait(false))
        {
            _checkpointedVersion = -1;
        }
    }

    private async Task<bool> IsCheckpointDueAsync(UploadWorker worker) =>
        !await backend.Storage.HasPendingAsync().ConfigureAwait(false)
            || (worker.IsIdle && _time.GetElapsedTime(_checkpointedAt) > CheckpointInterval);

    private async Task<int> ReconcileAsync()
    {
        _reconciledAt = _time.GetTimestamp();
        await backend.Storage.PurgeUploadedAsync(GetRetentionLimit(), MinRememberedUploads).ConfigureAwait(false);
        return await _recovery.ReconcileAsync().ConfigureAwait(false);
    }

    // The journal only backs up the database: a failure to compact it must not prevent sending.
    private void CompactJournal()
    {
        try
        {
            backend.Journal.Compact(GetRetentionLimit(), MinRememberedUploads);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.JournalNotCompacted(logger, e.Message);
        }
    }

    private DateTimeOffset GetRetentionLimit()
    {
        var now = _time.GetUtcNow();
        return options.UploadedRetention < now - DateTimeOffset.MinValue ? now - options.UploadedRetention : DateTimeOffset.MinValue;
    }
}
