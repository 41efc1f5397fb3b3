using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal;

/// <summary>What the worker and its attempts share.</summary>
internal sealed class SendContext(
    EventPicsClient client,
    IQueueStorage storage,
    ISpool spool,
    IUploadLog journal,
    Pacer pacer,
    TimeProvider time,
    ILogger logger,
    Diagnostics counters)
{
    private readonly HashSet<long> _verified = [];
    private int _settling;

    public EventPicsClient Client { get; } = client;

    public IQueueStorage Storage { get; } = storage;

    public ISpool Spool { get; } = spool;

    public IUploadLog Journal { get; } = journal;

    public Pacer Pacer { get; } = pacer;

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    public Diagnostics Counters { get; } = counters;

    public SpeedMeter Speed { get; } = new(time);

    /// <summary>Pictures up to this one were spooled before this sender began, perhaps before a power cut: a hash tells whether they are whole.</summary>
    public long VerifyUpTo { get; init; }

    /// <summary>Whether the program wants anything sent now.</summary>
    public SendSwitch Switch { get; init; } = new();

    /// <summary>Called with each change of a job, and with its progress.</summary>
    public Action<UploadJob, long> Changed { get; init; } = static (_, _) => { };

    /// <summary>Called when any job may have changed.</summary>
    public Action ChangedMany { get; init; } = static () => { };

    /// <summary>Called when the line turned out to work again, so that others may go.</summary>
    public Action LineOpened { get; set; } = static () => { };

    /// <summary>Ends when the worker stops.</summary>
    public CancellationToken Stopping { get; set; }

    /// <summary>Why the queue's own disk can't be used, if it can't.</summary>
    public string? StorageTrouble { get; set; }

    /// <summary>Whether a result waits for the disk to take it. Nothing new is started meanwhile.</summary>
    public bool IsSettling => Volatile.Read(ref _settling) > 0;

    /// <summary>Whether only a hash can tell that the bytes are whole. Once is enough: after that their time stamp shows every change.</summary>
    public bool MustVerify(UploadJob job)
    {
        lock (_verified)
        {
            return job.Sequence <= VerifyUpTo && !_verified.Contains(job.Sequence);
        }
    }

    public void Verified(UploadJob job)
    {
        lock (_verified)
        {
            _ = job.Sequence <= VerifyUpTo && _verified.Add(job.Sequence);
        }
    }

    public void Settling(int change) => Interlocked.Add(ref _settling, change);

    public void TroubleWith(Exception e)
    {
        StorageTrouble = e.Message;
        Log.StorageFailed(Logger, e);
    }
}
