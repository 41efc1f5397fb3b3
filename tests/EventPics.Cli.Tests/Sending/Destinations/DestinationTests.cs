using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Sending.Destinations;

public class DestinationTests : ToolTest
{
    private const string Other = "efgh5678";

    protected override EventPicsEmulatorOptions Options() => new()
    {
        Events =
        [
            new EmulatorEvent("Sommerfest", Event, [new EmulatorAlbum("a1", "Fotobox"), new EmulatorAlbum("a2", "Backstage")]),
            new EmulatorEvent("Hochzeit Jana & Jörg", Other, [new EmulatorAlbum("b1", "Trauung"), new EmulatorAlbum("b2", "Traumfänger")]),
            new EmulatorEvent("Double", "d1", []),
            new EmulatorEvent("double ", "d2", []),
            new EmulatorEvent("Party", "party", [new EmulatorAlbum("p1", "After Party")]),
        ],
    };

    [Theory]
    [InlineData(" abcd1234 ")]
    [InlineData("sommerFEST")]
    [InlineData("https://eventpics.net/abcd1234")]
    [InlineData("eventpics.net/e/abcd1234?from=app#album")]
    public async Task An_event_is_found_by_its_ID_title_or_link(string wanted)
    {
        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", wanted, "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(Event, Assert.Single(Emulator.Photos).LinkId);
        Assert.Equal(Event, ToolResult.Text(Assert.Single(result.OfType("uploaded")), "linkId"));
    }

    [Fact]
    public async Task Titles_match_however_their_accents_are_stored()
    {
        // The tool runs without ICU, and so as a process only does this show what its users get.
        var byEvent = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", "Hochzeit Jana & Jo\u0308rg", "--json");
        var byAlbum = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Other, "--album", "TRAUMFA\u0308NGER", "--json");
        var folder = NewFolder("box");
        NewPhoto(folder, "Traumfa\u0308nger/1.jpg");
        var bySubfolder = await RunAsync("watch", folder, "--event", Other, "--album-by-subfolder", "--once", "--json");

