using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Sending;

/// <summary>What the worker and its attempts share.</summary>
internal sealed class SenderServices(
    EventPicsClient client,
    IQueueStorage storage,
    ISpool spool,
    IUploadJournal journal,
    SendScheduler scheduler,
    TimeProvider time,
    ILogger logger,
    Diagnostics counters)
{
    private readonly HashSet<long> _verified = [];
    private int _persisting;

    public EventPicsClient Client { get; } = client;

    public IQueueStorage Storage { get; } = storage;

    public ISpool Spool { get; } = spool;

    public IUploadJournal Journal { get; } = journal;

    public SendScheduler Scheduler { get; } = scheduler;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    public Diagnostics Counters { get; } = counters;

    public ThroughputMeter Throughput { get; } = new(time);

    /// <summary>
    /// Photos up to this sequence number were spooled before this sender started, perhaps before a power cut: only a hash shows whether they are intact.
    /// </summary>
    public long VerifyUpTo { get; init; }

    /// <summary>The salt of all accounts in the queue.</summary>
    public string AccountSalt { get; init; } = "";

    /// <summary>The account of the client's current API key.</summary>
    public string Account => Jobs.Account.Of(Client, AccountSalt);

    public PauseState PauseState { get; init; } = new();

    /// <summary>Called with each change of a job, and with its progress in bytes.</summary>
    public Action<QueueJob, long> JobChanged { get; init; } = static (_, _) => { };

    /// <summary>Called when any job may have changed.</summary>
    public Action JobsChanged { get; init; } = static () => { };

    /// <summary>Why the queue's disk can't be used; null when it can.</summary>
    public string? StorageError { get; set; }

    /// <summary>Whether a result is waiting to be saved. Until then, nothing new is started.</summary>
    public bool IsPersisting => Volatile.Read(ref _persisting) > 0;

    /// <summary>Whether the bytes must be hashed. Once is enough: afterwards their timestamp shows every change.</summary>
    public bool MustVerify(QueueJob job)
    {
        lock (_verified)
        {
            return job.Sequence <= VerifyUpTo && !_verified.Contains(job.Sequence);
        }
    }

    public void MarkVerified(QueueJob job)
    {
        lock (_verified)
        {
            _ = job.Sequence <= VerifyUpTo && _verified.Add(job.Sequence);
        }
    }

    public void ChangePersisting(int change) => Interlocked.Add(ref _persisting, change);

    public void ReportStorageError(Exception e)
    {
        // Logged once: every few seconds it would fill the log, and perhaps the disk whose failure it reports.
        if (StorageError != e.Message)
        {
            Log.StorageFailed(Logger, e);
        }

        StorageError = e.Message;
    }
}
