using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Sending;

/// <summary>A data folder on a small disk.</summary>
public sealed class DiskFullTests : ToolTest, IDisposable
{
    private const int PhotoLength = 1_900_000;

    private readonly SmallDisk _small = new(6);

    private string Disk => _small.Path;

    public void Dispose() => _small.Dispose();

    [Fact]
    public async Task Files_that_did_not_fit_follow_once_the_queue_has_freed_space()
    {
        var folder = NewPhotos(4);
        var queued = await RunAsync("upload", folder, "--event", Event, "--no-wait", "--json", "--data-dir", Disk);

        var sent = await RunAsync("upload", folder, "--event", Event, "--json", "--data-dir", Disk);

        Assert.True(queued.ExitCode == 4, queued.ToString());
        Assert.Equal(4, queued.Summary.GetProperty("waiting").GetInt32());
        Assert.Contains(
            queued.OfType("waiting"), line => ToolResult.Text(line, "error").StartsWith("The disk is full.", StringComparison.Ordinal));
        Assert.Contains("not queued: the disk is full.", queued.Error, StringComparison.Ordinal);
        Assert.True(sent.ExitCode == 0, sent.ToString());
        Assert.Equal(4, sent.Summary.GetProperty("uploaded").GetInt32());
        Assert.Equal(4, Emulator.Photos.Count);
    }

    [Fact]
    public async Task A_queued_photo_is_recognized_although_the_disk_is_full()
    {
        await RunAsync("events", "--data-dir", Disk);
        Emulator.Faults.Offline = true;
        var folder = NewPhotos(4);
        await RunAsync("upload", folder, "--event", Event, "--no-wait", "--data-dir", Disk);

        var result = await RunAsync("upload", folder, "--event", Event, "--timeout", "3s", "--json", "--data-dir", Disk);

        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":4,"skipped":0}""", result.Summary.GetRawText());
        Assert.Contains(result.OfType("waiting"), line => ToolResult.Text(line, "sha256").Length == 64);
        Assert.Contains("Timed out.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_reports_a_full_disk_while_it_runs()
    {
        Emulator.Faults.Offline = true;

        using var tool = Start("watch", NewPhotos(4), "--event", Event, "--data-dir", Disk);
        await tool.WaitForTextAsync("not in the queue yet: the disk may be full. Free up space.");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 4, result.ToString());
    }

    private string NewPhotos(int count)
    {
        var folder = NewFolder("in");
        for (var i = 0; i < count; i++)
        {
            NewPhoto(folder, length: PhotoLength);
        }

        return folder;
    }
}