        Assert.All([byEvent, byAlbum, bySubfolder], result => Assert.True(result.ExitCode == 0, result.ToString()));
        Assert.Equal(
            [(Other, null), (Other, "b2"), (Other, "b2")],
            Emulator.Photos.OrderBy(photo => photo.ReceivedAt).Select(photo => (photo.LinkId, photo.AlbumId)));
    }

    [Theory]
    [InlineData("1", "double", "Choose one by ID:")]
    [InlineData("1", "Sommer", "There is no event 'Sommer'.")]
    public async Task An_ambiguous_title_is_rejected(string exitCode, string wanted, string message)
    {
        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", wanted, "--json");

        Assert.Equal(exitCode, result.ExitCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("Double", result.Error, StringComparison.Ordinal);
        Assert.Empty(Emulator.Photos);
    }

    [Theory]
    [InlineData("new-1", null, "--event", "new-1")]
    [InlineData(Event, "a_9", "--event", Event, "--album", "a_9")]
    [InlineData(Event, "Feier", "--event", "Sommerfest", "--album", "Feier")]
    public async Task A_cached_event_list_never_rejects_a_newer_event(string linkId, string? albumId, params string[] target)
    {
        await RunAsync("events");
        Emulator.Faults.Offline = true;

        var result = await RunAsync(["upload", NewPhoto(NewFolder("in")), "--no-wait", "--timeout", "1m", .. target]);
        var queue = await RunAsync("queue", "list", "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("is used as an ID", result.Error, StringComparison.Ordinal);
        var row = Assert.Single(queue.Json);
        Assert.Equal(linkId, ToolResult.Text(row, "linkId"));
        Assert.Equal(albumId, row.GetProperty("albumId").GetString());
    }

    [Theory]
    [InlineData("--event", "Sommer fest")]
    [InlineData("--event", "https://eventpics.net/abcd1234")]
    [InlineData("--event", Event, "--album", "After Party", "--timeout", "1s")]
    public async Task A_title_needs_the_network_once(params string[] target)
    {
        Emulator.Faults.Offline = true;

        var result = await RunAsync(["upload", NewPhoto(NewFolder("in")), "--json", .. target]);

        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Contains("Nothing was queued.", result.Error, StringComparison.Ordinal);
        Assert.Single(result.OfType("waiting"));
        Assert.Equal("""{"type":"summary","uploaded":0,"duplicates":0,"failed":0,"waiting":1,"skipped":0}""", result.Summary.GetRawText());
        Assert.Empty((await RunAsync("queue", "list", "--json")).Json);
    }

    [Theory]
    [InlineData(Event, "a1")]
    [InlineData("Sommerfest", "Fotobox")]
    public async Task The_first_start_without_a_network_queues_and_a_title_is_corrected_later(string wanted, string album)
    {
        Emulator.Faults.Offline = true;
        var queued = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", wanted, "--album", album, "--no-wait", "--json");
        Emulator.Faults.Offline = false;
        var next = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", wanted, "--album", album, "--json");
        var rest = await RunAsync("queue", "send", "--json");

        Assert.All([queued, next, rest], result => Assert.True(result.ExitCode == 0, result.ToString()));
        Assert.Equal(2, Emulator.Photos.Count);
        Assert.All(Emulator.Photos, photo => Assert.Equal((Event, "a1"), (photo.LinkId, photo.AlbumId)));
    }

    [Fact]
    public async Task A_cached_title_is_resolved_without_a_network()
    {
        await RunAsync("events");
        Emulator.Faults.Offline = true;

        var result = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--album", "fotobox", "--no-wait", "--json");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("a1", ToolResult.Text(Assert.Single(result.OfType("waiting")), "albumId"));
    }

    [Fact]
    public async Task An_upload_waits_until_the_album_is_known()
    {
        Emulator.Faults.Offline = true;

        using var tool = Start("upload", NewPhoto(NewFolder("in")), "--event", "party", "--album", "After Party", "--json");
        await tool.WaitForTextAsync("The album could not be looked up.");
        Emulator.Faults.Offline = false;
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("p1", Assert.Single(Emulator.Photos).AlbumId);
    }

    [Fact]
    public async Task A_watch_that_starts_without_a_network_sends_to_the_album_of_that_title_later()
    {
        Emulator.Faults.Offline = true;
        var folder = NewFolder("in");
        NewPhoto(folder);

        using var tool = Start("watch", folder, "--event", Event, "--album", "Fotobox", "--json");
        await tool.WaitForTextAsync("'abcd1234' and 'Fotobox' are used as IDs");
        await tool.WaitForTextAsync("Watching");
        Emulator.Faults.Offline = false;
        await tool.WaitForTextAsync("Sommerfest / Fotobox");
        NewPhoto(folder);
        await Emulator.WaitForPhotosAsync(2, Cancel);
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode is 0 or 4, result.ToString());
        Assert.All(Emulator.Photos, photo => Assert.Equal("a1", photo.AlbumId));
    }

    [Theory]
    [InlineData("watch")]
    [InlineData("upload")]
    public async Task An_assumed_ID_that_does_not_exist_ends_with_a_list_of_existing_events(string command)
    {
        Emulator.Faults.Offline = true;
        var folder = NewFolder("in");
        NewPhoto(folder);

        using var tool = Start(command, folder, "--event", Event, "--album", "Feier", "--json");
        await tool.WaitForTextAsync("'abcd1234' and 'Feier' are used as IDs");
        Emulator.Faults.Offline = false;
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains("a1  Fotobox", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Summary.GetProperty("waiting").GetInt32());
        Assert.Empty(Emulator.Photos);
    }

    [Fact]
    public async Task A_watch_that_does_not_know_its_album_yet_ends_normally()
    {
        Emulator.Faults.Offline = true;

        using var tool = Start("watch", NewFolder("in"), "--event", Event, "--album", "After Party", "--json");
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
        var photo = NewPhoto(folder);

        using var tool = Start("listen", "--folder", folder, "--event", Event, "--album", "Backstage", "--port", "0", "--json");
        await tool.WaitForTextAsync("\"started\"");
        var address = ToolResult.Text(System.Text.Json.JsonElement.Parse(tool.OutSoFar.Split('\n')[0]), "address");
        using var http = new HttpClient();
        var response = await http.GetStringAsync($"{address}/?event_type=file_download&param1={Path.GetFileName(photo)}", Cancel);
        Emulator.Faults.Offline = false;
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.Equal("OK 1\n", response);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("a2", Assert.Single(Emulator.Photos).AlbumId);
    }

    [Fact]
    public async Task The_cached_event_list_is_readable_by_its_owner_only()
    {
        await RunAsync("events");

        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(DataDirectory, "events.json")));
        }
    }
}
