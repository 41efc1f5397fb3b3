namespace EventPics.Queue.Tests.Simulation;

/// <summary>
/// A clock whose timers fire one by one, in order, on the thread that steps it. The wall clock can jump; monotonic time can't.
/// </summary>
internal sealed class SimClock : TimeProvider
{
    private readonly PriorityQueue<(SimTimer? Timer, Action? Action, int Version), (long At, long Order)> _due = new();
    private long _order;

    public long Ticks { get; private set; }

    /// <summary>The error of the wall clock.</summary>
    public TimeSpan WallOffset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Ticks;

    public override DateTimeOffset GetUtcNow() =>
        new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero) + TimeSpan.FromTicks(Ticks) + WallOffset;

    public void After(TimeSpan delay, Action action) => _due.Enqueue((null, action, 0), (Ticks + delay.Ticks, _order++));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires the next timer. Returns false if none is due before the limit.</summary>
    public bool Step(long limit)
    {
        while (_due.TryPeek(out var next, out var key) && key.At <= limit)
        {
            _due.Dequeue();
            if (next.Timer is { } timer && timer.Version != next.Version)
            {
                continue;
            }

            Ticks = Math.Max(Ticks, key.At);
            (next.Action ?? next.Timer!.Fire)();
            return true;
        }

        return false;
    }

    private sealed class SimTimer(SimClock clock, Action fire) : ITimer
    {
        public int Version { get; private set; }

        public Action Fire { get; } = fire;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Version++;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                clock._due.Enqueue((this, null, Version), (clock.Ticks + dueTime.Ticks, clock._order++));
            }

            return true;
        }

        public void Dispose() => Version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
