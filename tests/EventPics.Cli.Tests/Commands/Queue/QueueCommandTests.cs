using System.Text.Json;
using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Commands.Queue;

public class QueueCommandTests : ToolTest
{
    [Fact]
    public async Task A_failed_photo_is_listed_retried_and_sent()
    {
        Emulator.Faults.OnPut(Fault.Status(413));
        var photo = NewPhoto(NewFolder("in"));
        await RunAsync("upload", photo, "--event", Event, "--album", "a1");

        var line = Assert.Single((await RunAsync("queue", "list", "--json")).Json);
        Assert.Equal(
            ["type", "id", "file", "state", "linkId", "albumId", "bytes", "attempts", "error"],
            line.EnumerateObject().Select(property => property.Name).Take(9));
        Assert.Equal(photo, ToolResult.Text(line, "file"));
        Assert.Equal("failed", ToolResult.Text(line, "state"));
        Assert.True(line.GetProperty("enqueuedAt").TryGetDateTimeOffset(out _));
        Assert.Equal(JsonValueKind.Null, line.GetProperty("uploadedAt").ValueKind);

        var status = Assert.Single((await RunAsync("queue", "status", "--json")).OfType("status"));
        Assert.Equal(1, status.GetProperty("failed").GetInt32());
        var retry = await RunAsync("queue", "retry", ToolResult.Text(line, "id"));
        Assert.Equal((0, "Retrying 1 photo.\n"), (retry.ExitCode, retry.Out));
        var sent = await RunAsync("queue", "send", "--json");
        Assert.Equal(0, sent.ExitCode);
        Assert.Equal(photo, ToolResult.Text(Assert.Single(sent.OfType("uploaded")), "file"));
        Assert.True(Assert.Single((await RunAsync("queue", "list", "--json")).Json).GetProperty("uploadedAt").TryGetDateTimeOffset(out _));
    }

