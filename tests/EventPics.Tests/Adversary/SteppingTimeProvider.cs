namespace EventPics.Tests.Adversary;

/// <summary>A clock that jumps from timer to timer, so that hours take no time and every run of a seed is the same.</summary>
internal sealed class SteppingTimeProvider : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 6, 20, 20, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<(Timer Timer, int Version), (long Due, long Order)> _timers = new();
    private long _now;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Whether a timer is pending.</summary>
    public bool HasTimers
    {
        get
        {
            lock (_lock)
            {
                return _timers.UnorderedItems.Any(item => item.Element.Version == item.Element.Timer.Version);
            }
        }
    }

    public TimeSpan Elapsed => TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp() => Volatile.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => Start.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Jumps to the next timer and runs it.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Step()
    {
        while (true)
        {
            (Timer Timer, int Version) next;
            lock (_lock)
            {
                if (!_timers.TryDequeue(out next, out var at))
                {
                    return false;
                }

                if (next.Version != next.Timer.Version)
                {
                    continue; // changed or disposed since
                }

                Volatile.Write(ref _now, Math.Max(_now, at.Due));
            }

            next.Timer.Run();
            return true;
        }
    }

    private sealed class Timer(SteppingTimeProvider time, TimerCallback callback, object? state) : ITimer
    {
        public int Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                Version++;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    time._timers.Enqueue((this, Version), (time._now + dueTime.Ticks, time._order++));
                }
            }

            return true;
        }

        public void Run() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
