using EventPics.Emulator;

namespace EventPics.Cli.Tests;

public class QueueCommandTests : ToolTest
{
    [Fact]
    public async Task A_refused_picture_is_listed_retried_and_sent()
    {
        Emulator.Faults.OnPut(Fault.Status(413));
        var picture = NewPicture(NewFolder("in"));
        await RunAsync("upload", picture, "--event", Event, "--album", "a1");

        var line = Assert.Single((await RunAsync("queue", "list", "--json")).Json);
        Assert.Equal(["id", "file", "state", "linkId", "albumId", "bytes", "attempts", "error"], line.EnumerateObject().Select(property => property.Name));
        Assert.Equal(picture, ToolResult.Text(line, "file"));
        Assert.Equal("setAside", ToolResult.Text(line, "state"));

        var status = Assert.Single((await RunAsync("queue", "status", "--json")).Json);
        Assert.Equal(1, status.GetProperty("setAside").GetInt32());
        Assert.Equal(0, (await RunAsync("queue", "retry", ToolResult.Text(line, "id"))).ExitCode);
        var sent = await RunAsync("queue", "send", "--json");
        Assert.Equal(0, sent.ExitCode);
        Assert.Equal(picture, ToolResult.Text(Assert.Single(sent.OfType("uploaded")), "file"));
    }

    [Fact]
    public async Task A_removed_picture_is_never_sent()
    {
        await RunAsync("upload", NewPicture(NewFolder("in")), "--event", Event, "--no-wait");
        var id = ToolResult.Text((await RunAsync("queue", "list", "--json")).Json[0], "id");

        var removed = await RunAsync("queue", "remove", id, "--json");
        var again = await RunAsync("queue", "remove", id, "--json");
        var sent = await RunAsync("queue", "send", "--json");

        Assert.Equal(0, removed.ExitCode);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains(id, again.Error, StringComparison.Ordinal);
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":0}""", Assert.Single(sent.Json).GetRawText());
        Assert.Empty(Emulator.Photos);
    }

    [Fact]
    public async Task Exported_pictures_go_out_from_another_computer_once()
    {
        var stick = NewFolder("stick");
        var picture = NewPicture(NewFolder("in"));
        var bytes = await File.ReadAllBytesAsync(picture, Cancel);
        await RunAsync("upload", picture, "--event", Event, "--album", "a2", "--no-wait");
        File.Delete(picture); // the queue has its own copy

        Assert.Equal(0, (await RunAsync("queue", "export", stick)).ExitCode);
        var left = await RunAsync("queue", "send");
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");
        var imported = await RunAsync("queue", "import", stick, "--json");
        var sent = await RunAsync("queue", "send");
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("third-data");
        var again = await RunAsync("queue", "import", stick, "--json");

        Assert.Equal(0, left.ExitCode);
        Assert.Equal("""{"type":"imported","count":1}""", Assert.Single(imported.Json).GetRawText());
        Assert.Equal(0, sent.ExitCode);
        Assert.Equal("""{"type":"imported","count":0}""", Assert.Single(again.Json).GetRawText());
        var photo = Assert.Single(Emulator.Photos);
        Assert.Equal((Path.GetFileName(picture), "a2"), (photo.FileName, photo.AlbumId));
        Assert.Equal(bytes, photo.Bytes.ToArray());
    }

    [Fact]
    public async Task Nothing_to_move_is_said_and_claims_nothing()
    {
        var stick = NewFolder("stick");

        var import = await RunAsync("queue", "import", stick);
        var export = await RunAsync("queue", "export", stick);
        await RunAsync("upload", NewPicture(NewFolder("in")), "--event", Event, "--no-wait");
        var nowhere = await RunAsync("queue", "export", Path.Combine(NewPicture(stick), "nowhere"));

        Assert.True(import.ExitCode == 2, import.ToString());
        Assert.Contains("nothing to import", import.Error, StringComparison.Ordinal);
        Assert.Equal((0, "No picture waits, so there is nothing to move.\n"), (export.ExitCode, export.Out));
        Assert.Equal((1, "Nothing was moved.\n"), (nowhere.ExitCode, nowhere.Out));
        Assert.DoesNotContain("..", nowhere.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_needs_no_key()
    {
        Variables["EVENTPICS_API_KEY"] = null;

        Assert.Equal(0, (await RunAsync("queue", "status")).ExitCode);
        Assert.Equal(0, (await RunAsync("queue", "list")).ExitCode);
        Assert.Equal(3, (await RunAsync("queue", "send")).ExitCode);
    }

    [Fact]
    public async Task What_is_bad_on_the_stick_does_not_stop_the_rest()
    {
        var stick = NewFolder("stick");
        var folder = NewFolder("in");
        var good = NewPicture(folder);
        var damaged = NewPicture(folder);
        await RunAsync("upload", folder, "--event", Event, "--no-wait");
        await RunAsync("queue", "export", stick);
        await File.WriteAllTextAsync(Path.Combine(stick, "000-bad.jpg.eventpics.json"), "{\"fileName\":", Cancel);
        var copy = Assert.Single(Directory.GetFiles(stick, "*" + Path.GetFileName(damaged)));
        await File.WriteAllBytesAsync(copy, [.. await File.ReadAllBytesAsync(copy, Cancel), 0], Cancel);

        var result = await RunAsync("queue", "import", stick, "--json");
        var list = await RunAsync("queue", "list", "--json");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Equal("""{"type":"imported","count":1}""", Assert.Single(result.Json).GetRawText());
        Assert.Contains("000-bad.jpg", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{Path.GetFileName(damaged)} was not queued: The file is damaged", result.Error, StringComparison.Ordinal);
        Assert.EndsWith(Path.GetFileName(good), ToolResult.Text(Assert.Single(list.Json), "file"), StringComparison.Ordinal);
    }
}
