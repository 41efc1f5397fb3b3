using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Sending.Hooks;

public class HookTests : ToolTest
{
    // One that is waited for in vain takes 30 seconds.
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(25);

    [Theory]
    [InlineData("cat")]
    [InlineData("sh -c \"sleep 60 &\"")]
    public async Task A_command_is_finished_when_it_exits_whatever_its_children_hold_open(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");

        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--on-uploaded", command)
            .WaitAsync(MaxDuration, Cancel);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task A_failed_command_is_reported_with_its_last_error_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");

        var result = await RunAsync(
            "upload", NewPhoto(NewFolder("in"), "a.jpg"), "--event", Event, "--on-uploaded",
            "sh -c \"echo first >&2; echo no light >&2; echo >&2; exit 3\"");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("Note: --on-uploaded failed for a.jpg: the command exited with code 3: no light\n", result.Error);
    }

    [Theory]
    [InlineData("no-such-program {file}", "Das Programm 'no-such-program' ließ sich nicht starten.")]
    [InlineData("/etc/passwd {file}", "Das Programm '/etc/passwd' ließ sich nicht starten.")]
    [InlineData("http://127.0.0.1:9/", "Der Server ist nicht")]
    [InlineData("sh -c 'exit 3'", "Der Befehl endete mit Code 3")]
    public async Task A_failed_hook_is_explained_in_german(string target, string words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are Unix ones.");

        var result =
            await RunAsync("upload", NewPhoto(NewFolder("in"), "a.jpg"), "--event", Event, "--on-uploaded", target, "--lang", "de");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains($"--on-uploaded ist für a.jpg fehlgeschlagen: {words}", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("No such file", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hook_URL_that_returns_an_error_is_explained_in_german()
    {
        var address = new Uri(Emulator.BaseAddress, "nowhere");

        var result = await RunAsync(
            "upload", NewPhoto(NewFolder("in"), "a.jpg"), "--event", Event, "--on-uploaded", address.AbsoluteUri, "--lang", "de");

        Assert.Contains("Die Adresse hat mit Status 40", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tell.bat {file}")]
    [InlineData("sh -c 'touch {file}.done'")]
    public async Task A_file_s_name_never_becomes_part_of_a_script(string command)
    {
        var result =
            await RunAsync("upload", NewPhoto(NewFolder("in"), "a$(touch hacked).jpg"), "--event", Event, "--on-uploaded", command);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("EVENTPICS_FILE", result.Error, StringComparison.Ordinal);
        Assert.Empty(Emulator.Photos);
    }

    [Fact]
    public async Task A_script_reads_the_values_from_its_variables_as_they_are()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");
        var notes = Path.Combine(NewFolder("out"), "notes");
        var photo = NewPhoto(NewFolder("in"), "{album} $(id) & 'x'.jpg");

        await RunAsync(
            "upload", photo, "--event", Event, "--album",
            "a1", "--on-uploaded", $"sh -c 'printf \"%s|%s|%s\" \"$EVENTPICS_FILE\" \"$EVENTPICS_ALBUM\" \"$1\" > {notes}' tell {{file}}");

        Assert.Equal($"{photo}|a1|{photo}", await File.ReadAllTextAsync(notes, Cancel));
    }
}
