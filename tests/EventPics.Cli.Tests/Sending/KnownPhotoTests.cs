using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Sending;

/// <summary>Photos that went elsewhere before, or that a person took out.</summary>
public class KnownPhotoTests : ToolTest
{
    private const string Other = "efgh5678";

    [Fact]
    public async Task Photos_sent_to_another_event_are_skipped_without_resend()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        NewPhoto(folder, "sub/second.jpg");
        var sent = await RunAsync("upload", folder, "--event", Event, "--json");
        var today = NewPhoto(folder);

        var other = await RunAsync("upload", folder, "--event", Other, "--json");
        var resend = await RunAsync("upload", folder, "--event", Other, "--resend", "--json");
        var back = await RunAsync("upload", folder, "--event", Event, "--json");

        Assert.Equal(2, sent.OfType("uploaded").Count());
        Assert.True(other.ExitCode == 0, other.ToString());
        Assert.Equal(today, ToolResult.Text(Assert.Single(other.OfType("uploaded")), "file"));
        Assert.Equal(["otherEvent", "otherEvent"], other.OfType("skipped").Select(line => ToolResult.Text(line, "reason")));
        Assert.All(
            other.OfType("skipped"),
            line => Assert.Contains("It was sent to the event 'Sommerfest' on ", ToolResult.Text(line, "error"), StringComparison.Ordinal));
        Assert.Equal("""{"type":"summary","uploaded":1,"duplicates":0,"failed":0,"waiting":0,"skipped":2}""", other.Summary.GetRawText());
        Assert.Equal("""{"type":"summary","uploaded":2,"duplicates":1,"failed":0,"waiting":0,"skipped":0}""", resend.Summary.GetRawText());
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":2,"failed":0,"waiting":0,"skipped":1}""", back.Summary.GetRawText());
        Assert.Equal(5, Emulator.Photos.Count);
    }

    [Fact]
    public async Task A_file_given_as_an_argument_is_sent_to_another_event_with_a_notice()
    {
        var photo = NewPhoto(NewFolder("in"));
        await RunAsync("upload", photo, "--event", Event);

        var named = await RunAsync("upload", photo, "--event", Other, "--json");

        Assert.True(named.ExitCode == 0, named.ToString());
        Assert.Single(named.OfType("uploaded"));
        Assert.Contains($"Note: {photo}: It was sent to the event 'Sommerfest' on ", named.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_queued_for_another_event_is_not_sent_to_this_one()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        await RunAsync("upload", folder, "--event", Event, "--no-wait");

        var other = await RunAsync("upload", folder, "--event", Other, "--no-wait", "--json");

        Assert.Equal("otherEvent", ToolResult.Text(Assert.Single(other.OfType("skipped")), "reason"));
        Assert.Single((await RunAsync("queue", "list", "--json")).Json);
    }

    [Fact]
    public async Task A_removed_photo_stays_out_of_its_event_and_out_of_the_next_one()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        await RunAsync("upload", folder, "--event", Event);
        var id = ToolResult.Text(Assert.Single((await RunAsync("queue", "list", "--json")).Json), "id");
        await RunAsync("queue", "remove", id);

        var again = await RunAsync("upload", folder, "--event", Event, "--album", "a2", "--json");
        var other = await RunAsync("upload", folder, "--event", Other, "--json");

        Assert.True(again.ExitCode == 0, again.ToString());
        Assert.Equal("removed", ToolResult.Text(Assert.Single(again.OfType("skipped")), "reason"));
        Assert.Equal("otherEvent", ToolResult.Text(Assert.Single(other.OfType("skipped")), "reason"));
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task An_exported_photo_is_not_sent_from_here()
    {
        var folder = NewFolder("in");
        var stick = NewFolder("stick");
        NewPhoto(folder);
        await RunAsync("upload", folder, "--event", Event, "--no-wait");
        await RunAsync("queue", "export", stick);

        var again = await RunAsync("upload", folder, "--event", Event, "--json");

        Assert.True(again.ExitCode == 0, again.ToString());
        var skipped = Assert.Single(again.OfType("skipped"));
        Assert.Equal("exported", ToolResult.Text(skipped, "reason"));
        Assert.Contains(stick, ToolResult.Text(skipped, "error"), StringComparison.Ordinal);
        Assert.Empty(Emulator.Photos);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(0, 3, "--all")]
    [InlineData(2, 1, "--resend")]
    public async Task A_watched_folder_keeps_another_events_photos_to_itself(int sent, int skipped, params string[] options)
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        NewPhoto(folder);
        await RunAsync("watch", folder, "--event", Event, "--once");
        var removed = NewPhoto(folder);
        await RunAsync("upload", removed, "--event", Other, "--no-wait");
        await RunAsync("queue", "remove", await IdOfAsync(removed));

        var other = await RunAsync(["watch", folder, "--event", Other, "--once", "--json", .. options]);

        Assert.True(other.ExitCode == 0, other.ToString());
        Assert.Equal(sent, other.OfType("uploaded").Count());
        Assert.Equal(
            removed, ToolResult.Text(Assert.Single(other.OfType("skipped"), line => ToolResult.Text(line, "reason") == "removed"), "file"));
        Assert.Equal(skipped - 1, other.OfType("skipped").Count(line => ToolResult.Text(line, "reason") == "otherEvent"));
        Assert.Equal(skipped, other.Summary.GetProperty("skipped").GetInt32());
    }

    [Theory]
    [InlineData("n", 130, "Not watching.")]
    [InlineData("", 130, "Not watching.")]
    [InlineData("y", 0, "2 skipped.")]
    public async Task Watching_a_folder_with_another_events_photos_needs_confirmation(string answer, int exitCode, string words)
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        NewPhoto(folder);
        await RunAsync("watch", folder, "--event", Event, "--once");

        using var tool = StartAtTerminal("watch", folder, "--event", Other, "--once");
        await tool.WaitForTextAsync($"{folder} already contains 2 photos and videos from ");
        await tool.WaitForTextAsync("2 files went to 'Sommerfest', the last on ");
        await tool.WaitForTextAsync("[y/N] ");
        tool.Type(answer + "\n");
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Contains(words, result.Out, StringComparison.Ordinal);
        Assert.Equal(2, Emulator.Photos.Count);
    }

    [Fact]
    public async Task A_folder_of_the_same_event_needs_no_confirmation()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        await RunAsync("watch", folder, "--event", Event, "--once");

        using var tool = StartAtTerminal("watch", folder, "--event", Event, "--once");
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain("[y/N]", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Skipped_files_are_counted_and_listed_with_verbose()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        var note = Path.Combine(folder, "note.txt");
        await File.WriteAllTextAsync(note, "no photo", Cancel);
        NewPhoto(folder, "shot.cr2");

        var usual = await RunAsync("upload", folder, "--event", Event);
        var verbose = await RunAsync("watch", folder, "--event", Event, "--once", "--verbose");

        Assert.Contains("1 uploaded, 2 skipped.", usual.Out, StringComparison.Ordinal);
        Assert.Contains("Skipped 2 files:", usual.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(note, usual.Error, StringComparison.Ordinal);
        Assert.Contains($"skipped        {note}", verbose.Error, StringComparison.Ordinal);
        Assert.Contains("It is a camera's raw file.", verbose.Error, StringComparison.Ordinal);
        Assert.Equal((0, 0), (usual.ExitCode, verbose.ExitCode));
    }

    private async Task<string> IdOfAsync(string file) => ToolResult.Text(
        Assert.Single((await RunAsync("queue", "list", "--json")).Json, line => ToolResult.Text(line, "file") == file), "id");
}
