using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Commands.Upload;

public class UploadCommandTests : ToolTest
{
    [Fact]
    public async Task A_folder_arrives_once_however_often_it_is_uploaded()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        NewPhoto(folder, "sub/IMG_9999.jpg");

        var first = await RunAsync("upload", folder, "--event", Event, "--album", "fotobox", "--json");
        var second = await RunAsync("upload", folder, "--event", Event, "--album", "a1", "--json");

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Equal(2, first.OfType("uploaded").Count());
        Assert.Equal("""{"type":"summary","uploaded":2,"duplicates":0,"failed":0,"waiting":0,"skipped":0}""", first.Summary.GetRawText());
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Equal(2, second.OfType("duplicate").Count());
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":2,"failed":0,"waiting":0,"skipped":0}""", second.Summary.GetRawText());
        Assert.Equal(2, Emulator.Photos.Count);
        Assert.All(Emulator.Photos, photo => Assert.Equal((Event, "a1", "image/jpeg"), (photo.LinkId, photo.AlbumId, photo.ContentType)));
    }

    [Fact]
    public async Task A_JSON_line_contains_everything_about_its_file()
    {
        var path = NewPhoto(NewFolder("in"), "Müller & Söhne.jpg");

        var result = await RunAsync("--json", "upload", path, "--event", Event, "--album", "a2");

        var photo = Assert.Single(Emulator.Photos);
        var line = Assert.Single(result.OfType("uploaded"));
        Assert.Equal(
            ["type", "file", "linkId", "albumId", "bytes", "sha256", "attempts", "error", "at"],
            line.EnumerateObject().Select(property => property.Name));
        Assert.Equal(path, ToolResult.Text(line, "file"));
        Assert.Equal(Event, ToolResult.Text(line, "linkId"));
        Assert.Equal("a2", ToolResult.Text(line, "albumId"));
        Assert.Equal(4000, line.GetProperty("bytes").GetInt64());
        Assert.Equal(photo.Sha256, ToolResult.Text(line, "sha256"));
        Assert.Equal(1, line.GetProperty("attempts").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, line.GetProperty("error").ValueKind);
        Assert.Contains("Müller & Söhne", result.Out, StringComparison.Ordinal);
        Assert.NotNull(photo.TakenAt);
    }

    [Fact]
    public async Task Text_goes_to_stdout_line_by_line_without_colours()
    {
        var photo = NewPhoto(NewFolder("in"));

        var result = await RunAsync("upload", photo, photo, "--event", Event);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal($"uploaded       {photo}  4.0 kB\n1 uploaded.\n", result.Out);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task Duplicate_files_are_sent_once()
    {
        var folder = NewFolder("in");
        File.Copy(NewPhoto(folder), Path.Combine(folder, "copy.jpg"));

        var result = await RunAsync("upload", folder, "--event", Event, "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.Single(result.OfType("uploaded"));
        Assert.Single(result.OfType("duplicate"));
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task Subfolders_can_be_left_out()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        NewPhoto(folder, "sub/IMG_9999.jpg");

        var result = await RunAsync("upload", folder, "--event", Event, "--no-recursive", "--json");

        Assert.Equal(1, result.Summary.GetProperty("uploaded").GetInt32());
    }

    [Fact]
    public async Task An_empty_file_fails_and_the_others_are_sent()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        File.WriteAllBytes(Path.Combine(folder, "empty.jpg"), []);

        var result = await RunAsync("upload", folder, "--event", Event, "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("empty.jpg", ToolResult.Text(Assert.Single(result.OfType("failed")), "file"), StringComparison.Ordinal);
        Assert.Single(result.OfType("uploaded"));
    }

    [Fact]
    public async Task A_missing_path_among_others_is_a_failed_file()
    {
        var photo = NewPhoto(NewFolder("in"));

        var result = await RunAsync("upload", photo, "nowhere.jpg", "--event", Event, "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Single(result.OfType("uploaded"));
        Assert.EndsWith("nowhere.jpg", ToolResult.Text(Assert.Single(result.OfType("failed")), "file"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_path_among_others_is_a_failed_file()
    {
        var result = await RunAsync("upload", "", NewPhoto(NewFolder("in")), "--event", Event, "--json");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Single(result.OfType("uploaded"));
        Assert.Equal("", ToolResult.Text(Assert.Single(result.OfType("failed")), "file"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere.jpg")]
    [InlineData("*.jpeg")]
    public async Task A_missing_path_alone_is_wrong_usage(string path)
    {
        var result = await RunAsync("upload", path, "--event", Event, "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("summary", ToolResult.Text(result.Summary, "type"));
        Assert.Contains(path, result.Error, StringComparison.Ordinal);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task An_unknown_event_lists_existing_ones()
    {
        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", "nope", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("abcd1234  Sommerfest", result.Error, StringComparison.Ordinal);
        Assert.Contains("efgh5678  Hochzeit Jana & Jörg", result.Error, StringComparison.Ordinal);
        Assert.Equal("There is no event 'nope'.", ToolResult.Text(Assert.Single(result.OfType("failed")), "error"));
        Assert.Equal(1, result.Summary.GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task An_unknown_album_lists_existing_ones()
    {
        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--album", "Feier");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Out);
        Assert.Contains("a1  Fotobox", result.Error, StringComparison.Ordinal);
        Assert.Contains("a2  Backstage", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Feier\n  b1", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_file_makes_the_exit_code_one_and_can_be_retried()
    {
        Emulator.Faults.OnPut(Fault.Status(413));
        var photo = NewPhoto(NewFolder("in"));

        var result = await RunAsync("upload", photo, "--event", Event, "--json");
        var again = await RunAsync("upload", photo, "--event", Event, "--json");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("too large", ToolResult.Text(Assert.Single(result.OfType("failed")), "error"), StringComparison.Ordinal);
        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Single(again.OfType("uploaded"));
    }

    [Fact]
    public async Task Without_a_network_the_upload_times_out_and_the_files_stay_queued()
    {
        await RunAsync("events");
        Emulator.Faults.Offline = true;
        var photo = NewPhoto(NewFolder("in"));

        var offline = await RunAsync("upload", photo, "--event", Event, "--album", "a1", "--timeout", "6s", "--json", "--verbose");
        Emulator.Faults.Offline = false;
        var sent = await RunAsync("queue", "send", "--json", "--verbose");

        Assert.True(offline.ExitCode == 4, offline.ToString());
        Assert.Contains("The queue is Online", sent.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("(null)", offline.Error + sent.Error, StringComparison.Ordinal);
        var waiting = Assert.Single(offline.OfType("waiting"));
        Assert.Equal(photo, ToolResult.Text(waiting, "file"));
        Assert.Contains("etwork", ToolResult.Text(waiting, "error"), StringComparison.Ordinal);
        Assert.True(sent.ExitCode == 0, sent.ToString());
        Assert.Equal("a1", Assert.Single(Emulator.Photos).AlbumId);
    }

    [Fact]
    public async Task Without_waiting_a_file_is_only_queued()
    {
        var photo = NewPhoto(NewFolder("in"));

        var queued = await RunAsync("upload", photo, "--event", Event, "--no-wait", "--json");
        Assert.True(queued.ExitCode == 0, queued.ToString());
        Assert.Single(queued.OfType("waiting"));
        Assert.Empty(Emulator.Photos);

        // What waits from before goes out along with the next upload.
        var next = await RunAsync("upload", NewPhoto(NewFolder("more")), "--event", Event);
        Assert.Equal(0, next.ExitCode);
        var rest = await RunAsync("queue", "send");
        Assert.Equal(0, rest.ExitCode);
        Assert.Equal(2, Emulator.Photos.Count);
    }

    [Fact]
    public async Task A_throttled_upload_is_complete_and_calls_the_hook()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");
        var note = Path.Combine(NewFolder("out"), "note");
        var script = Path.Combine(NewFolder("bin"), "tell.sh");
        await File.WriteAllTextAsync(script, $"echo \"$1 $EVENTPICS_EVENT <$EVENTPICS_API_KEY>\" > {note}", Cancel);
        var photo = NewPhoto(NewFolder("in"), length: 100_000);

        var result = await RunAsync(
            "upload", photo, "--event", Event, "--bwlimit", "1MB", "--json",
            "--on-uploaded", $"sh {script} {{file}}");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(File.ReadAllBytes(photo), Assert.Single(Emulator.Photos).Bytes.ToArray());
        Assert.Equal($"{photo} {Event} <>\n", await File.ReadAllTextAsync(note, Cancel));
    }

    [Fact]
    public async Task A_failing_hook_only_adds_a_notice()
    {
        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--on-uploaded", "no-such-program-here {file}");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("--on-uploaded", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_name_cannot_inject_terminal_control_characters()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows allows no such names.");
        var folder = NewFolder("in");
        NewPhoto(folder, "a\u001b[2Jb\nuploaded  forged.jpg");
        File.WriteAllBytes(Path.Combine(folder, "c\u001b[31m.jpg"), []);

        var upload = await RunAsync("upload", folder, "--event", Event);
        var report = await RunAsync("report", folder);
        var csv = await RunAsync("report", folder, "--format", "csv");
        var list = await RunAsync("queue", "list");

        Assert.Contains("a?[2Jb?uploaded  forged.jpg", upload.Out, StringComparison.Ordinal);
        Assert.All(
            [upload, report, csv, list], result => Assert.DoesNotContain("\u001b", result.Out + result.Error, StringComparison.Ordinal));
        Assert.All(
            [upload, report, csv, list], result => Assert.DoesNotContain("\nuploaded  forged", result.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unusable_data_folder_is_reported_for_each_file()
    {
        var photo = NewPhoto(NewFolder("in"));

        var result = await RunAsync("upload", photo, "--event", Event, "--json", "--data-dir", photo);

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Equal(photo, ToolResult.Text(Assert.Single(result.OfType("failed")), "file"));
        Assert.Equal(1, result.Summary.GetProperty("failed").GetInt32());
    }
}
