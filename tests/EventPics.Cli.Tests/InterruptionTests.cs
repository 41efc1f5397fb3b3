using EventPics.Emulator;

namespace EventPics.Cli.Tests;

public class InterruptionTests : ToolTest
{
    [Fact]
    public async Task Ctrl_C_parks_an_upload_and_the_next_run_finishes_it()
    {
        Emulator.Faults.OnPut(Fault.Stall(1000).Times(8));
        var folder = NewFolder("in");
        NewPicture(folder);
        NewPicture(folder);

        using var tool = Start("upload", folder, "--event", Event, "--json");
        await Emulator.WaitForRequestsAsync(EmulatorOperation.Put, 1, Cancel);
        tool.Interrupt();
        var parked = await tool.WaitAsync();

        Assert.True(parked.ExitCode == 130, parked.ToString());
        Assert.Equal(2, parked.Summary.GetProperty("waiting").GetInt32());
        Assert.Equal(2, parked.OfType("waiting").Count());

        await using var healthy = await FreshEmulatorAsync();
        var again = await RunAsync("upload", folder, "--event", Event, "--json");
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal(2, again.Summary.GetProperty("uploaded").GetInt32());
    }

    [Fact]
    public async Task Sigterm_parks_like_Ctrl_C()
    {
        Emulator.Faults.OnPut(Fault.Stall(1000).Times(8));

        using var tool = Start("upload", NewPicture(NewFolder("in")), "--event", Event, "--json");
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
        var pictures = Enumerable.Range(0, 6).Select(_ => NewPicture(folder, length: 50_000)).ToList();
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
            pictures.Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Emulator.Photos.Select(photo => photo.FileName).Order(StringComparer.Ordinal));
    }

    // Stalled faults that were not used up would stall the next run too.
    private async Task<EventPicsEmulator> FreshEmulatorAsync()
    {
        var emulator = await EventPicsEmulator.StartAsync(ct: Cancel);
        Variables["EVENTPICS_BASE_ADDRESS"] = emulator.BaseAddress.AbsoluteUri;
        return emulator;
    }
}
