namespace EventPics.Cli.Tests;

public class HookTests : ToolTest
{
    // One that is waited for in vain takes 30 seconds.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(25);

    [Theory]
    [InlineData("cat")]
    [InlineData("sh -c \"sleep 60 &\"")]
    public async Task A_command_is_over_when_it_ends_whatever_it_reads_or_leaves_behind(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");

        var result = await RunAsync("upload", NewPicture(NewFolder("in")), "--event", Event, "--on-uploaded", command).WaitAsync(Soon, Cancel);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task A_failed_command_is_told_with_its_last_words()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");

        var result = await RunAsync(
            "upload", NewPicture(NewFolder("in"), "a.jpg"), "--event", Event, "--on-uploaded", "sh -c \"echo first >&2; echo no light >&2; echo >&2; exit 3\"");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("Note: --on-uploaded failed for a.jpg: the command ended with code 3: no light\n", result.Error);
    }
}
