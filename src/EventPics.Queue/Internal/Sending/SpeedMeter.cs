namespace EventPics.Queue.Internal;

/// <summary>Bytes a second over the last ten seconds. Thread-safe.</summary>
internal sealed class SpeedMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Queue<(long At, long Bytes)> _samples = new();
    private readonly object _lock = new();
    private long _sum;

    public long BytesPerSecond
    {
        get
        {
            lock (_lock)
            {
                Drop();
                return _sum / (long)Window.TotalSeconds;
            }
        }
    }

    public void Add(long bytes)
    {
        lock (_lock)
        {
            Drop();
            _samples.Enqueue((time.GetTimestamp(), bytes));
            _sum += bytes;
        }
    }

    private void Drop()
    {
        while (_samples.Count > 0 && time.GetElapsedTime(_samples.Peek().At) > Window)
        {
            _sum -= _samples.Dequeue().Bytes;
        }
    }
}
