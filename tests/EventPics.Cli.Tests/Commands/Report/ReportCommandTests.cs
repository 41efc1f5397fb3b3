using System.Runtime.Versioning;
using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Commands.Report;

public class ReportCommandTests : ToolTest
{
    [Fact]
    public async Task A_report_is_complete_only_when_every_photo_is_uploaded()
    {
        var folder = NewFolder("in");
        NewPhoto(folder, "=1+1.jpg");
        await RunAsync("upload", folder, "--event", Event);

        var complete = await RunAsync("report", folder);
        await RunAsync("upload", NewPhoto(folder, "later.jpg"), "--event", Event, "--no-wait");
        var waiting = await RunAsync("report", folder, "--json");
        NewPhoto(folder, "<b>unsent</b>.jpg");
        var missing = await RunAsync("report", folder, "--format", "html");
        var csv = await RunAsync("report", folder, "--format", "csv");

        Assert.True(complete.ExitCode == 0, complete.ToString());
        Assert.Contains("Complete: the only photo is uploaded.", complete.Out, StringComparison.Ordinal);
        Assert.Equal(4, waiting.ExitCode);
        Assert.False(waiting.Summary.GetProperty("complete").GetBoolean());
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("&lt;b&gt;unsent&lt;/b&gt;.jpg", missing.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>unsent", missing.Out, StringComparison.Ordinal);
        Assert.Equal(1, csv.ExitCode);
        Assert.Contains("'=1+1.jpg,uploaded,abcd1234", csv.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_format_follows_the_file_extension()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        var file = Path.Combine(NewFolder("out"), "report.html");

        var result = await RunAsync("report", folder, "--output", file, "--lang", "de");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Out);
        var page = await File.ReadAllTextAsync(file, Cancel);
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"de\">", page, StringComparison.Ordinal);
        Assert.Contains("Nicht vollständig", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task German_spreadsheets_get_semicolons()
    {
        var folder = NewFolder("in");
        NewPhoto(folder, "a,b;c.jpg");

        var german = await RunAsync("report", folder, "--format", "csv", "--lang", "de");
        var english = await RunAsync("report", folder, "--format", "csv");

        Assert.StartsWith("file;state;event;", german.Out, StringComparison.Ordinal);
        Assert.Contains("\n\"a,b;c.jpg\";missing;", german.Out, StringComparison.Ordinal);
        Assert.Contains("\n\"a,b;c.jpg\",missing,", english.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "report.xlsx")]
    [InlineData(1, "report.htm")]
    [InlineData(1, "report")]
    [InlineData(1, "report.xlsx", "--format", "csv")]
    public async Task An_output_format_that_is_not_supported_is_rejected(int exitCode, string name, params string[] options)
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        var file = Path.Combine(NewFolder("out"), name);

        var result = await RunAsync(["report", folder, "--output", file, .. options]);

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Equal(exitCode != 2, File.Exists(file));
    }

    [Fact]
    public async Task An_empty_photo_is_missing()
    {
        var folder = NewFolder("in");
        await RunAsync("upload", NewPhoto(folder), "--event", Event);
        await File.WriteAllBytesAsync(Path.Combine(folder, "empty.jpg"), [], Cancel);

        var result = await RunAsync("report", folder, "--json");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.False(result.Summary.GetProperty("complete").GetBoolean());
        Assert.Contains(
            "empty", ToolResult.Text(
                Assert.Single(result.Json, line => ToolResult.Text(line, "type") == "photo" && ToolResult.Text(line, "state") == "missing"),
                "error"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moved_and_deleted_files_are_in_the_report()
    {
        var (moving, deleting) = (NewFolder("moving"), NewFolder("deleting"));
        NewPhoto(moving, "a.jpg");
        NewPhoto(Path.Combine(moving, "sub"), "b.jpg");
        NewPhoto(deleting, "c.jpg");
        await RunAsync("watch", moving, "--event", Event, "--once", "--after-upload", "move");
        await RunAsync("watch", deleting, "--event", Event, "--once", "--after-upload", "delete", "--allow-delete");

        var moved = await RunAsync("report", moving, "--json");
        var deleted = await RunAsync("report", deleting, "--json");
        var both = await RunAsync("report", "--event", Event, "--json");

        Assert.True(moved.ExitCode == 0, moved.ToString());
        Assert.Equal(2, moved.Summary.GetProperty("uploaded").GetInt32());
        Assert.True(deleted.ExitCode == 0, deleted.ToString());
        Assert.False(Assert.Single(deleted.OfType("photo")).GetProperty("isInFolder").GetBoolean());
        Assert.True(both.ExitCode == 0, both.ToString());
        Assert.Equal(3, both.Summary.GetProperty("uploaded").GetInt32());
    }

    [Theory]
    [InlineData("move")]
    [InlineData("delete", "--allow-delete")]
    public async Task A_photo_stored_without_an_ETag_stays_in_the_folder_and_is_named(string afterUpload, params string[] options)
    {
        // The repeated PUT gets none either.
        Emulator.Faults.OnPut(Fault.None.WithHeader("ETag", "").Times(2));
        var folder = NewFolder("in");
        var photo = NewPhoto(folder, "kept.jpg");

        var watch = await RunAsync(["watch", folder, "--event", Event, "--once", "--after-upload", afterUpload, .. options]);
        var report = await RunAsync("report", folder, "--json");
        var german = await RunAsync("report", folder, "--lang", "de");

        Assert.True(watch.ExitCode == 0, watch.ToString());
        Assert.True(File.Exists(photo));
        Assert.Contains("1 file uploaded, but not moved or deleted", watch.Error, StringComparison.Ordinal);
        Assert.True(report.ExitCode == 0, report.ToString());
        Assert.Equal("The storage's confirmation (ETag) is missing.", ToolResult.Text(Assert.Single(report.OfType("photo")), "error"));
        Assert.Contains(german.Out.Split('\n'), line => line.Contains("kept.jpg", StringComparison.Ordinal)
            && line.EndsWith("Die Bestätigung (ETag) des Speicherdienstes fehlt.", StringComparison.Ordinal));
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task A_photo_in_uploaded_that_the_queue_does_not_know_is_missing()
    {
        var folder = NewFolder("in");
        await RunAsync("upload", NewPhoto(folder), "--event", Event);
        NewPhoto(Path.Combine(folder, "uploaded", "sub"), "unknown.jpg");

        var result = await RunAsync("report", folder, "--json");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.EndsWith("unknown.jpg", ToolResult.Text(
            Assert.Single(result.OfType("photo"), line => ToolResult.Text(line, "state") == "missing"), "file"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Nothing to report", "empty")]
    [InlineData("de", "Nichts zu berichten", "empty")]
    [InlineData("en", "Nothing to report", "empty", "--event", "nobody")]
    [InlineData("en", "Nothing to report", "--event", "nobody")]
    public async Task An_empty_report_is_not_complete(string language, string words, params string[] arguments)
    {
        NewFolder("empty");
        await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event);

        var result = await RunAsync(["report", .. arguments, "--lang", language]);

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains(words, result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_an_event_needs_that_event_s_receipts()
    {
        var folder = NewFolder("in");
        await RunAsync("upload", NewPhoto(folder), "--event", Event);

        var other = await RunAsync("report", folder, "--event", Emulator.Events[^1].LinkId, "--json");
        var byTitle = await RunAsync("report", folder, "--event", Emulator.Events[0].Title);
        var nothing = await RunAsync("report");

        Assert.True(other.ExitCode == (Emulator.Events[^1].LinkId == Event ? 0 : 1), other.ToString());
        Assert.True(byTitle.ExitCode == 0, byTitle.ToString());
        Assert.Contains($"Upload report for {Emulator.Events[0].Title}, {folder}", byTitle.Out, StringComparison.Ordinal);
        Assert.True(nothing.ExitCode == 2, nothing.ToString());
        Assert.Contains("Give a folder, an event with --event, or both.", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_photos_are_complete_and_exported_ones_are_not_yet()
    {
        var folder = NewFolder("in");
        await RunAsync("upload", NewPhoto(folder, "up.jpg"), "--event", Event);
        await RunAsync("upload", NewPhoto(folder, "away.jpg"), "--event", Event, "--no-wait");
        await RunAsync("queue", "export", NewFolder("drive"));
        var exported = await RunAsync("report", folder, "--json");
        await RunAsync("queue", "take-back");
        await RunAsync("queue", "remove", ToolResult.Text((await RunAsync("queue", "list", "--name", "away", "--json")).Json[0], "id"));
        var removed = await RunAsync("report", folder);

        Assert.True(exported.ExitCode == 4, exported.ToString());
        Assert.Equal(1, exported.Summary.GetProperty("exported").GetInt32());
        Assert.True(removed.ExitCode == 0, removed.ToString());
        Assert.Contains("Complete: 1 photo uploaded, 1 removed.", removed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_that_waits_for_another_album_is_not_complete()
    {
        var folder = NewFolder("in");
        var photo = NewPhoto(folder);
        await RunAsync("upload", photo, "--event", Event, "--album", "a1");
        await RunAsync("upload", photo, "--event", Event, "--album", "a2", "--no-wait");

        var result = await RunAsync("report", folder, "--json");

        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Equal(["a1", "a2"], result.OfType("photo").Select(line => ToolResult.Text(line, "albumId")).Order());
    }

    [Theory]
    [InlineData("IMG_\\374.jpg")]
    [InlineData("M\\344rz/IMG_1.jpg")]
    [InlineData("uploaded/\\200\\201.png")]
    public async Task A_name_that_is_not_UTF8_is_reported_and_not_complete(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no such names.");
        var folder = NewFolder("in");
        await RunAsync("upload", NewPhoto(folder), "--event", Event);
        using (var make = StartByShell(
            $"mkdir -p \"$(dirname \"$(printf '{folder}/{name}')\")\" && cp {folder}/IMG_0001.jpg \"$(printf '{folder}/{name}')\""))
        {
            Assert.Equal(0, (await make.WaitAsync()).ExitCode);
        }

        var report = await RunAsync("report", folder, "--json");
        var text = await RunAsync("report", folder, "--lang", "de");
        var doctor = await RunAsync("doctor", "--folder", folder);
        using (var remove = StartByShell($"rm -r {folder}")) // .NET can't delete them either
        {
            await remove.WaitAsync();
        }

        Assert.True(report.ExitCode == 1, report.ToString());
        Assert.False(report.Summary.GetProperty("complete").GetBoolean());
        Assert.Contains(
            "not valid UTF-8",
            ToolResult.Text(Assert.Single(report.OfType("photo"), line => ToolResult.Text(line, "state") == "unreadable"), "error"),
            StringComparison.Ordinal);
        Assert.Contains("Der Name ist beschädigt", text.Out, StringComparison.Ordinal);
        Assert.Equal(
            !name.StartsWith("uploaded", StringComparison.Ordinal), doctor.Out.Contains("the name is damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_skipped_by_name_are_counted_and_listed()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        NewPhoto(folder, "Anna.Temp.jpg");
        NewPhoto(folder, "Foto_tn.jpg");
        NewPhoto(Path.Combine(folder, "thumbs"));
        await File.WriteAllTextAsync(Path.Combine(folder, "booth.ini"), "x", Cancel);
        await RunAsync("upload", folder, "--event", Event);

        var result = await RunAsync("report", folder, "--json");
        var text = await RunAsync("report", folder);

        var names = result.OfType("photo")
            .ToDictionary(line => Path.GetFileName(ToolResult.Text(line, "file")), line => ToolResult.Text(line, "state"));
        Assert.All(names.Where(name => name.Value == "skipped"), name => Assert.Contains(name.Key, text.Out, StringComparison.Ordinal));
        Assert.DoesNotContain("booth.ini", text.Out, StringComparison.Ordinal);
        Assert.Equal(names.Values.Count(state => state == "skipped"), result.Summary.GetProperty("skipped").GetInt32());
        Assert.Contains("skipped", names.Values);
        Assert.True(names["Anna.Temp.jpg"] is "skipped" or "uploaded", result.ToString());
        Assert.True(names["Foto_tn.jpg"] is "skipped" or "uploaded", result.ToString());
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public async Task Files_and_folders_that_cannot_be_read_are_counted()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && File.Exists("/usr/bin/setpriv"), "Another user's files need root.");
        var folder = NewFolder("in");
        await RunAsync("upload", NewPhoto(folder), "--event", Event);
        File.SetUnixFileMode(NewPhoto(folder, "locked.jpg"), UnixFileMode.None);
        var closed = Directory.CreateDirectory(Path.Combine(folder, "closed"));
        File.SetUnixFileMode(closed.FullName, UnixFileMode.None);

        // Root may read everything unless this right is taken away.
        using var tool = StartByShell(
            "exec setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search \"$@\"",
            "report", folder, "--json");
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 1 && result.Json.Count > 0, result.ToString());
        Assert.Equal(["closed", "locked.jpg"], result.OfType("photo")
            .Where(line => ToolResult.Text(line, "state") == "unreadable")
            .Select(line => Path.GetFileName(ToolResult.Text(line, "file")))
            .Order());
        Assert.Equal(2, result.Summary.GetProperty("unreadable").GetInt32());
        Assert.False(result.Summary.GetProperty("complete").GetBoolean());
    }
}
