using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Sending;

/// <summary>What is said of files that are left out.</summary>
public class SkippedFileTests : ToolTest
{
    private const string Other = "efgh5678";

    [Fact]
    public async Task A_photo_that_no_include_pattern_matches_is_reported_as_excluded()
    {
        var folder = NewFolder("in");
        NewPhoto(folder, "a.jpg");
        NewPhoto(folder, "b.png");
        await File.WriteAllTextAsync(Path.Combine(folder, "note.txt"), "x", Cancel);

        var result = await RunAsync("watch", folder, "--event", Event, "--once", "--include", "*.jpg", "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("No --include pattern matches it.", ToolResult.Text(
            Assert.Single(result.OfType("skipped"), line => ToolResult.Text(line, "file").EndsWith("b.png", StringComparison.Ordinal)),
            "error"));
        Assert.Contains("1 excluded by a pattern", result.Error, StringComparison.Ordinal);
        Assert.Contains("1 not a photo or video", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_that_matches_no_file_is_reported()
    {
        var folder = NewFolder("in");
        NewPhoto(folder, "a.jpg");

        var result = await RunAsync(
            "watch", folder, "--event", Event, "--once", "--include", "*.jpg", "--include", "IMG_????.jpg", "--exclude", "raw/**");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("The pattern 'IMG_????.jpg' matches no file", result.Error, StringComparison.Ordinal);
        Assert.Contains("The pattern 'raw/**' matches no file", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("The pattern '*.jpg'", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*", "print.jpg", 3)]
    [InlineData("p*", "print.jpg", 1)]
    [InlineData("*.ini", "printer.ini", 0)]
    [InlineData("*.cr3", "shot.CR3", 0)]
    public async Task A_pattern_of_upload_means_photos_and_videos_unless_it_names_another_kind(string pattern, string sent, int skipped)
    {
        var folder = NewFolder("in");
        Array.ForEach<string>(["print.jpg", "printer.ini", "shot.CR3", "half.jpg.part", ".eventpics-folder"], name => NewPhoto(folder, name));

        var result = await RunAsync("upload", Path.Combine(folder, pattern), "--event", Event, "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(sent, Assert.Single(Emulator.Photos).FileName);
        Assert.Equal(skipped, result.OfType("skipped").Count());
        Assert.DoesNotContain(".eventpics-", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_that_matches_no_photo_is_reported_as_a_folder_without_one()
    {
        var folder = NewFolder("in");
        NewPhoto(folder, "printer.ini");

        var pattern = Path.Combine(folder, "p*");
        var result = await RunAsync("upload", pattern, "--event", Event, "--json");

        Assert.Contains($"There are no photos or videos in '{pattern}'", result.Error, StringComparison.Ordinal);
        Assert.Empty(Emulator.Photos);
    }

    [Fact]
    public async Task The_hot_folders_own_files_are_not_counted()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        using var watch = Start("watch", folder, "--event", Event, "--json");
        await watch.WaitForTextAsync("\"uploaded\"");
        await Eventually.TrueAsync(() => Task.FromResult(Directory.EnumerateFiles(folder, ".eventpics-*").Any()));

        var upload = await RunAsync("upload", folder, "--event", Event, "--json");
        var report = await RunAsync("report", folder, "--json");
        watch.Interrupt();
        var watched = await watch.WaitAsync();

        Assert.All([upload, watched], result => Assert.Equal(0, result.Summary.GetProperty("skipped").GetInt32()));
        Assert.Equal(0, report.Summary.GetProperty("skipped").GetInt32());
    }

    [Theory]
    [InlineData()]
    [InlineData("--once")]
    public async Task Photos_of_another_event_are_reported_once(params string[] options)
    {
        var folder = NewFolder("in");
        await RunAsync("upload", NewPhoto(folder), "--event", Other);

        using var watch = Start(["watch", folder, "--event", Event, .. options]);
        await watch.WaitForTextAsync("--resend");
        watch.Interrupt();
        var result = await watch.WaitAsync();

        Assert.Single(result.Error.Split('\n'), line => line.Contains("another event", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "' undoes it.")]
    [InlineData("de", "' macht das rückgängig.")]
    public async Task A_removed_file_that_is_uploaded_again_is_skipped_with_advice(string language, string words)
    {
        var photo = NewPhoto(NewFolder("in"));
        await RunAsync("upload", photo, "--event", Event, "--no-wait");
        var id = ToolResult.Text((await RunAsync("queue", "list", "--json")).OfType("upload").Single(), "id");
        await RunAsync("queue", "remove", id);

        var again = await RunAsync("upload", photo, "--event", Event, "--lang", language);
        var back = await RunAsync("queue", "take-back", id[..12]);

        Assert.Contains($"'eventpics queue take-back {id[..12]}{words}", again.Error, StringComparison.Ordinal);
        Assert.True(back.ExitCode == 0, back.ToString());
    }

    [Theory]
    [InlineData("export")]
    [InlineData("import")]
    public async Task A_file_is_no_folder_to_export_to_or_import_from(string command)
    {
        var photo = NewPhoto(NewFolder("in"));
        await RunAsync("upload", photo, "--event", Event, "--no-wait");

        var result = await RunAsync("queue", command, photo);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"eventpics: '{photo}' is a file. Give the folder", result.Error, StringComparison.Ordinal);
        Assert.Equal("waiting", ToolResult.Text((await RunAsync("queue", "list", "--json")).OfType("upload").Single(), "state"));
    }

    [Theory]
    [InlineData("noext")]
    [InlineData("a.jpg ")]
    [InlineData("b.jpg.")]
    [InlineData("notes.txt", "--verbose")]
    public async Task A_report_lists_files_skipped_by_name(string name, params string[] options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        var folder = NewFolder("in");
        var file = NewPhoto(folder, name);

        var report = await RunAsync(["report", folder, "--json", .. options]);

        Assert.Equal((file, "skipped"), (ToolResult.Text(report.Json[0], "file"), ToolResult.Text(report.Json[0], "state")));
        Assert.Equal(1, report.Summary.GetProperty("skipped").GetInt32());
    }

    [Theory]
    [InlineData("\"$@\" >&-")]
    [InlineData("\"$@\" <&- >&-")]
    public async Task A_closed_stdout_is_reported_and_loses_no_photo(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes a Unix shell.");
        using var tool = StartByShell(script, "upload", NewPhoto(NewFolder("in")), "--event", Event);

        var (exitCode, _, error) = await tool.EndAsync();

        Assert.Equal("eventpics: The output can't be written. If it goes to a file, check the disk it is on; if it goes to another program, check that it is still running. The command itself continues.\n", error);
        Assert.Equal(1, exitCode);
        Assert.Single(Emulator.Photos);
    }
}
