using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Context;

public class ShutdownSignalTests : ToolTest
{
    [Fact]
    public async Task Ctrl_C_stops_an_upload_and_the_next_run_finishes_it()
    {
        Emulator.Faults.OnPut(Fault.Stall(1000));
        var photo = NewPhoto(NewFolder("in"));

        using var tool = Start("upload", photo, "--event", Event, "--json");
        await Emulator.WaitForRequestsAsync(EmulatorOperation.Put, 1, Cancel);
        tool.Interrupt();
        var parked = await tool.WaitAsync();
        var again = await RunAsync("upload", photo, "--event", Event, "--json");

        Assert.True(parked.ExitCode == 130, parked.ToString());
        Assert.Equal(photo, ToolResult.Text(Assert.Single(parked.OfType("waiting")), "file"));
        Assert.Equal(1, parked.Summary.GetProperty("waiting").GetInt32());
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Single(again.OfType("uploaded"));
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task SIGTERM_stops_like_Ctrl_C()
    {
        Emulator.Faults.OnPut(Fault.Stall(1000));

        using var tool = Start("upload", NewPhoto(NewFolder("in")), "--event", Event, "--json");
        await Emulator.WaitForRequestsAsync(EmulatorOperation.Put, 1, Cancel);
        tool.Terminate();
        var parked = await tool.WaitAsync();

        Assert.True(parked.ExitCode == 130, parked.ToString());
        Assert.Equal("summary", ToolResult.Text(parked.Summary, "type"));
    }

    [Fact]
    public async Task A_killed_upload_is_complete_after_the_next_run()
    {
        var folder = NewFolder("in");
        var photos = Enumerable.Range(0, 6).Select(_ => NewPhoto(folder, length: 50_000)).ToList();
        Emulator.Faults.OnPut(Fault.SlowReading(100_000).Times(3));
        using (var tool = Start("upload", folder, "--event", Event))
        {
            await Emulator.WaitForRequestsAsync(EmulatorOperation.Put, 1, Cancel);
            tool.Kill();
        }

        var result = await RunAsync("upload", folder, "--event", Event, "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(0, result.Summary.GetProperty("failed").GetInt32());
        Assert.Equal(
            photos.Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Emulator.Photos.Select(photo => photo.FileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_upload_stopped_while_starting_queues_its_files()
    {
        Emulator.Faults.OnEvents(Fault.Delay(TimeSpan.FromMinutes(1)));
        var photo = NewPhoto(NewFolder("in"));

        // A file modified in the last two seconds might still be being written.
        File.SetLastWriteTimeUtc(photo, DateTime.UtcNow.AddMinutes(-1));

        using var tool = Start("upload", photo, "--event", Event, "--json");
        await Emulator.WaitForRequestsAsync(EmulatorOperation.Events, 1, Cancel);
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 130, result.ToString());
        Assert.Single(result.OfType("waiting"));
        Assert.Equal(1, result.Summary.GetProperty("waiting").GetInt32());
        Assert.Single((await RunAsync("queue", "list", "--json")).Json);
    }

    [Fact]
    public async Task A_watch_stopped_during_its_start_ends_normally()
    {
        Emulator.Faults.OnEvents(Fault.Delay(TimeSpan.FromMinutes(1)));

        using var tool = Start("watch", NewFolder("in"), "--event", Event, "--json");
        await Emulator.WaitForRequestsAsync(EmulatorOperation.Events, 1, Cancel);
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode is 0 or 4, result.ToString());
        Assert.Equal("summary", ToolResult.Text(result.Summary, "type"));
    }

    [Fact]
    public async Task A_listener_stopped_during_its_start_ends_normally()
    {
        Emulator.Faults.OnEvents(Fault.Delay(TimeSpan.FromMinutes(1)));

        using var tool = Start("listen", "--folder", NewFolder("in"), "--event", Event, "--port", "0", "--json");
        await Emulator.WaitForRequestsAsync(EmulatorOperation.Events, 1, Cancel);
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Single(result.OfType("summary"));
    }

    [Theory]
    [InlineData(0)] // forced
    [InlineData(100)]
    [InlineData(130)] // while the process ends, or after
    [InlineData(160)]
    public async Task A_second_signal_keeps_the_exit_code_and_shows_the_cursor_again(int milliseconds)
    {
        Emulator.Faults.OnPut(Fault.Stall(1000));
        var folder = NewFolder("in");
        NewPhoto(folder);

        using var tool = StartAtTerminal("watch", folder, "--event", Event);
        await Emulator.WaitForRequestsAsync(EmulatorOperation.Put, 1, Cancel);
        tool.Type("\x03");
        await Task.Delay(milliseconds, Cancel);
        tool.TryType("\x1c"); // Ctrl+\, since a second Ctrl+C may be merged with the first
        var (exitCode, screen, _) = await tool.EndAsync();

        Assert.True(exitCode == 4, $"exit code {exitCode}: {screen}");
        Assert.True(
            screen.LastIndexOf("\x1b[?25h", StringComparison.Ordinal) > screen.LastIndexOf("\x1b[?25l", StringComparison.Ordinal), screen);
    }

    [Fact]
    public async Task A_watch_that_is_forced_to_exit_reports_that_files_may_be_waiting()
    {
        Emulator.Faults.OnPut(Fault.Stall(1000));
        var folder = NewFolder("in");
        NewPhoto(folder);

        using var tool = Start("watch", folder, "--event", Event, "--json");
        await Emulator.WaitForRequestsAsync(EmulatorOperation.Put, 1, Cancel);
        tool.Interrupt();
        tool.Terminate();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 4, result.ToString());
    }
}
