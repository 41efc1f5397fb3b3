using System.Net;
using System.Net.Sockets;
using System.Text;
using EventPics.Cli.Tests.OperatorApp.Support;
using EventPics.Cli.Tests.Support;
using EventPics.Emulator;
using EventPics.HotFolder;
using EventPics.Queue;
using EventPics.Tests.Shared.Browser;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Cli.Tests.Commands.Run;

public sealed class RunCommandTests(Chromium chromium) : AppTest, IClassFixture<Chromium>
{
    [Fact]
    public async Task A_photo_put_into_the_folder_shows_on_Today_and_arrives_byte_for_byte()
    {
        var folder = NewFolder("in");
        WriteProfile(folder, more: """, "boothName": "Jörgs Box" """);
        using var tool = await StartAppAsync();
        await tool.WaitForTextAsync("Watching");
        await using var browser = await OperatorBrowser.OpenAsync(chromium, new Uri(FindAddress()));
        await Expect(browser.Page).ToHaveTitleAsync("Jörgs Box");

        var photo = NewPhoto(folder);

        await Expect(browser.Page.Locator(".tile")).ToContainTextAsync(["Uploaded"]);
        Assert.Equal(await File.ReadAllBytesAsync(photo, Cancel), Assert.Single(Emulator.Photos).Bytes.ToArray());
        Assert.Empty(browser.Errors);
        tool.Interrupt();
        var result = await tool.WaitAsync();
        Assert.Equal((0, "1 uploaded."), (result.ExitCode, result.Out.Split('\n')[^2]));
        Assert.False(File.Exists(Path.Combine(DataDirectory, "app.json")));
    }