    [Fact]
    public async Task A_retry_without_failed_photos_reports_what_it_does()
    {
        var nothing = await RunAsync("queue", "retry");
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--no-wait");
        var waiting = await RunAsync("queue", "retry");

        Assert.Equal((0, "Nothing to retry.\n", ""), (nothing.ExitCode, nothing.Out, nothing.Error));
        Assert.Equal((0, "No photo has failed; 1 photo is waiting.\n"), (waiting.ExitCode, waiting.Out));
        Assert.Contains("Nothing is being sent. Run 'eventpics watch' or 'eventpics queue send'.", waiting.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_reports_that_a_running_watch_retries_now_and_it_does()
    {
        Emulator.Faults.Offline = true;
        var folder = NewFolder("in");
        NewPhoto(folder);
        using var watch = Start("watch", folder, "--event", Event, "--json");
        await Eventually.TrueAsync(
            async () => (await RunAsync("queue", "status", "--json")).Json.Any(line => ToolResult.Text(line, "connection") == "offline"));

        Emulator.Faults.Offline = false;
        var retry = await RunAsync("queue", "retry");
        await watch.WaitForTextAsync("\"uploaded\"");
        watch.Interrupt();
        await watch.WaitAsync();

        Assert.Equal("They are being sent now.\n", retry.Error);
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task Inspecting_the_queue_needs_no_API_key()
    {
        Variables["EVENTPICS_API_KEY"] = null;

        Assert.Equal(0, (await RunAsync("queue", "status")).ExitCode);
        Assert.Equal(0, (await RunAsync("queue", "list")).ExitCode);
        Assert.Equal(3, (await RunAsync("queue", "send")).ExitCode);
    }

    [Fact]
    public async Task An_id_may_be_shortened_as_long_as_it_is_unique()
    {
        var folder = NewFolder("in");
        for (var i = 0; i < 18; i++)
        {
            NewPhoto(folder);
        }

        await RunAsync("upload", folder, "--event", Event, "--no-wait");
        var ids = (await RunAsync("queue", "list", "--json")).Json.Select(line => ToolResult.Text(line, "id")).ToList();
        var list = await RunAsync("queue", "list");
        var shown = list.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]).ToList();

        // Of 18 IDs in hex, two begin alike for certain.
        var shared = ids.GroupBy(id => id[..1]).First(group => group.Count() > 1).Key;
        var ambiguous = await RunAsync("queue", "remove", shared);
        var unknown = await RunAsync("queue", "remove", "xyz", "");
        var unique = await RunAsync("queue", "remove", shown[0].ToUpperInvariant());

        Assert.All(shown, id => Assert.Single(ids, full => full.StartsWith(id, StringComparison.Ordinal)));
        Assert.All(shown, id => Assert.InRange(id.Length, 7, 12));
        Assert.True(ambiguous.ExitCode == 1, ambiguous.ToString());
        Assert.Contains($"More than one ID begins with '{shared}'.", ambiguous.Error, StringComparison.Ordinal);
        Assert.Contains(ids.First(id => id.StartsWith(shared, StringComparison.Ordinal)), ambiguous.Error, StringComparison.Ordinal);
        Assert.True(unknown.ExitCode == 1, unknown.ToString());
        Assert.Contains("The queue has no photo 'xyz'.", unknown.Error, StringComparison.Ordinal);
        Assert.Equal((0, "1 photo removed.\n"), (unique.ExitCode, unique.Out));
    }

    [Fact]
    public async Task The_list_can_be_filtered()
    {
        Emulator.Faults.OnPut(Fault.Status(413));
        var (first, second) = (NewFolder("first"), NewFolder("second"));
        await RunAsync("upload", NewPhoto(first, "Müller.jpg"), "--event", Event, "--album", "a1");
        await RunAsync("upload", NewPhoto(first, "b.jpg"), "--event", Event, "--no-wait");
        await RunAsync("upload", NewPhoto(second, "c.jpg"), "--event", Event, "--album", "a2", "--no-wait");

        Assert.Equal("Müller.jpg", await NamesAsync("--state", "failed"));
        Assert.Equal("c.jpg b.jpg", await NamesAsync("--state", "WAITING", "--event", Event));
        Assert.Equal("b.jpg Müller.jpg", await NamesAsync("--folder", first + Path.DirectorySeparatorChar));
        Assert.Equal("Müller.jpg", await NamesAsync("--name", "MÜLL"));
        Assert.Equal("Müller.jpg", await NamesAsync("--event", Emulator.Events[0].Title, "--album", Emulator.Events[0].Albums[0].Title));
        Assert.Equal("", await NamesAsync("--event", "nobody"));
        var nothing = await RunAsync("queue", "list", "--state", "exported", "--lang", "de");
        Assert.Equal("Kein Foto in der Warteschlange entspricht dieser Auswahl.\n", nothing.Error);
        var wrong = await RunAsync("queue", "list", "--state", "refused");
        Assert.True(wrong.ExitCode == 2, wrong.ToString());
        Assert.Contains("waiting, sending, uploaded, failed, exported, removed", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "waiting", "failed", "exported", "removed")]
    [InlineData("de", "wartet", "fehlgeschlagen", "exportiert", "entfernt")]
    public async Task Exported_and_removed_photos_are_not_shown_as_failed(string language, params string[] words)
    {
        Emulator.Faults.OnPut(Fault.Status(413));
        var folder = NewFolder("in");
        await RunAsync("upload", NewPhoto(folder, "failed.jpg"), "--event", Event);
        await RunAsync(
            "upload", NewPhoto(folder, "waiting.jpg"), NewPhoto(folder, "exported.jpg"), NewPhoto(folder, "removed.jpg"),
            "--event", Event, "--no-wait");
        await RunAsync("queue", "export", NewFolder("drive"), await IdAsync("exported.jpg"));
        await RunAsync("queue", "remove", await IdAsync("removed.jpg"));

        var list = await RunAsync("queue", "list", "--lang", language);
        var status = await RunAsync("queue", "status", "--json");

        var names = new[] { "waiting", "failed", "exported", "removed" };
        Assert.All(names.Zip(words), pair => Assert.Contains(
            pair.Second, Assert.Single(list.Out.Split('\n'), line => line.Contains($"{pair.First}.jpg", StringComparison.Ordinal)),
            StringComparison.Ordinal));
        Assert.Equal([1, 1, 1, 1], names.Select(name => status.Json[0].GetProperty(name).GetInt32()));
    }

    private async Task<string> NamesAsync(params string[] options) =>
        string.Join(' ', (await RunAsync(["queue", "list", "--json", .. options])).Json.Select(
            line => Path.GetFileName(ToolResult.Text(line, "file"))));

    private async Task<string> IdAsync(string name) =>
        ToolResult.Text(Assert.Single((await RunAsync("queue", "list", "--name", name, "--json")).Json), "id");
}
