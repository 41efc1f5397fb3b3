namespace EventPics.Cli.Tests;

public class WatchCommandTests : ToolTest
{
    [Fact]
    public async Task Once_sends_what_is_there_and_ends()
    {
        var folder = NewFolder("in");
        NewPicture(folder);
        NewPicture(folder, "sub/IMG_9999.jpg");
        await File.WriteAllTextAsync(Path.Combine(folder, "note.txt"), "no picture", Cancel);

        var first = await RunAsync("watch", folder, "--event", Event, "--album", "Backstage", "--once", "--json");
        var second = await RunAsync("watch", folder, "--event", Event, "--album", "Backstage", "--once", "--json");

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Equal("""{"type":"summary","uploaded":2,"duplicates":0,"failed":0,"waiting":0}""", first.Summary.GetRawText());
        Assert.True(second.ExitCode == 0, second.ToString());
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":2,"failed":0,"waiting":0}""", second.Summary.GetRawText());
        Assert.Equal(2, Emulator.Photos.Count);
        Assert.All(Emulator.Photos, photo => Assert.Equal("a2", photo.AlbumId));
    }

    [Fact]
    public async Task A_picture_that_comes_later_is_sent_and_Ctrl_C_ends_well()
    {
        var folder = NewFolder("in");

        using var tool = Start("watch", folder, "--event", Event, "--json");
        await tool.WaitForTextAsync("Watching");
        NewPicture(folder);
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("""{"type":"summary","uploaded":1,"duplicates":0,"failed":0,"waiting":0}""", result.Summary.GetRawText());
    }

    [Fact]
    public async Task Ctrl_C_with_something_waiting_is_told_apart()
    {
        Emulator.Faults.Offline = true;
        var folder = NewFolder("in");
        NewPicture(folder);

        using var tool = Start("watch", folder, "--event", Event, "--json", "--verbose");
        await tool.WaitForTextAsync("Enqueued");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Equal(1, result.Summary.GetProperty("waiting").GetInt32());
    }

    [Fact]
    public async Task Once_gives_up_waiting_when_the_time_is_over()
    {
        Emulator.Faults.Offline = true;
        var folder = NewFolder("in");
        NewPicture(folder);

        var soon = await RunAsync("watch", folder, "--event", Event, "--once", "--timeout", "4s", "--json");
        var atOnce = await RunAsync("watch", folder, "--event", Event, "--once", "--timeout", "0", "--json");

        Assert.True(soon.ExitCode == 4, soon.ToString());
        Assert.Single(soon.OfType("waiting"));
        Assert.True(atOnce.ExitCode == 4, atOnce.ToString());
        Assert.Single(atOnce.OfType("waiting"));
    }

    [Fact]
    public async Task Two_watches_on_one_folder_send_each_picture_once()
    {
        var folder = NewFolder("in");
        for (var i = 0; i < 5; i++)
        {
            NewPicture(folder);
        }

        var results = await Task.WhenAll(
            RunAsync("watch", folder, "--event", Event, "--once", "--json"), RunAsync("watch", folder, "--event", Event, "--once", "--json"));

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.ToString()));
        Assert.Equal(5, Emulator.Photos.Count);
    }

    [Fact]
    public async Task An_uploaded_file_moves_when_asked()
    {
        var folder = NewFolder("in");
        var picture = NewPicture(folder);

        var result = await RunAsync("watch", folder, "--event", Event, "--once", "--after-upload", "move");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.False(File.Exists(picture));
        Assert.True(File.Exists(Path.Combine(folder, "uploaded", Path.GetFileName(picture))));
    }

    [Fact]
    public async Task A_missing_folder_is_wrong_usage()
    {
        var result = await RunAsync("watch", "nowhere", "--event", Event, "--json");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":0}""", result.Summary.GetRawText());
        Assert.Contains("nowhere", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "--event", "nope")]
    [InlineData(2, "--event", Event, "--timeout", "5s")]
    [InlineData(2, "--event", Event, "--after-upload", "delete")]
    [InlineData(2, "--event", Event, "--after-upload", "burn")]
    public async Task Wishes_that_make_no_sense_are_refused(int exitCode, params string[] options)
    {
        var result = await RunAsync(["watch", NewFolder("in"), "--json", .. options]);

        Assert.True(result.ExitCode == exitCode, result.ToString());
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":0}""", Assert.Single(result.Json).GetRawText());
        Assert.NotEqual("", result.Error);
    }
}
