namespace EventPics.Queue.Tests.Support;

/// <summary>A computer whose wall clock is wrong.</summary>
internal sealed class ShiftedTime(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
