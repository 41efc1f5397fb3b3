using EventPics.Emulator;

namespace EventPics.Cli.Tests;

public class InterruptionTests : ToolTest
{
    [Fact]
    public async Task Ctrl_C_parks_an_upload_and_the_next_run_finishes_it()
    {
        Emulator.Faults.OnPut(Fault.Stall(1000));
        var picture = NewPicture(NewFolder("in"));

        using var tool = Start("upload", picture, "--event", Event, "--json");
        await Emulator.WaitForRequestsAsync(EmulatorOperation.Put, 1, Cancel);
        tool.Interrupt();
        var parked = await tool.WaitAsync();
        var again = await RunAsync("upload", picture, "--event", Event, "--json");

        Assert.True(parked.ExitCode == 130, parked.ToString());
        Assert.Equal(picture, ToolResult.Text(Assert.Single(parked.OfType("waiting")), "file"));
        Assert.Equal(1, parked.Summary.GetProperty("waiting").GetInt32());
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Single(again.OfType("uploaded"));
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task Sigterm_parks_like_Ctrl_C()
    {
        Emulator.Faults.OnPut(Fault.Stall(1000));

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
}
