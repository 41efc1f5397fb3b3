using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Events;

/// <summary>Publishes changes: raises the program's event, and completes the waits for jobs.</summary>
internal sealed class QueueChanges(ChangedEventDispatcher dispatcher)
{
    private readonly ChangeSignal _signal = new();
    private long _version;

    /// <summary>Increases with each change of a job.</summary>
    public long Version => Interlocked.Read(ref _version);

    public ChangeSignal.Subscription Subscribe(string? id) => _signal.Subscribe(id);

    /// <summary>Reports the state of a job, or only its progress when bytes were sent.</summary>
    public void Report(QueueJob job, long bytesSent)
    {
        Interlocked.Increment(ref _version);
        dispatcher.Post(job.ToPublic(bytesSent));
        if (bytesSent == 0)
        {
            _signal.Set(job);
        }
    }

    /// <summary>Reports that any job may have changed.</summary>
    public void ReportAll()
    {
        Interlocked.Increment(ref _version);
        dispatcher.Post(null);
        _signal.Set(job: null);
    }

    /// <summary>Reports that the sender's status changed, and no job.</summary>
    public void ReportStatus() => dispatcher.Post(null);

    /// <summary>Moves the program's events to the thread pool when the thread they are raised on no longer runs.</summary>
    public void CheckContext() => dispatcher.CheckContext();

    /// <summary>Completes all waits, so that they fail on the closed storage.</summary>
    public void Close() => _signal.Set(job: null);
}
