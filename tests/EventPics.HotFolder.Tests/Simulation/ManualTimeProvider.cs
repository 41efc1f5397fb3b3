namespace EventPics.HotFolder.Tests.Simulation;

/// <summary>A clock that only the test advances, and whose date may be changed as on a PC.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    // Ahead of the real clock, by which the file system dates the creation of files: on a machine that stalls, files would be newer than now.
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow().AddHours(1);

    private TimeSpan _elapsed;

    /// <summary>How wrong the date is.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => _start + _elapsed + Offset;

    public void Advance(TimeSpan time) => _elapsed += time;
}
