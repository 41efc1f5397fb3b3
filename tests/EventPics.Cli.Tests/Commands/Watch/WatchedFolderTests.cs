using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Commands.Watch;

/// <summary>A folder that another watch sends already.</summary>
public class WatchedFolderTests : ToolTest
{
    private const string Other = "efgh5678";

    [Theory]
    [InlineData("")]
    [InlineData("sub")]
    public async Task An_upload_of_a_folder_that_another_data_folder_watches_is_rejected(string below)
    {
        var folder = NewFolder("in");
        var part = NewFolder(Path.Combine("in", below));
        await using var watch = await WatchAsync(folder, Event);
        var owner = DataDirectory;
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");
        NewPhoto(part);

        var rejected = await RunAsync("upload", part, "--event", Event, "--json");
        var german = await RunAsync("upload", part, "--event", Event, "--lang", "de");
        var shared = await RunAsync("upload", part, "--event", Event, "--json", "--data-dir", owner);

        Assert.True(rejected.ExitCode == 1, rejected.ToString());
        Assert.Contains("being watched for the event 'Sommerfest' by process", rejected.Error, StringComparison.Ordinal);
        Assert.Contains($"--data-dir '{owner}'", rejected.Error, StringComparison.Ordinal);
        Assert.Equal(1, rejected.Summary.GetProperty("failed").GetInt32());
        Assert.Contains("bereits für das Event 'Sommerfest' überwacht", german.Error, StringComparison.Ordinal);
        Assert.True(shared.ExitCode == 0, shared.ToString());
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task An_upload_of_a_folder_that_is_watched_for_another_event_is_rejected_without_resend()
    {
        var folder = NewFolder("in");
        await using var watch = await WatchAsync(folder, Event);
        NewPhoto(folder);
        await Eventually.TrueAsync(() => Task.FromResult(Emulator.Photos.Count == 1));

        var rejected = await RunAsync("upload", folder, "--event", Other, "--json");
        var asked = await RunAsync("upload", folder, "--event", Other, "--json", "--resend");

        Assert.True(rejected.ExitCode == 1, rejected.ToString());
        Assert.Contains("Check --event; --resend sends them to this event too.", rejected.Error, StringComparison.Ordinal);
        Assert.True(asked.ExitCode == 0, asked.ToString());
        Assert.Equal([Event, Other], Emulator.Photos.Select(photo => photo.LinkId));
    }

    [Fact]
    public async Task An_upload_of_a_folder_above_a_watched_one_is_rejected_unless_it_leaves_subfolders_out()
    {
        var folder = NewFolder("in");
        await using var watch = await WatchAsync(NewFolder("in/prints"), Event);
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");
        NewPhoto(folder);

        var rejected = await RunAsync("upload", folder, "--event", Event);
        var flat = await RunAsync("upload", folder, "--event", Event, "--no-recursive");

        Assert.True(rejected.ExitCode == 1, rejected.ToString());
        Assert.Contains("contains '", rejected.Error, StringComparison.Ordinal);
        Assert.True(flat.ExitCode == 0, flat.ToString());
    }

    [Theory]
    [InlineData("en", "being watched for the event 'abcd1234' by process")]
    [InlineData("de", "bereits für das Event 'abcd1234' überwacht: vom Prozess")]
    public async Task A_second_watch_reports_the_first_one(string language, string words)
    {
        var folder = NewFolder("in");
        await using var watch = await WatchAsync(folder, Event);
        var owner = DataDirectory;
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");

        var result = await RunAsync("watch", folder, "--event", Event, "--lang", language);

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Contains($"--data-dir '{owner}'", result.Error, StringComparison.Ordinal);
    }

    private async Task<Watch> WatchAsync(string folder, string linkId)
    {
        var tool = Start("watch", folder, "--event", linkId, "--json");
        await tool.WaitForTextAsync("Watching");
        await Eventually.TrueAsync(() => Task.FromResult(EventPics.HotFolder.HotFolderWatcher.FindOwner(folder) is { IsAlive: true }));
        return new Watch(tool);
    }

    private sealed class Watch(RunningTool tool) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            tool.Terminate();
            await tool.WaitAsync();
            tool.Dispose();
        }
    }
}
