using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Commands.Queue;

/// <summary>Photos on a USB drive, and photos that a person removed.</summary>
public class QueueTransferTests : ToolTest
{
    private string Drive => NewFolder("drive");

    [Fact]
    public async Task Exported_photos_are_sent_from_another_computer_once()
    {
        var photo = NewPhoto(NewFolder("in"));
        var bytes = await File.ReadAllBytesAsync(photo, Cancel);
        await RunAsync("upload", photo, "--event", Event, "--album", "a2", "--no-wait");
        File.Delete(photo); // the queue has its own copy

        Assert.Equal(0, (await RunAsync("queue", "export", Drive)).ExitCode);
        var left = await RunAsync("queue", "send");
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");
        var imported = await RunAsync("queue", "import", Drive, "--json");
        var sent = await RunAsync("queue", "send");
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("third-data");
        var again = await RunAsync("queue", "import", Drive, "--json");

        Assert.Equal(0, left.ExitCode);
        Assert.Equal("""{"type":"imported","count":1}""", Assert.Single(imported.Json).GetRawText());
        Assert.Equal(0, sent.ExitCode);
        Assert.Equal("""{"type":"imported","count":0}""", Assert.Single(again.Json).GetRawText());
        var arrived = Assert.Single(Emulator.Photos);
        Assert.Equal((Path.GetFileName(photo), "a2"), (arrived.FileName, arrived.AlbumId));
        Assert.Equal(bytes, arrived.Bytes.ToArray());
    }

