using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Commands.Upload;

/// <summary>What happens to files when the API key is missing, malformed or rejected.</summary>
public class UploadApiKeyTests : ToolTest
{
    [Fact]
    public async Task A_missing_API_key_has_its_own_exit_code()
    {
        Variables["EVENTPICS_API_KEY"] = null;

        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("eventpics login", result.Error, StringComparison.Ordinal);
        await StaysQueuedAsync(result);
    }

    [Fact]
    public async Task A_rejected_API_key_has_its_own_exit_code()
    {
        Variables["EVENTPICS_API_KEY"] = "another-key";

        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.DoesNotContain("another-key", result.Error + result.Out, StringComparison.Ordinal);
        await StaysQueuedAsync(result);
    }

    [Fact]
    public async Task A_rejected_key_ends_a_watch_once_with_its_files_queued()
    {
        Variables["EVENTPICS_API_KEY"] = "another-key";
        var folder = NewFolder("in");
        NewPhoto(folder);

        var result = await RunAsync("watch", folder, "--event", Event, "--once", "--json");

        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Equal("apiKeyRejected", ToolResult.Text(Assert.Single(result.OfType("state")), "connection"));
        await StaysQueuedAsync(result);
    }

    [Fact]
    public async Task Without_a_usable_key_files_are_queued_and_wait()
    {
        Variables["EVENTPICS_API_KEY"] = "no\u00e4key";
        var folder = NewFolder("in");
        NewPhoto(folder);

        var upload = await RunAsync("upload", folder, "--event", Event, "--no-wait", "--json");
        Variables["EVENTPICS_API_KEY"] = null;
        var watch = await RunAsync("watch", folder, "--event", Event, "--once", "--json");
        var title = await RunAsync("upload", folder, "--event", "Sommer fest", "--json");

        Assert.All([upload, watch, title], result => Assert.True(result.ExitCode == 3, result.ToString()));
        await StaysQueuedAsync(upload);
        await StaysQueuedAsync(watch);
        Assert.Single(title.OfType("waiting"));
        Assert.Contains("Nothing was queued.", title.Error, StringComparison.Ordinal);
    }

    private async Task StaysQueuedAsync(ToolResult result)
    {
        Assert.Single(result.OfType("waiting"));
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":1,"skipped":0}""", result.Summary.GetRawText());
        Assert.Equal("waiting", ToolResult.Text(Assert.Single((await RunAsync("queue", "list", "--json")).Json), "state"));
    }

    [Fact]
    public async Task A_key_that_is_rejected_on_the_way_keeps_the_files_queued()
    {
        Emulator.Faults.OnUploadUrl(Fault.Status(401).Times(100));

        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--json");

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(1, result.Summary.GetProperty("waiting").GetInt32());
        Assert.Single(result.OfType("waiting"));
    }
}
