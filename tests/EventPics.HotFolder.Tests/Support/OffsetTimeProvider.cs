namespace EventPics.HotFolder.Tests.Support;

/// <summary>A clock that is wrong by a fixed time and otherwise real.</summary>
internal sealed class OffsetTimeProvider(TimeSpan time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + time;
}
