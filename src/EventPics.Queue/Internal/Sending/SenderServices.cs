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
    SendScheduler pacer,
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

    public SendScheduler Scheduler { get; } = pacer;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    public Diagnostics Counters { get; } = counters;

    public ThroughputMeter Throughput { get; } = new(time);

    /// <summary>Pictures up to this one were spooled before this sender began, perhaps before a power cut: a hash tells whether they are whole.</summary>
    public long VerifyUpTo { get; init; }

    /// <summary>Whether the program wants anything sent now.</summary>
    public PauseState PauseState { get; init; } = new();

    /// <summary>Called with each change of a job, and with its progress.</summary>
    public Action<QueueJob, long> JobChanged { get; init; } = static (_, _) => { };

    /// <summary>Called when any job may have changed.</summary>
    public Action JobsChanged { get; init; } = static () => { };

    /// <summary>Called when the line turned out to work again, so that others may go.</summary>
    public Action ConnectionRestored { get; set; } = static () => { };

    /// <summary>Ends when the worker stops.</summary>
    public CancellationToken Stopping { get; set; }

    /// <summary>Why the queue's own disk can't be used, if it can't.</summary>
    public string? StorageError { get; set; }

    /// <summary>Whether a result waits for the disk to take it. Nothing new is started meanwhile.</summary>
    public bool IsPersisting => Volatile.Read(ref _persisting) > 0;

    /// <summary>Whether only a hash can tell that the bytes are whole. Once is enough: after that their time stamp shows every change.</summary>
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
        StorageError = e.Message;
        Log.StorageFailed(Logger, e);
    }
}
