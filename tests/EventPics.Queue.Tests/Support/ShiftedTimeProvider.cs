namespace EventPics.Queue.Tests.Support;

/// <summary>The system's time with a wrong wall clock.</summary>
internal sealed class ShiftedTimeProvider(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
