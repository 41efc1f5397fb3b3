using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Commands.Doctor;

public class DoctorCommandTests : ToolTest
{
    [Fact]
    public async Task Everything_checked_is_ready()
    {
        var result = await RunAsync("doctor", "--event", Event, "--album", "Fotobox", "--folder", NewFolder("in"), "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.True(result.Summary.GetProperty("go").GetBoolean());
        Assert.Equal(
            ["disk", "data", "folder", "folderDisk", "network", "tls", "clock", "key", "event", "speed"],
            result.OfType("check").Select(check => ToolResult.Text(check, "check")));
        Assert.Empty(Emulator.Photos);
    }

    [Fact]
    public async Task A_speed_test_leaves_a_photo_and_reports_it()
    {
        var result = await RunAsync("doctor", "--event", Event, "--speed-test");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("300 photos of 3 MB take", result.Out, StringComparison.Ordinal);
        Assert.Contains("test photo", result.Out, StringComparison.Ordinal);
        Assert.Equal("image/jpeg", Assert.Single(Emulator.Photos).ContentType);
    }

    [Theory]
    [InlineData("event", "--event", "nope")]
    [InlineData("event", "--event", Event, "--album", "Feier")]
    [InlineData("folder", "--folder", "nowhere")]
    public async Task A_failed_check_is_not_ready(string check, params string[] options)
    {
        var result = await RunAsync(["doctor", "--json", .. options]);

        Assert.Equal(1, result.ExitCode);
        Assert.False(result.Summary.GetProperty("go").GetBoolean());
        Assert.Contains(
            result.OfType("check"), line => ToolResult.Text(line, "check") == check && ToolResult.Text(line, "result") == "bad");
    }

    [Fact]
    public async Task Without_a_network_it_is_not_ready()
    {
        Emulator.Faults.Offline = true;

        var result = await RunAsync("doctor", "--lang", "de");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("FEHLER    Netz", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("Noch nicht startklar. Beheben Sie zuerst, was mit FEHLER markiert ist.\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_API_key_is_not_ready()
    {
        Variables["EVENTPICS_API_KEY"] = "another-key";

        var result = await RunAsync("doctor", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("key:bad event:unchecked speed:unchecked", Results(result, "key", "event", "speed"));
    }

    [Fact]
    public async Task Checks_that_were_not_requested_are_unchecked()
    {
        var result = await RunAsync("doctor", "--json");
        var text = await RunAsync("doctor", "--lang", "de");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("folder:unchecked network:ok event:unchecked", Results(result, "folder", "network", "event"));
        Assert.Contains("UNGEPRÜFT Event", text.Out, StringComparison.Ordinal);
        Assert.Contains("0 Fotos warten.", text.Out, StringComparison.Ordinal);
        Assert.EndsWith("Soweit geprüft, kann es losgehen.\n", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_network_dependent_checks_are_unchecked()
    {
        Emulator.Faults.Offline = true;

        var result = await RunAsync("doctor", "--event", Event, "--json");

        Assert.Equal(
            "network:bad tls:unchecked clock:unchecked key:unchecked event:unchecked speed:unchecked",
            Results(result, "network", "tls", "clock", "key", "event", "speed"));
    }

    [Fact]
    public async Task A_captive_portal_fails_the_network_check()
    {
        Emulator.Faults.OnEvents(Fault.Html().Times(10));

        var result = await RunAsync("doctor", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("network:bad tls:unchecked clock:unchecked key:unchecked", Results(result, "network", "tls", "clock", "key"));
        Assert.Contains("login page", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bad", UnixFileMode.None)]
    [InlineData("warning", UnixFileMode.UserRead | UnixFileMode.UserExecute)]
    public async Task A_folder_is_read_before_it_is_written_to(string expected, UnixFileMode mode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "Nothing keeps root out.");
        var folder = NewFolder("in");
        SetMode(folder, mode);
        var result = await RunAsync("doctor", "--folder", folder, "--json");
        SetMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.Equal("folder:" + expected, Results(result, "folder"));
        Assert.DoesNotContain(".tmp", result.Out, StringComparison.Ordinal);
        Assert.Equal(expected == "bad" ? 1 : 0, result.ExitCode);
    }

    [Fact]
    public async Task The_speed_is_unchecked_until_it_is_measured()
    {
        var result = await RunAsync("doctor", "--event", Event, "--json");
        var german = await RunAsync("doctor", "--event", Event, "--lang", "de");

        Assert.Equal("speed:unchecked", Results(result, "speed"));
        Assert.Contains("--speed-test", ToolResult.Text(
            Assert.Single(result.OfType("check"), line => ToolResult.Text(line, "check") == "speed"), "message"), StringComparison.Ordinal);
        Assert.Contains("UNGEPRÜFT Tempo", german.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("brauchen mindestens", german.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_s_disk_is_checked_too()
    {
        using var disk = new SmallDisk(6);

        var result = await RunAsync("doctor", "--folder", disk.Path, "--json");
        var german = await RunAsync("doctor", "--folder", disk.Path, "--lang", "de");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Equal("disk:ok folder:ok folderDisk:bad", Results(result, "disk", "folder", "folderDisk"));
        Assert.Contains(
            "Auf einer vollen Festplatte kann das Fotobox-Programm keine Fotos speichern.", german.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_s_disk_is_still_checked()
    {
        var result = await RunAsync("doctor", "--folder", Path.Combine(DataDirectory, "nowhere", "in"), "--json");

        Assert.Equal("folder:bad folderDisk:ok", Results(result, "folder", "folderDisk"));
    }

    private static void SetMode(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, mode);
        }
    }

    private static string Results(ToolResult result, params string[] checks) =>
        string.Join(' ', result.OfType("check").Where(line => checks.Contains(ToolResult.Text(line, "check"))).Select(
            line => $"{ToolResult.Text(line, "check")}:{ToolResult.Text(line, "result")}"));
}
