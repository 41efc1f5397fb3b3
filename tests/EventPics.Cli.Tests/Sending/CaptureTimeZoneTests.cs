using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Sending;

/// <summary>A camera whose clock runs in another zone than the computer.</summary>
public class CaptureTimeZoneTests : ToolTest
{
    [Theory]
    [InlineData("+02:00", 9, 35)]
    [InlineData("-04:30", 16, 5)]
    [InlineData("UTC", 11, 35)]
    [InlineData("Asia/Tokyo", 2, 35)]
    public async Task Upload_and_watch_take_a_capture_time_without_a_zone_in_the_cameras(string zone, int hour, int minute)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && zone.Contains('/', StringComparison.Ordinal), "Windows has zones of other names.");
        var folder = NewFolder("in");
        var photo = NewPhoto(NewFolder("card"), "20181105_113500.jpg");
        NewPhoto(folder, "20181105_113500.jpg");

        var upload = await RunAsync("upload", photo, "--event", Event, "--time-zone", zone, "--json");
        var watch = await RunAsync("watch", folder, "--event", Event, "--once", "--time-zone", zone, "--json");

        Assert.All([upload, watch], result => Assert.True(result.ExitCode == 0, result.ToString()));
        var expected = new DateTimeOffset(2018, 11, 5, hour, minute, 0, TimeSpan.Zero);
        Assert.Equal([expected, expected], Emulator.Photos.Select(received => received.TakenAt!.Value.ToUniversalTime()));
    }
}
