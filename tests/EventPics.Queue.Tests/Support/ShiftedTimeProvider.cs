namespace EventPics.Queue.Tests.Support;

/// <summary>A computer whose wall clock is wrong.</summary>
internal sealed class ShiftedTimeProvider(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
