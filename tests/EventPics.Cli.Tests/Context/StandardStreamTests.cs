using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Context;

/// <summary>Stdout that can't be written to: the command does its work and reports the failure on stderr.</summary>
public class StandardStreamTests : ToolTest
{
    [Theory]
    [InlineData("queue", "list")]
    [InlineData("queue", "status", "--json")]
    [InlineData("queue", "retry")]
    [InlineData("events")]
    [InlineData("doctor")]
    [InlineData("doctor", "--json")]
    [InlineData("report", "in")]
    [InlineData("report", "in", "--format", "html")]
    [InlineData("--help")]
    [InlineData("queue", "--help")]
    [InlineData("--version")]
    public async Task A_full_disk_of_stdout_is_not_reported_as_the_data_folders(params string[] arguments)
    {
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event);

        var result = await RunIntoAsync("/dev/full", arguments);

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.StartsWith("eventpics: The output can't be written.", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("The disk is full", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upload", "in")]
    [InlineData("upload", "in", "--json")]
    [InlineData("watch", "in", "--once")]
    [InlineData("queue", "send")]
    public async Task A_sending_command_ends_and_sends_although_stdout_is_not_writable(params string[] arguments)
    {
        var photo = NewPhoto(NewFolder("in"));
        var isQueued = arguments[0] == "queue";
        if (isQueued)
        {
            await RunAsync("upload", photo, "--event", Event, "--no-wait");
        }

        string[] target = isQueued ? [] : ["--event", Event];

        var result = await RunIntoAsync("/dev/full", [.. arguments, .. target]);

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("eventpics: The output can't be written.", result.Error, StringComparison.Ordinal);
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task A_queue_is_exported_although_stdout_is_not_writable()
    {
        var stick = NewFolder("stick");
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--no-wait");

        var result = await RunIntoAsync("/dev/full", "queue", "export", stick, "--lang", "de");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.StartsWith("eventpics: Die Ausgabe lässt sich nicht schreiben.", result.Error, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(stick));
    }

    [Fact]
    public async Task A_usage_error_keeps_its_exit_code_without_stderr()
    {
        var result = await RunIntoAsync("/dev/full", "upload", "x.jpg", "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--event is missing", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_that_was_closed_ends_no_command_early()
    {
        var folder = NewFolder("in");
        for (var i = 0; i < 40; i++)
        {
            NewPhoto(folder);
        }

        await RunAsync("upload", folder, "--event", Event, "--no-wait");

        var result = await RunByShellAsync("\"$@\" | true; exit ${PIPESTATUS[0]}", "queue", "list", "--json");

        Assert.True(result.ExitCode is 0 or 1, result.ToString());
        Assert.DoesNotContain("unexpected", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stderr_that_cannot_be_written_changes_no_exit_code()
    {
        var result = await RunByShellAsync("exec \"$@\" 2>/dev/full", "upload", "nowhere.jpg", "--event", Event);

        Assert.True(result.ExitCode == 2, result.ToString());
    }

    private Task<ToolResult> RunIntoAsync(string file, params string[] arguments) => RunByShellAsync($"exec \"$@\" >{file}", arguments);

    private async Task<ToolResult> RunByShellAsync(string script, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        using var tool = StartByShell(script, arguments);
        return await tool.WaitAsync();
    }
}
