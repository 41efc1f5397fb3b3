namespace EventPics.Queue.Internal.Sending;

/// <summary>Measures bytes per second over the last 10 s. Thread-safe.</summary>
internal sealed class ThroughputMeter(TimeProvider time)
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
                DropOldSamples();
                return _sum / (long)Window.TotalSeconds;
            }
        }
    }

    public void Add(long bytes)
    {
        lock (_lock)
        {
            DropOldSamples();
            _samples.Enqueue((time.GetTimestamp(), bytes));
            _sum += bytes;
        }
    }

    private void DropOldSamples()
    {
        while (_samples.Count > 0 && time.GetElapsedTime(_samples.Peek().At) > Window)
        {
            _sum -= _samples.Dequeue().Bytes;
        }
    }
}
