namespace EventPics.Cli.Tests;

public class DoctorCommandTests : ToolTest
{
    [Fact]
    public async Task Everything_ready_is_go()
    {
        var result = await RunAsync("doctor", "--event", Event, "--album", "Fotobox", "--folder", NewFolder("in"), "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(result.Summary.GetProperty("go").GetBoolean());
        Assert.Equal(
            ["disk", "data", "folder", "network", "tls", "clock", "key", "event", "speed"],
            result.OfType("check").Select(check => ToolResult.Text(check, "check")));
        Assert.Empty(Emulator.Photos);
    }

    [Fact]
    public async Task A_speed_test_leaves_a_picture_and_says_so()
    {
        var result = await RunAsync("doctor", "--event", Event, "--speed-test");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("300 prints of 3 MB need", result.Out, StringComparison.Ordinal);
        Assert.Contains("test picture", result.Out, StringComparison.Ordinal);
        Assert.Equal("image/jpeg", Assert.Single(Emulator.Photos).ContentType);
    }

    [Theory]
    [InlineData("event", "--event", "nope")]
    [InlineData("event", "--event", Event, "--album", "Feier")]
    [InlineData("folder", "--folder", "nowhere")]
    public async Task Something_missing_is_no_go(string check, params string[] options)
    {
        var result = await RunAsync(["doctor", "--json", .. options]);

        Assert.Equal(1, result.ExitCode);
        Assert.False(result.Summary.GetProperty("go").GetBoolean());
        Assert.Contains(result.OfType("check"), line => ToolResult.Text(line, "check") == check && ToolResult.Text(line, "result") == "bad");
    }

    [Fact]
    public async Task No_network_is_no_go()
    {
        Emulator.Faults.Offline = true;

        var result = await RunAsync("doctor", "--lang", "de");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("FEHLER   Netz", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("Noch nicht. Bringen Sie erst in Ordnung, was markiert ist.\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_is_no_go()
    {
        Variables["EVENTPICS_API_KEY"] = "another-key";

        var result = await RunAsync("doctor", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.OfType("check"), line => ToolResult.Text(line, "check") == "key" && ToolResult.Text(line, "result") == "bad");
    }
}
