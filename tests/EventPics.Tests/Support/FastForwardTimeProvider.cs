using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Support;

/// <summary>A fake clock that skips every back-off and records its length. Longer timeouts never elapse.</summary>
internal sealed class FastForwardTimeProvider : FakeTimeProvider
{
    private static readonly TimeSpan LongestJump = TimeSpan.FromMinutes(15);

    private readonly ConcurrentQueue<TimeSpan> _delays = new();

    public FastForwardTimeProvider()
        : base(new DateTimeOffset(2026, 6, 20, 20, 0, 0, TimeSpan.Zero))
    {
    }

    public TimeSpan[] Delays => [.. _delays];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= LongestJump)
        {
            _delays.Enqueue(dueTime);
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
