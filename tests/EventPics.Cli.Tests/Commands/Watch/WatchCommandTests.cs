using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Commands.Watch;

public class WatchCommandTests : ToolTest
{
    [Fact]
    public async Task Once_sends_existing_files_and_ends()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        NewPhoto(folder, "sub/IMG_9999.jpg");
        await File.WriteAllTextAsync(Path.Combine(folder, "note.txt"), "no photo", Cancel);

        var first = await RunAsync("watch", folder, "--event", Event, "--album", "Backstage", "--once", "--json");
        var second = await RunAsync("watch", folder, "--event", Event, "--album", "Backstage", "--once", "--json");

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Equal("""{"type":"summary","uploaded":2,"duplicates":0,"failed":0,"waiting":0,"skipped":1}""", first.Summary.GetRawText());
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":2,"failed":0,"waiting":0,"skipped":1}""", second.Summary.GetRawText());
        Assert.Equal(2, Emulator.Photos.Count);
        Assert.All(Emulator.Photos, photo => Assert.Equal("a2", photo.AlbumId));
    }

    [Fact]
    public async Task A_photo_added_later_is_sent_and_Ctrl_C_ends_normally()
    {
        var folder = NewFolder("in");

        using var tool = Start("watch", folder, "--event", Event, "--json");
        await tool.WaitForTextAsync("Watching");
        NewPhoto(folder);
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("""{"type":"summary","uploaded":1,"duplicates":0,"failed":0,"waiting":0,"skipped":0}""", result.Summary.GetRawText());
    }

    [Fact]
    public async Task Ctrl_C_with_files_waiting_has_its_own_exit_code()
    {
        Emulator.Faults.Offline = true;
        var folder = NewFolder("in");
        NewPhoto(folder);

        using var tool = Start("watch", folder, "--event", Event, "--json", "--verbose");
        await tool.WaitForTextAsync("Enqueued");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Equal(1, result.Summary.GetProperty("waiting").GetInt32());
    }

    [Fact]
    public async Task Once_stops_waiting_at_its_timeout()
    {
        Emulator.Faults.Offline = true;
        var folder = NewFolder("in");
        NewPhoto(folder);

        var soon = await RunAsync("watch", folder, "--event", Event, "--once", "--timeout", "4s", "--json");
        var atOnce = await RunAsync("watch", folder, "--event", Event, "--once", "--timeout", "0", "--json");

        Assert.True(soon.ExitCode == 4, soon.ToString());
        Assert.Single(soon.OfType("waiting"));
        Assert.True(atOnce.ExitCode == 4, atOnce.ToString());
        Assert.Single(atOnce.OfType("waiting"));
    }

    [Fact]
    public async Task Two_watches_on_one_folder_send_each_photo_once()
    {
        var folder = NewFolder("in");
        for (var i = 0; i < 5; i++)
        {
            NewPhoto(folder);
        }

        var results = await Task.WhenAll(
            RunAsync("watch", folder, "--event", Event, "--once", "--json"),
            RunAsync("watch", folder, "--event", Event, "--once", "--json"));

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.ToString()));
        Assert.Equal(5, Emulator.Photos.Count);
    }

    [Fact]
    public async Task An_uploaded_file_is_moved_with_after_upload_move()
    {
        var folder = NewFolder("in");
        var photo = NewPhoto(folder);

        var result = await RunAsync("watch", folder, "--event", Event, "--once", "--after-upload", "move");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.False(File.Exists(photo));
        Assert.True(File.Exists(Path.Combine(folder, "uploaded", Path.GetFileName(photo))));
    }

    [Fact]
    public async Task A_file_that_cannot_be_moved_is_reported_once_per_folder()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        NewPhoto(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "uploaded"), "no folder", Cancel);

        var result = await RunAsync("watch", folder, "--event", Event, "--once", "--after-upload", "move");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Single(result.Error.Split('\n'), line => line.Contains(
            $"2 files uploaded, but can't be moved or deleted: check the permissions of '{folder}'.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_waits_has_its_size()
    {
        var folder = NewFolder("in");
        var photo = NewPhoto(folder);
        await File.WriteAllBytesAsync(photo, (await File.ReadAllBytesAsync(photo, Cancel))[..2500], Cancel);

        var result = await RunAsync("watch", folder, "--event", Event, "--once", "--timeout", "1s", "--json");

        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Equal(2500, Assert.Single(result.OfType("waiting")).GetProperty("bytes").GetInt64());
    }

    [Fact]
    public async Task A_subfolder_without_album_is_reported_once()
    {
        var folder = NewFolder("in");
        NewPhoto(folder, "Fotobox/1.jpg");
        NewPhoto(folder, "Nix/1.jpg");
        NewPhoto(folder, "Nix/2.jpg");

        var result = await RunAsync("watch", folder, "--event", Event, "--once", "--album-by-subfolder");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Single(result.Error.Split('\n'), line => line.Contains("The event has no album 'Nix'.", StringComparison.Ordinal));
        Assert.DoesNotContain("'Fotobox'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in/{datum}", "{datum}")]
    [InlineData("in/{date", "{date")]
    [InlineData("in/{date:}", "{date:}")]
    public async Task An_unknown_placeholder_is_wrong_usage(string path, string token)
    {
        var result = await RunAsync("watch", path, "--event", Event);

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains(
            $"Unknown placeholder '{token}' in the folder path. Supported: {{date}}, {{date-8h}}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_is_wrong_usage()
    {
        var result = await RunAsync("watch", "nowhere", "--event", Event, "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":0,"skipped":0}""", result.Summary.GetRawText());
        Assert.Contains("nowhere", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "--event", "nope")]
    [InlineData(2, "--event", Event, "--timeout", "5s")]
    [InlineData(2, "--event", Event, "--after-upload", "delete")]
    [InlineData(2, "--event", Event, "--after-upload", "burn")]
    [InlineData(2, "--event", Event, "--include", "*.{jpg,png}")]
    [InlineData(2, "--event", Event, "--once", "--exclude", "!a.jpg")]
    public async Task Contradictory_options_are_rejected(int exitCode, params string[] options)
    {
        var result = await RunAsync(["watch", NewFolder("in"), "--json", .. options]);

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Equal(
            """{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":0,"skipped":0}""",
            Assert.Single(result.Json).GetRawText());
        Assert.NotEqual("", result.Error);
    }

    [Fact]
    public async Task Once_rejects_a_file_that_stays_empty()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        var empty = Path.Combine(folder, "empty.jpg");
        await File.WriteAllBytesAsync(empty, [], Cancel);
        File.SetLastWriteTimeUtc(empty, File.GetLastWriteTimeUtc(empty).AddHours(-1));

        var result = await RunAsync("watch", folder, "--event", Event, "--once", "--timeout", "30s", "--json");

        Assert.True(result.ExitCode == 1, result.ToString());
        var failed = Assert.Single(result.OfType("failed"));
        Assert.Equal(empty, ToolResult.Text(failed, "file"));
        Assert.Contains("empty", ToolResult.Text(failed, "error"), StringComparison.Ordinal);
        Assert.Equal("""{"type":"summary","uploaded":1,"duplicates":0,"failed":1,"waiting":0,"skipped":0}""", result.Summary.GetRawText());
    }

    // A file's age is that of its later timestamp, and its creation time can't be set, so the test sets the limit.
    [Fact]
    public async Task A_watch_skips_old_photos_and_reports_it()
    {
        var folder = NewFolder("in");
        var old = NewPhoto(folder);

        using var tool = Start("watch", folder, "--event", Event, "--json", "--max-age", "0s");
        await tool.WaitForTextAsync("Skipped 1 file older than 0 s. --all sends it too.");
        var fresh = NewPhoto(folder);
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var usual = await tool.WaitAsync();
        using var all = Start("watch", folder, "--event", Event, "--json", "--all");
        await all.WaitForTextAsync("\"uploaded\"");
        all.Interrupt();
        var second = await all.WaitAsync();

        Assert.True(usual.ExitCode == 0, usual.ToString());
        Assert.Equal(fresh, ToolResult.Text(Assert.Single(usual.OfType("uploaded")), "file"));
        Assert.Equal(
            ("tooOld", old),
            (ToolResult.Text(Assert.Single(usual.OfType("skipped")), "reason"), ToolResult.Text(usual.OfType("skipped").Single(), "file")));
        Assert.Equal(old, ToolResult.Text(Assert.Single(second.OfType("uploaded")), "file"));
        Assert.DoesNotContain("--all", second.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "--max-age", "48h")]
    [InlineData(0, "--max-age", "0s")]
    public async Task Once_sends_photos_of_any_age_by_default(int count, params string[] options)
    {
        var folder = NewFolder("in");
        NewPhoto(folder);

        // Copied just now with its old time.
        var copied = NewPhoto(folder);
        File.SetLastWriteTimeUtc(copied, File.GetLastWriteTimeUtc(copied).AddDays(-7));

        var result = await RunAsync(["watch", folder, "--event", Event, "--once", "--json", .. options]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(count, result.Summary.GetProperty("uploaded").GetInt32());
    }
}