    [Fact]
    public async Task A_photo_that_may_have_arrived_before_it_was_exported_is_a_possible_duplicate_where_it_is_imported()
    {
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--no-wait");
        await RunAsync("queue", "export", Drive);
        var note = Assert.Single(Directory.GetFiles(Drive, "*.eventpics.json"));
        var text = await File.ReadAllTextAsync(note, Cancel);
        Assert.Contains("\"mayBeUploaded\":false", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            note, text.Replace("\"mayBeUploaded\":false", "\"mayBeUploaded\":true", StringComparison.Ordinal), Cancel);

        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");
        await RunAsync("queue", "import", Drive);
        var sent = await RunAsync("queue", "send");
        var listed = await RunAsync("queue", "list", "--json");

        Assert.True(sent.ExitCode == 0, sent.ToString());
        Assert.True(Assert.Single(listed.Json).GetProperty("possibleDuplicate").GetBoolean());
        Assert.Contains("\"isImported\":true,\"mayBeUploaded\":true", await File.ReadAllTextAsync(note, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_from_a_read_only_drive_is_queued_with_a_warning_about_a_second_import()
    {
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--no-wait");
        await RunAsync("queue", "export", Drive);
        Directory.CreateDirectory(Assert.Single(Directory.GetFiles(Drive, "*.eventpics.json")) + ".tmp");

        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");
        var imported = await RunAsync("queue", "import", Drive);
        var sent = await RunAsync("queue", "send");

        Assert.True(imported.ExitCode == 0, imported.ToString());
        Assert.Equal("1 photo queued.\n", imported.Out);
        Assert.Contains("was queued, but the drive could not be marked", imported.Error, StringComparison.Ordinal);
        Assert.Equal(0, sent.ExitCode);
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task One_photo_for_two_albums_and_another_event_arrives_at_all_of_them()
    {
        var photo = NewPhoto(NewFolder("in"));
        await RunAsync("upload", photo, "--event", Event, "--album", "a1", "--no-wait");
        await RunAsync("upload", photo, "--event", Event, "--album", "a2", "--no-wait");
        await RunAsync("upload", photo, "--event", Emulator.Events[^1].LinkId, "--no-wait");
        var waiting = (await RunAsync("queue", "list", "--state", "waiting", "--json")).Json.Count;

        await RunAsync("queue", "export", Drive);
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");
        var imported = await RunAsync("queue", "import", Drive);
        var sent = await RunAsync("queue", "send");

        Assert.Equal($"{waiting} photos queued.\n", imported.Out);
        Assert.Equal(waiting, Directory.GetFiles(Drive, "*.eventpics.json").Length);
        Assert.True(sent.ExitCode == 0, sent.ToString());
        Assert.Equal(waiting, Emulator.Photos.Select(arrived => (arrived.LinkId, arrived.AlbumId)).Distinct().Count());
        Assert.Equal(waiting, Emulator.Photos.Count);
    }

    [Fact]
    public async Task An_exported_photo_stays_known_and_is_taken_back()
    {
        var photo = NewPhoto(NewFolder("in"));
        await RunAsync("upload", photo, "--event", Event, "--no-wait");
        await RunAsync("queue", "export", Drive);

        await RunAsync("upload", photo, "--event", Event, "--no-wait");
        var retry = await RunAsync("queue", "retry", await IdAsync());
        var sent = await RunAsync("queue", "send");
        var exported = Assert.Single((await RunAsync("queue", "list", "--json")).Json);
        var back = await RunAsync("queue", "take-back");
        var sentAtLast = await RunAsync("queue", "send");

        Assert.Equal(("exported", Drive), (ToolResult.Text(exported, "state"), ToolResult.Text(exported, "exportedTo")));
        Assert.True(exported.GetProperty("withdrawnAt").TryGetDateTimeOffset(out _));
        Assert.True(retry.ExitCode == 1, retry.ToString());
        Assert.Contains("use 'eventpics queue take-back'", retry.Error, StringComparison.Ordinal);
        Assert.True(sent.ExitCode == 0, sent.ToString());
        Assert.Equal((0, "1 photo taken back.\n"), (back.ExitCode, back.Out));
        Assert.Empty(Directory.GetFiles(Drive));
        Assert.True(sentAtLast.ExitCode == 0, sentAtLast.ToString());
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task Importing_where_it_was_exported_takes_it_back()
    {
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--no-wait");
        await RunAsync("queue", "export", Drive);

        var imported = await RunAsync("queue", "import", Drive);
        var sent = await RunAsync("queue", "send");

        Assert.Equal((0, "1 photo queued.\n"), (imported.ExitCode, imported.Out));
        Assert.True(sent.ExitCode == 0, sent.ToString());
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task Taking_back_what_was_imported_elsewhere_warns_of_a_duplicate()
    {
        var here = Variables["EVENTPICS_DATA_DIR"];
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--no-wait");
        await RunAsync("queue", "export", Drive);
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");
        await RunAsync("queue", "import", Drive);
        Variables["EVENTPICS_DATA_DIR"] = here;

        var back = await RunAsync("queue", "take-back");

        Assert.Equal((0, "1 photo taken back.\n"), (back.ExitCode, back.Out));
        Assert.Contains($"Make sure that no other computer sends it from {Drive} too", back.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_photo_does_not_come_back_until_the_removal_is_undone()
    {
        var photo = NewPhoto(NewFolder("in"));
        await RunAsync("upload", photo, "--event", Event, "--no-wait");
        var id = await IdAsync();

        var removed = await RunAsync("queue", "remove", id);
        var again = await RunAsync("queue", "remove", id);
        await RunAsync("upload", photo, "--event", Event, "--no-wait");
        await RunAsync("upload", photo, "--event", Event, "--album", "a1", "--no-wait");
        var sent = await RunAsync("queue", "send");
        var arrivedWhileRemoved = Emulator.Photos.Count;
        var undone = await RunAsync("queue", "take-back", id[..10]);
        var uploaded = await RunAsync("upload", photo, "--event", Event);

        Assert.Equal((0, "1 photo removed.\n"), (removed.ExitCode, removed.Out));
        Assert.Contains($"eventpics queue take-back {id}", removed.Error, StringComparison.Ordinal);
        Assert.True(again.ExitCode == 1, again.ToString());
        Assert.Contains("was already removed.", again.Error, StringComparison.Ordinal);
        Assert.True(sent.ExitCode == 0, sent.ToString());
        Assert.Equal(0, arrivedWhileRemoved);
        Assert.Equal((0, "1 photo taken back.\n"), (undone.ExitCode, undone.Out));
        Assert.True(uploaded.ExitCode == 0, uploaded.ToString());
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task Removing_an_uploaded_photo_reports_that_it_is_still_in_the_album()
    {
        await RunAsync("upload", NewPhoto(NewFolder("in"), "a.jpg"), "--event", Event);

        var removed = await RunAsync("queue", "remove", await IdAsync(), "--lang", "de");

        Assert.Contains("a.jpg war schon hochgeladen und ist weiterhin im Album.", removed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_photo_is_not_imported_either()
    {
        var here = Variables["EVENTPICS_DATA_DIR"];
        var photo = NewPhoto(NewFolder("in"));
        await RunAsync("upload", photo, "--event", Event, "--no-wait");
        await RunAsync("queue", "export", Drive);
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");
        await RunAsync("upload", photo, "--event", Event, "--no-wait");
        await RunAsync("queue", "remove", await IdAsync());

        var imported = await RunAsync("queue", "import", Drive);
        var nothing = await RunAsync("queue", "take-back");
        Variables["EVENTPICS_DATA_DIR"] = here;
        var back = await RunAsync("queue", "take-back");

        Assert.True(imported.ExitCode == 1, imported.ToString());
        Assert.Contains("It was removed for this event.", imported.Error, StringComparison.Ordinal);
        Assert.Equal("Nothing to take back.\n", nothing.Out);
        Assert.Equal("1 photo taken back.\n", back.Out);
    }

    [Fact]
    public async Task Nothing_to_export_or_import_is_reported_as_such()
    {
        var import = await RunAsync("queue", "import", Drive);
        var export = await RunAsync("queue", "export", Drive);
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--no-wait");
        var nowhere = await RunAsync("queue", "export", Path.Combine(NewPhoto(Drive), "nowhere"));

        Assert.True(import.ExitCode == 2, import.ToString());
        Assert.Contains("nothing to import", import.Error, StringComparison.Ordinal);
        Assert.Equal((0, "No photos are waiting, so there is nothing to export.\n"), (export.ExitCode, export.Out));
        Assert.Equal((1, "Nothing was exported.\n"), (nowhere.ExitCode, nowhere.Out));
        Assert.DoesNotContain("..", nowhere.Error, StringComparison.Ordinal);
        Assert.Equal("waiting", ToolResult.Text(Assert.Single((await RunAsync("queue", "list", "--json")).Json), "state"));
    }

    [Fact]
    public async Task A_damaged_file_on_the_drive_does_not_stop_the_others()
    {
        var folder = NewFolder("in");
        var good = NewPhoto(folder);
        var damaged = NewPhoto(folder);
        await RunAsync("upload", folder, "--event", Event, "--no-wait");
        await RunAsync("queue", "export", Drive);
        await File.WriteAllTextAsync(Path.Combine(Drive, "000-bad.jpg.eventpics.json"), "{\"fileName\":", Cancel);
        var copy = Assert.Single(Directory.GetFiles(Drive, "*" + Path.GetFileName(damaged)));
        await File.WriteAllBytesAsync(copy, [.. await File.ReadAllBytesAsync(copy, Cancel), 0], Cancel);
        Variables["EVENTPICS_DATA_DIR"] = NewFolder("other-data");

        var result = await RunAsync("queue", "import", Drive, "--json");
        var list = await RunAsync("queue", "list", "--json");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Equal("""{"type":"imported","count":1}""", Assert.Single(result.Json).GetRawText());
        Assert.Contains("000-bad.jpg", result.Error, StringComparison.Ordinal);
        Assert.Contains($"{Path.GetFileName(damaged)} was not queued: The file is damaged", result.Error, StringComparison.Ordinal);
        Assert.EndsWith(Path.GetFileName(good), ToolResult.Text(Assert.Single(list.Json), "file"), StringComparison.Ordinal);
    }

    private async Task<string> IdAsync() => ToolResult.Text((await RunAsync("queue", "list", "--json")).Json[0], "id");
}
