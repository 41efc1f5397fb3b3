namespace EventPics.Cli.Tests;

public class TargetTests : ToolTest
{
    [Theory]
    [InlineData("a1  Fotobox", "--event", Event, "--album", "Feier")]
    [InlineData("abcd1234  Sommerfest", "--event", "nope")]
    public async Task What_the_last_list_does_not_hold_is_refused_without_a_network(string listed, params string[] target)
    {
        await RunAsync("events");
        Emulator.Faults.Offline = true;

        var result = await RunAsync(["upload", NewPicture(NewFolder("in")), "--no-wait", .. target]);
        var queue = await RunAsync("queue", "list", "--json");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains(listed, result.Error, StringComparison.Ordinal);
        Assert.Empty(queue.Json);
    }

    [Fact]
    public async Task A_title_listed_before_is_understood_without_a_network()
    {
        await RunAsync("events");
        Emulator.Faults.Offline = true;

        var result = await RunAsync("upload", NewPicture(NewFolder("in")), "--event", Event, "--album", "fotobox", "--no-wait", "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("a1", ToolResult.Text(Assert.Single(result.OfType("waiting")), "albumId"));
    }

    [Theory]
    [InlineData("Fotobox")]
    [InlineData("a1")]
    public async Task Without_any_list_an_album_needs_the_network_once(string album)
    {
        Emulator.Faults.Offline = true;

        var result = await RunAsync("upload", NewPicture(NewFolder("in")), "--event", Event, "--album", album, "--no-wait", "--json");

        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Contains("Nothing was queued. Whether", result.Error, StringComparison.Ordinal);
        Assert.Contains("needs the network once", ToolResult.Text(Assert.Single(result.OfType("waiting")), "error"), StringComparison.Ordinal);
        Assert.Equal(1, result.Summary.GetProperty("waiting").GetInt32());
        Assert.Empty((await RunAsync("queue", "list", "--json")).Json);
    }

    [Fact]
    public async Task An_upload_asks_until_the_album_is_known_or_the_time_is_over()
    {
        Emulator.Faults.Offline = true;
        var picture = NewPicture(NewFolder("in"));

        var inVain = await RunAsync("upload", picture, "--event", Event, "--album", "Fotobox", "--timeout", "1s", "--json");
        using var tool = Start("upload", picture, "--event", Event, "--album", "Fotobox", "--json");
        await tool.WaitForTextAsync("The album could not be looked up.");
        Emulator.Faults.Offline = false;
        var result = await tool.WaitAsync();

        Assert.True(inVain.ExitCode == 4, inVain.ToString());
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":1}""", inVain.Summary.GetRawText());
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("a1", Assert.Single(Emulator.Photos).AlbumId);
    }

    [Fact]
    public async Task A_watch_asks_until_the_album_is_known()
    {
        Emulator.Faults.Offline = true;
        var folder = NewFolder("in");
        NewPicture(folder);

        using var tool = Start("watch", folder, "--event", Event, "--album", "Fotobox", "--json");
        await tool.WaitForTextAsync("The album could not be looked up.");
        Assert.Empty((await RunAsync("queue", "list", "--json")).Json);
        Emulator.Faults.Offline = false;
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("a1", Assert.Single(Emulator.Photos).AlbumId);
    }

    [Fact]
    public async Task A_watch_that_finds_no_such_album_later_ends_with_what_exists()
    {
        Emulator.Faults.Offline = true;

        using var tool = Start("watch", NewFolder("in"), "--event", Event, "--album", "Feier", "--json");
        await tool.WaitForTextAsync("The album could not be looked up.");
        Emulator.Faults.Offline = false;
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("a1  Fotobox", result.Error, StringComparison.Ordinal);
        Assert.Equal("summary", ToolResult.Text(result.Summary, "type"));
    }

    [Fact]
    public async Task A_watch_that_does_not_know_its_album_yet_ends_normally()
    {
        Emulator.Faults.Offline = true;

        using var tool = Start("watch", NewFolder("in"), "--event", Event, "--album", "Fotobox", "--json");
        await tool.WaitForTextAsync("The album could not be looked up.");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Equal("summary", ToolResult.Text(result.Summary, "type"));
    }

    [Fact]
    public async Task A_listen_keeps_its_files_until_the_album_is_known()
    {
        Emulator.Faults.Offline = true;
        var folder = NewFolder("prints");
        var picture = NewPicture(folder);

        using var tool = Start("listen", "--folder", folder, "--event", Event, "--album", "Backstage", "--port", "0", "--json");
        await tool.WaitForTextAsync("\"started\"");
        var address = ToolResult.Text(System.Text.Json.JsonElement.Parse(tool.OutSoFar.Split('\n')[0]), "address");
        using var http = new HttpClient();
        var answer = await http.GetStringAsync($"{address}/?event_type=file_download&param1={Path.GetFileName(picture)}", Cancel);
        Emulator.Faults.Offline = false;
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.Equal("OK 1\n", answer);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("a2", Assert.Single(Emulator.Photos).AlbumId);
    }

    [Fact]
    public async Task The_list_is_its_owners_only()
    {
        await RunAsync("events");

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(DataDirectory, "events.json")));
        }
    }
}
