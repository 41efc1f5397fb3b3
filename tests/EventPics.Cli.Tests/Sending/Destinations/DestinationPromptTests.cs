using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Sending.Destinations;

public class DestinationPromptTests : ToolTest
{
    [Fact]
    public async Task A_person_at_a_terminal_chooses_event_and_album()
    {
        var photo = NewPhoto(NewFolder("in"));

        using var tool = StartAtTerminal("upload", photo);
        await tool.WaitForTextAsync("Number: ");
        tool.Type("7\n");
        await tool.WaitForTextAsync("Type a number from 1 to 2.");
        tool.Type("1\n");
        await tool.WaitForTextAsync("Enter to let EventPics choose: ");
        tool.Type("2\n");
        var (exitCode, screen, _) = await tool.EndAsync();

        Assert.True(exitCode == 0, screen);
        var sent = Assert.Single(Emulator.Photos);
        Assert.Equal(("abcd1234", "a2"), (sent.LinkId, sent.AlbumId));
        Assert.Contains("--event abcd1234 --album a2", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enter_leaves_the_album_to_EventPics()
    {
        var photo = NewPhoto(NewFolder("in"));

        using var tool = StartAtTerminal("upload", photo);
        await tool.WaitForTextAsync("Number: ");
        tool.Type("1\n");
        await tool.WaitForTextAsync("Enter to let EventPics choose: ");
        tool.Type("\n");
        var (exitCode, screen, _) = await tool.EndAsync();

        Assert.True(exitCode == 0, screen);
        Assert.Null(Assert.Single(Emulator.Photos).AlbumId);
    }

    [Fact]
    public async Task An_album_that_is_given_is_not_asked_for()
    {
        var photo = NewPhoto(NewFolder("in"));

        using var tool = StartAtTerminal("upload", photo, "--album", "'First dance'");
        await tool.WaitForTextAsync("Number: ");
        tool.Type("1\n");
        var (_, screen, _) = await tool.EndAsync();

        Assert.Contains("--event abcd1234 --album \"First dance\"", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_choice()
    {
        using var tool = StartAtTerminal("watch", NewFolder("in"));
        await tool.WaitForTextAsync("Number: ");
        tool.Type("\x03");
        var (exitCode, screen, _) = await tool.EndAsync();

        Assert.True(exitCode == 4, screen);
    }

    [Theory]
    [InlineData("upload", "missing.jpg")]
    [InlineData("watch", "missing")]
    [InlineData("watch", ".", "--include", "!x")]
    [InlineData("listen", "--folder", "missing")]
    [InlineData("listen", "--folder", ".", "--exclude", "!x")]
    [InlineData("service", "install", "missing")]
    public async Task A_wrong_path_or_pattern_is_reported_before_the_choice(params string[] arguments)
    {
        using var tool = StartAtTerminal(arguments);
        var (exitCode, screen, _) = await tool.EndAsync();

        Assert.True(exitCode == 2, screen);
        Assert.DoesNotContain("Number: ", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_the_last_known_list_is_offered()
    {
        Assert.Equal(0, (await RunAsync("events")).ExitCode);
        Emulator.Faults.OnEvents(Fault.Status(503).Times(1000));
        var photo = NewPhoto(NewFolder("in"));

        using var tool = StartAtTerminal("upload", photo, "--album", "a1", "--no-wait");
        await tool.WaitForTextAsync("Number: ");
        tool.Type("1\n");
        var (exitCode, screen, _) = await tool.EndAsync();

        Assert.True(exitCode == 0, screen);
        Assert.Single((await RunAsync("queue", "list", "--json")).Json);
    }

    [Fact]
    public async Task Without_a_connection_and_a_known_list_nothing_is_queued()
    {
        Emulator.Faults.OnEvents(Fault.Status(503).Times(1000));

        using var tool = StartAtTerminal("upload", NewPhoto(NewFolder("in")));
        var (exitCode, screen, _) = await tool.EndAsync();

        Assert.True(exitCode == 4, screen);
        Assert.Contains("or pass --event", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_API_key_only_the_key_is_reported()
    {
        Variables["EVENTPICS_API_KEY"] = "";

        using var tool = StartAtTerminal("upload", NewPhoto(NewFolder("in")));
        var (exitCode, screen, _) = await tool.EndAsync();

        Assert.True(exitCode == 3, screen);
        Assert.DoesNotContain("connection", screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_a_missing_event_is_wrong_usage()
    {
        var photo = NewPhoto(NewFolder("in"));

        var text = await RunAsync("upload", photo);
        var json = await RunAsync("watch", Path.GetDirectoryName(photo)!, "--json");

        Assert.Equal((2, 2), (text.ExitCode, json.ExitCode));
        Assert.Contains("--event is missing.", text.Error, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task A_program_that_reads_JSON_at_a_terminal_is_not_asked()
    {
        using var tool = StartAtTerminal("upload", NewPhoto(NewFolder("in")), "--json");
        var (exitCode, screen, _) = await tool.EndAsync();

        Assert.True(exitCode == 2, screen);
        Assert.Contains("--event is missing.", screen, StringComparison.Ordinal);
    }
}
