using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Commands.Queue;

public class QueueMoveTests : ToolTest
{
    [Fact]
    public async Task Photos_of_another_account_are_counted_and_can_be_moved()
    {
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--no-wait");
        await using var other = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { ApiKey = "another-key", Events = [new EmulatorEvent("Gala", "gala7777", [])] }, Cancel);
        Variables["EVENTPICS_BASE_ADDRESS"] = other.BaseAddress.AbsoluteUri;
        Variables["EVENTPICS_API_KEY"] = other.ApiKey;

        var stuck = await RunAsync("queue", "send");
        var status = await RunAsync("queue", "status");
        var json = Assert.Single((await RunAsync("queue", "status", "--json")).OfType("status"));
        var check = await RunAsync("status", "--check");
        await RunAsync("queue", "move", "--all", "--event", "Gala");
        var sent = await RunAsync("queue", "send");

        Assert.Equal((4, 2), (stuck.ExitCode, check.ExitCode));
        Assert.Contains($"'eventpics queue move --from-event {Event} --event ...'", stuck.Error, StringComparison.Ordinal);
        Assert.Contains($"Other key:  1 of them, for {Event} (", status.Out, StringComparison.Ordinal);
        Assert.Equal((1, Event), (json.GetProperty("otherAccount").GetInt32(), json.GetProperty("otherAccountLinkIds")[0].GetString()));
        Assert.True(sent.ExitCode == 0, sent.ToString());
        Assert.Equal("gala7777", Assert.Single(other.Photos).LinkId);
        Assert.Empty(Emulator.Photos);
        Assert.Equal(0, Assert.Single((await RunAsync("queue", "status", "--json")).OfType("status")).GetProperty("otherAccount").GetInt32());
    }

    [Fact]
    public async Task All_or_some_photos_are_moved_and_arrive_there()
    {
        var folder = NewFolder("in");
        var (first, second) = (NewPhoto(folder, "first.jpg"), NewPhoto(folder, "second.jpg"));
        await RunAsync("upload", first, second, "--event", Event, "--album", "a1", "--no-wait");
        await RunAsync("upload", NewPhoto(folder, "third.jpg"), "--event", "efgh5678", "--no-wait");

        var some = await RunAsync(
            "queue", "move", (await IdAsync("first.jpg"))[..8], "--event", Event, "--album", Emulator.Events[0].Albums[1].Title);
        var one = await RunAsync("queue", "move", "--from-event", "hochzeit jana & JÖRG", "--event", "SOMMERFEST ", "--json");
        var sent = await RunAsync("queue", "send");

        Assert.Equal(
            (0, $"1 photo moved to {Emulator.Events[0].Title} / {Emulator.Events[0].Albums[1].Title}.\n"), (some.ExitCode, some.Out));
        Assert.Equal("""{"type":"moved","count":1}""", Assert.Single(one.Json).GetRawText());
        Assert.True(sent.ExitCode == 0, sent.ToString());
        Assert.Equal(
            [("first.jpg", Event, Emulator.Events[0].Albums[1].Id), ("second.jpg", Event, "a1"), ("third.jpg", Event, null)],
            Emulator.Photos.Select(photo => (photo.FileName, photo.LinkId, photo.AlbumId)).Order());
    }

    [Fact]
    public async Task Failed_photos_move_too_and_uploaded_ones_stay()
    {
        Emulator.Faults.OnPut(Fault.Status(413));
        var folder = NewFolder("in");
        await RunAsync("upload", NewPhoto(folder, "failed.jpg"), "--event", Event);
        await RunAsync("upload", NewPhoto(folder, "done.jpg"), "--event", Event);

        var all = await RunAsync("queue", "move", "--all", "--event", Event, "--album", "a2");
        var uploaded = await RunAsync("queue", "move", await IdAsync("done.jpg"), "--event", Event, "--album", "a2");
        var again = await RunAsync("queue", "move", "--all", "--event", Event, "--album", "a2");

        Assert.Equal(0, all.ExitCode);
        Assert.StartsWith("1 photo moved to ", all.Out, StringComparison.Ordinal);
        Assert.True(uploaded.ExitCode == 1, uploaded.ToString());
        Assert.Contains("done.jpg was not moved: it is already uploaded.", uploaded.Error, StringComparison.Ordinal);
        Assert.Equal((0, "Nothing was moved.\n"), (again.ExitCode, again.Out));
    }

    [Theory]
    [InlineData(1, "There is no event 'nobody'.", "--all", "--event", "nobody")]
    [InlineData(1, "has no album 'Feier'.", "--all", "--event", Event, "--album", "Feier")]
    [InlineData(2, "Choose the photos to move", "--event", Event)]
    [InlineData(2, "Choose the photos to move", "abc", "--all", "--event", Event)]
    [InlineData(2, "--event is missing.", "--all")]
    public async Task A_usage_error_moves_nothing(int exitCode, string words, params string[] arguments)
    {
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--album", "a1", "--no-wait");

        var result = await RunAsync(["queue", "move", .. arguments]);

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Equal("a1", ToolResult.Text((await RunAsync("queue", "list", "--json")).Json[0], "albumId"));
    }

    [Fact]
    public async Task Offline_an_ID_is_accepted_with_a_notice_and_a_title_is_rejected()
    {
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--no-wait");
        Emulator.Faults.Offline = true;
        File.Delete(Path.Combine(DataDirectory, "events.json"));

        var title = await RunAsync("queue", "move", "--all", "--event", "Sommerfest 2026");
        var id = await RunAsync("queue", "move", "--all", "--event", "xyz98765");

        Assert.True(title.ExitCode == 4, title.ToString());
        Assert.Contains("'Sommerfest 2026' can't be looked up right now.", title.Error, StringComparison.Ordinal);
        Assert.True(id.ExitCode == 0, id.ToString());
        Assert.Contains("could not be checked", id.Error, StringComparison.Ordinal);
        Assert.Equal("xyz98765", ToolResult.Text((await RunAsync("queue", "list", "--json")).Json[0], "linkId"));
    }

    private async Task<string> IdAsync(string name) =>
        ToolResult.Text(Assert.Single((await RunAsync("queue", "list", "--name", name, "--json")).Json), "id");
}
