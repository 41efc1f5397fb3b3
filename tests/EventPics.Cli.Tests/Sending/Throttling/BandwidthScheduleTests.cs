using EventPics.Cli.Sending.Throttling;


namespace EventPics.Cli.Tests.Sending.Throttling;

public class BandwidthScheduleTests
{
    [Theory]
    [InlineData("2Mbit", 250_000)]
    [InlineData("2Mbit/s", 250_000)]
    [InlineData("500kB", 500_000)]
    [InlineData("1.5MB/s", 1_500_000)]
    [InlineData("1GB", 1_000_000_000)]
    [InlineData("256kbit", 32_000)]
    public void A_speed_has_a_unit_of_bits_or_bytes(string text, long bytesPerSecond)
    {
        Assert.True(BandwidthSchedule.TryParse(text, out var limit));
        Assert.Equal(bytesPerSecond, limit!.At(TimeSpan.FromHours(12)));
    }

    [Theory]
    [InlineData("2M")]
    [InlineData("500")]
    [InlineData("fast")]
    [InlineData("")]
    [InlineData("64kbit")]
    [InlineData("-1MB")]
    [InlineData("25:00,1MB")]
    [InlineData("18:00,1MB 2MB")]
    [InlineData("18:00,1MB,2MB")]
    [InlineData("\u0662Mbit")]
    [InlineData("1.\u0665MB")]
    [InlineData("\uff11\uff18:00,2Mbit")]
    [InlineData("2Mbit\n")]
    public void Anything_else_is_rejected(string text) => Assert.False(BandwidthSchedule.TryParse(text, out _));

    [Theory]
    [InlineData("17:59", null)]
    [InlineData("18:00", 250_000L)]
    [InlineData("22:59", 250_000L)]
    [InlineData("23:00", null)]
    [InlineData("03:00", null)]
    public void A_timetable_counts_from_each_entry_to_the_next(string time, long? bytesPerSecond)
    {
        Assert.True(BandwidthSchedule.TryParse("23:00,off 18:00,2Mbit", out var limit));
        Assert.Equal(bytesPerSecond, limit!.At(TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Before_the_first_entry_yesterdays_last_one_applies()
    {
        Assert.True(BandwidthSchedule.TryParse("08:00,off 20:00,500kB", out var limit));
        Assert.Equal(500_000, limit!.At(TimeSpan.FromHours(2)));
    }
}