    [Fact]
    public async Task Without_a_profile_the_first_page_is_the_setup_and_without_a_key_it_says_so()
    {
        Variables["EVENTPICS_API_KEY"] = null;
        var folder = NewFolder("in");
        NewPhoto(folder);
        using var tool = await StartAppAsync();

        Assert.Contains("setup.js", await GetAsync(""), StringComparison.Ordinal);
        WriteProfile(folder);
        await Eventually.TrueAsync(async () => (await GetAsync("")).Contains("There is no API key.", StringComparison.Ordinal));
        await RunWithInputAsync(Emulator.ApiKey, "login");

        await WaitForPhotosAsync(1);
        await Eventually.TrueAsync(async () => (await GetAsync("")).Contains("id=\"settings\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_event_needs_no_restart_and_queued_photos_keep_theirs()
    {
        var folder = NewFolder("in");
        WriteProfile(folder);
        Emulator.Faults.OnUploadUrl(Fault.Status(503).Times(1000));
        using var tool = await StartAppAsync();
        await tool.WaitForTextAsync("Watching");
        NewPhoto(folder, "old.jpg");
        await Eventually.TrueAsync(async () => (await GetStatusAsync()).GetProperty("waiting").GetInt32() == 1);
        var other = Emulator.Events[1].LinkId;

        WriteProfile(folder, other);
        await tool.WaitForTextAsync("has changed");
        await tool.WaitForTextAsync(Emulator.Events[1].Title);
        NewPhoto(folder, "new.jpg");
        Emulator.Faults.Clear();
        await RunAsync("queue", "retry");

        await WaitForPhotosAsync(2);
        Assert.Equal(
            [("new.jpg", other), ("old.jpg", Event)], Emulator.Photos.Select(photo => (photo.FileName, photo.LinkId)).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Photos_taken_while_the_event_is_mistyped_go_to_the_event_that_was_meant(bool wasRunning)
    {
        var folder = NewFolder("in");
        NewPhoto(folder, "old.jpg");
        WriteProfile(folder, wasRunning ? Event : "No such event");
        if (!wasRunning)
        {
            await RunAsync("watch", folder, "--event", Event, "--once");
        }

        using var tool = await StartAppAsync();
        if (wasRunning)
        {
            await WaitForPhotosAsync(1);
            WriteProfile(folder, "No such event");
        }

        await tool.WaitForTextAsync("There is no event 'No such event'.");
        NewPhoto(folder, "between.jpg");
        WriteProfile(folder, Emulator.Events[1].Title);

        await WaitForPhotosAsync(2);
        Assert.Equal(
            [("between.jpg", Emulator.Events[1].LinkId), ("old.jpg", Event)],
            Emulator.Photos.Select(photo => (photo.FileName, photo.LinkId)).Order());
    }

    [Fact]
    public async Task A_photo_that_is_incomplete_when_the_event_changes_is_named_and_goes_to_neither()
    {
        var folder = NewFolder("in");
        WriteProfile(folder);
        using var tool = await StartAppAsync();
        await tool.WaitForTextAsync("Watching");
        var photo = NewPhoto(folder, "slow.jpg");
        var bytes = await File.ReadAllBytesAsync(photo, Cancel);
        File.Delete(photo);
        await using (var writer = new FileStream(photo, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
        {
            await writer.WriteAsync(bytes.AsMemory(0, 1000), Cancel);
            await writer.FlushAsync(Cancel);
            WriteProfile(folder, Emulator.Events[1].LinkId);
            await tool.WaitForTextAsync("1 file was incomplete when the profile changed");
            await tool.WaitForTextAsync("slow.jpg");
            await writer.WriteAsync(bytes.AsMemory(1000), Cancel);
        }

        await tool.WaitForTextAsync(Emulator.Events[1].Title);
        NewPhoto(folder, "new.jpg");

        await WaitForPhotosAsync(1);
        tool.Interrupt();
        await tool.WaitAsync();
        Assert.Equal("new.jpg", Assert.Single(Emulator.Photos).FileName);
    }

    [Fact]
    public async Task A_kill_and_a_restart_change_no_number()
    {
        var folder = NewFolder("in");
        WriteProfile(folder);
        for (var i = 0; i < 5; i++)
        {
            NewPhoto(folder);
        }

        using var first = await StartAppAsync();
        await WaitForPhotosAsync(5);
        await Eventually.TrueAsync(async () => (await GetStatusAsync()).GetProperty("uploaded").GetInt32() == 5);
        var before = await GetStatusAsync();
        var address = FindAddress();
        first.Kill();
        await first.EndAsync();
        Assert.Equal(address, FindAddress());

        using var second = await StartAppAsync();
        await second.WaitForTextAsync("Watching");

        var after = await GetStatusAsync();
        foreach (var number in new[] { "waiting", "sending", "uploadedToday", "uploaded", "failed", "possibleDuplicates" })
        {
            Assert.Equal(before.GetProperty(number).GetInt32(), after.GetProperty(number).GetInt32());
        }

        second.Interrupt();
        Assert.Equal((0, 5), ((await second.WaitAsync()).ExitCode, Emulator.Photos.Count));
    }

    [Fact]
    public async Task A_profile_with_errors_leaves_the_last_one_in_effect()
    {
        var folder = NewFolder("in");
        WriteProfile(folder);
        using var tool = await StartAppAsync();
        await tool.WaitForTextAsync("Watching");

        WriteProfile(folder, more: """, "evnt": "x" """);
        await tool.WaitForTextAsync("everything continues as before");
        await tool.WaitForTextAsync("Did you mean event?");
        NewPhoto(folder);

        await WaitForPhotosAsync(1);
        Assert.Contains("id=\"settings\"", await GetAsync(""), StringComparison.Ordinal);
        await Eventually.TrueAsync(async () => (await GetStatusAsync()).GetProperty("problems").EnumerateArray().Any(
            problem => problem.GetString()!.Contains("Did you mean event?", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{ "boothName": "Jörg" }""", "is not UTF-8")]
    [InlineData("""{ "\ud800": 1 }""", "half of a character")]
    [InlineData("""{ "event": "\ud800" }""", "half of a character")]
    public async Task A_profile_that_cannot_be_read_is_reported_and_the_next_one_followed(string content, string message)
    {
        var folder = NewFolder("in");
        WriteProfile(folder);
        using var tool = await StartAppAsync();
        await tool.WaitForTextAsync("Watching");

        await File.WriteAllBytesAsync(ProfilePath, Encoding.Latin1.GetBytes(content), Cancel);
        await tool.WaitForTextAsync(message);
        WriteProfile(folder, Emulator.Events[1].LinkId);
        await tool.WaitForTextAsync(Emulator.Events[1].Title);
        NewPhoto(folder);

        await WaitForPhotosAsync(1);
        Assert.Equal(Emulator.Events[1].LinkId, Emulator.Photos[0].LinkId);
    }

    [Fact]
    public async Task A_profile_that_cannot_be_read_at_the_start_is_reported_and_the_next_one_followed()
    {
        var folder = NewFolder("in");
        WriteProfile(folder);
        await File.WriteAllTextAsync(ProfilePath, """{ "\ud800": 1 }""", Cancel);
        using var tool = await StartAppAsync();
        await tool.WaitForTextAsync("half of a character");

        WriteProfile(folder);
        NewPhoto(folder);

        await WaitForPhotosAsync(1);
    }

    [Fact]
    public async Task A_folder_that_another_watch_has_claimed_stops_no_other()
    {
        var (claimed, free) = (NewFolder("claimed"), NewFolder("free"));
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = NewFolder("queue") }, cancellationToken: Cancel);
        await using var other = await HotFolderWatcher.OpenAsync(
            queue, new HotFolderOptions { Path = claimed, LinkId = Event }, cancellationToken: Cancel);
        await other.ScanAsync(Cancel);
        WriteProfile([claimed, free]);
        using var tool = await StartAppAsync();
        await tool.WaitForTextAsync(claimed);

        NewPhoto(free);

        await WaitForPhotosAsync(1);
        var folders = (await GetStatusAsync()).GetProperty("folders").EnumerateArray().ToList();
        Assert.Equal(
            [(claimed, "WatchedElsewhere"), (free, null)],
            folders.Select(each => (each.GetProperty("path").GetString(), each.GetProperty("problem").GetString())));
    }

    [Fact]
    public async Task A_start_keeps_to_the_limit_and_each_change_of_it_leaves_the_upload_under_way()
    {
        var folder = NewFolder("in");
        NewPhoto(folder, length: 4_000_000);
        Variables.Remove("EVENTPICS_API_KEY", out var key);
        await RunAsync("upload", folder, "--event", Event, "--no-wait");
        Variables["EVENTPICS_API_KEY"] = key;
        WriteProfile(folder, more: """, "bwlimit": "256kbit" """);
        using var tool = await StartAppAsync();
        await tool.WaitForTextAsync("Watching");
        await Eventually.TrueAsync(async () => (await GetStatusAsync()).GetProperty("sending").GetInt32() == 1);

        foreach (var limit in new[] { "260kbit", "270kbit", "280kbit" })
        {
            var next = NewFolder("for " + limit);
            WriteProfile(next, more: $$""", "bwlimit": "{{limit}}" """);
            await tool.WaitForTextAsync(next);
        }

        Assert.Empty(Emulator.Photos);
        WriteProfile(folder);
        await WaitForPhotosAsync(1);
        Assert.Single(Emulator.Requests, request => request.Operation == EmulatorOperation.Put);
    }

    [Fact]
    public async Task A_request_that_never_ends_does_not_delay_the_end()
    {
        using var tool = await StartAppAsync();
        var address = new Uri(FindAddress());
        using var slow = new TcpClient();
        await slow.ConnectAsync(address.Host, address.Port, Cancel);
        await slow.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /app/api/sign-in HTTP/1.1\r\nHost: {address.Authority}\r\nSec-Fetch-Site: same-origin\r\n"
                + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"),
            Cancel);
        await GetStatusAsync();

        tool.Interrupt();

        Assert.Equal(0, (await tool.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task While_no_folder_is_watched_the_light_is_red_and_the_page_says_why()
    {
        var folder = NewFolder("in");
        WriteProfile(folder, "No such event");
        using var tool = await StartAppAsync();
        await tool.WaitForTextAsync("There is no event 'No such event'.");
        await using var browser = await OperatorBrowser.OpenAsync(chromium, new Uri(FindAddress()));

        await Expect(browser.Page.Locator(".light")).ToHaveAttributeAsync("data-level", "bad");
        await Expect(browser.Page.Locator(".problems")).ToContainTextAsync("There is no event 'No such event'.");
        WriteProfile(folder);
        await Expect(browser.Page.Locator(".light")).ToHaveAttributeAsync("data-level", "good", new() { Timeout = 30_000 });
    }

    [Fact]
    public async Task An_event_that_does_not_exist_is_looked_up_again()
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        WriteProfile(folder, "No such event");
        using var tool = await StartAppAsync();
        await tool.WaitForTextAsync("There is no event 'No such event'.");

        WriteProfile(folder, Emulator.Events[1].Title);

        await WaitForPhotosAsync(1);
        Assert.Equal(Emulator.Events[1].LinkId, Emulator.Photos[0].LinkId);
    }

    [Fact]
    public async Task A_taken_port_is_replaced_by_the_next_one()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        using var tool = Start("run", "--port", $"{port}");
        await tool.WaitForTextAsync("The page is at http://");

        Assert.InRange(new Uri(FindAddress()).Port, port + 1, IPEndPoint.MaxPort);
    }

    [Fact]
    public async Task A_second_process_on_the_data_folder_gives_the_address_of_the_first()
    {
        using var tool = await StartAppAsync();

        var second = await RunAsync("run", "--json");

        Assert.Equal((1, $"eventpics: EventPics is already running: {FindAddress()}\n"), (second.ExitCode, second.Error));
        Assert.Equal(["summary"], second.Json.Select(line => ToolResult.Text(line, "type")));
    }

    [Fact]
    public async Task Every_line_is_JSON_when_asked_for()
    {
        var folder = NewFolder("in");
        WriteProfile(folder);
        var photo = NewPhoto(folder);
        using var tool = Start("run", "--port", "0", "--json");
        await tool.WaitForTextAsync("\"uploaded\"");

        tool.Terminate();
        var result = await tool.WaitAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("http://127.0.0.1:", ToolResult.Text(result.Json[0], "address"), StringComparison.Ordinal);
        Assert.Equal(photo, ToolResult.Text(Assert.Single(result.OfType("uploaded")), "file"));
        Assert.Equal(1, result.Summary.GetProperty("uploaded").GetInt32());
        Assert.DoesNotContain(Emulator.ApiKey, result.ToString(), StringComparison.Ordinal);
    }
}
