using System.Net;
using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Commands.Listen;

public class ListenCommandTests : ToolTest
{
    [Fact]
    public async Task A_trigger_sends_the_files_it_names_from_allowed_folders_only()
    {
        var folder = NewFolder("prints");
        var photo = NewPhoto(folder, "session 1/print.jpg");
        var named = NewPhoto(folder, "second.jpg");
        var outside = NewPhoto(NewFolder("private"));

        using var tool = Start("listen", "--folder", folder, "--event", Event, "--album", "a2", "--port", "0", "--json");
        await tool.WaitForTextAsync("\"started\"");
        var address = ToolResult.Text(System.Text.Json.JsonElement.Parse(tool.OutSoFar.Split('\n')[0]), "address");
        using var http = new HttpClient();

        var capture = await http.GetAsync($"{address}/?event_type=capture_start", Cancel);
        var print = await http.GetAsync($"{address}/?event_type=printing&param1={Uri.EscapeDataString(photo)}&param2=1", Cancel);
        var file = await http.GetAsync($"{address}/?event_type=file_download&param1=second.jpg", Cancel);
        var secret = await http.GetAsync($"{address}/?event_type=printing&param1={Uri.EscapeDataString(outside)}", Cancel);
        var upwards = await http.GetAsync($"{address}/?event_type=printing&param1={Uri.EscapeDataString("../private/" + Path.GetFileName(outside))}", Cancel);
        var list = await http.GetAsync($"{address}/?event_type=printing&param1={Uri.EscapeDataString("gone 1.jpg,gone 2.jpg")}&param2=1.5", Cancel);
        var sharing = await http.GetAsync($"{address}/?event_type=sharing_screen", Cancel);
        var nothing = await http.GetAsync(address, Cancel);
        await Emulator.WaitForPhotosAsync(2, Cancel);
        await tool.WaitForTextAsync(named);
        await tool.WaitForTextAsync(photo);
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.All([capture, print, file, sharing], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal("OK 0\n", await secret.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("OK 0\n", await upwards.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("OK 0\n", await list.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(
            [
                $"Note: Not sent: {outside} is not in a folder given with --folder.",
                $"Note: Not sent: ../private/{Path.GetFileName(outside)} is not a file in a folder given with --folder.",
                "Note: Not sent: gone 1.jpg,gone 2.jpg is not a file in a folder given with --folder.",
            ],
            result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(["print.jpg", "second.jpg"], Emulator.Photos.Select(photo => photo.FileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_photos_and_videos_that_match_the_filter_are_sent()
    {
        var folder = NewFolder("prints");
        string[] names = ["print.jpg", "printer.ini", "half.jpg.part", ".hidden.jpg", "shot.CR3", "card_raw.jpg", "uploaded/done.jpg"];
        names.ToList().ForEach(name => NewPhoto(folder, name));

        using var tool = Start("listen", "--folder", folder, "--event", Event, "--port", "0", "--json", "--exclude", "*_raw.*");
        var address = await AddressAsync(tool);
        foreach (var name in names.Reverse())
        {
            Assert.Equal(name == "print.jpg" ? "OK 1\n" : "OK 0\n", await TriggerAsync(address, "printing", Path.Combine(folder, name)));
        }

        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal("print.jpg", Assert.Single(Emulator.Photos).FileName);
        Assert.Equal(5, result.OfType("skipped").Count());
        Assert.All(result.OfType("skipped"), line => Assert.Equal("notMedia", ToolResult.Text(line, "reason")));
        Assert.Equal(5, result.Summary.GetProperty("skipped").GetInt32());
    }

    [Fact]
    public async Task Only_the_chosen_kinds_of_triggers_send()
    {
        var folder = NewFolder("prints");
        var shot = NewPhoto(folder);
        var print = NewPhoto(folder);

        using var tool = Start("listen", "--folder", folder, "--event", Event, "--port", "0", "--json", "--trigger", "printing");
        var address = await AddressAsync(tool);
        var ofShot = await TriggerAsync(address, "file_download", shot);
        var ofPrint = await TriggerAsync(address, "Printing", print);
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.Equal(("OK 0\n", "OK 1\n"), (ofShot, ofPrint));
        Assert.Equal(print, ToolResult.Text(Assert.Single(result.OfType("uploaded")), "file"));
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task An_unfinished_file_is_polled_until_it_is_complete()
    {
        var folder = NewFolder("prints");
        var photo = NewPhoto(folder);
        var never = NewPhoto(folder);
        var whole = await File.ReadAllBytesAsync(photo, Cancel);
        await File.WriteAllBytesAsync(photo, whole[..2000], Cancel);
        await File.WriteAllBytesAsync(never, whole[..1500], Cancel);

        using var tool = Start("listen", "--folder", folder, "--event", Event, "--port", "0", "--json");
        var address = await AddressAsync(tool);
        await TriggerAsync(address, "printing", photo);
        await TriggerAsync(address, "printing", never);
        await tool.WaitForTextAsync("still being written");
        Assert.Empty(Emulator.Photos);
        await File.WriteAllBytesAsync(photo, whole, Cancel);
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.Equal(whole, Assert.Single(Emulator.Photos).Bytes.ToArray());
        Assert.Equal(never, ToolResult.Text(Assert.Single(result.OfType("waiting")), "file"));
    }

    [Fact]
    public async Task A_recording_in_fragments_waits_for_its_recorder_and_a_photo_that_stays_open_does_not()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "On other systems the recorder locks it, or nothing shows that it is open.");
        var folder = NewFolder("clips");
        var video = Path.Combine(folder, "clip.mp4");
        var photo = NewPhoto(folder);
        await using var recorder = new FileStream(video, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        await recorder.WriteAsync(
            (byte[])[.. Box("ftyp", [.. "iso5"u8, 0, 0, 2, 0]), .. Box("moov", [.. Box("mvhd", new byte[8]), .. Box("mvex", [])])], Cancel);
        await recorder.WriteAsync((byte[])[.. Box("moof", []), .. Box("mdat", [1, 2, 3])], Cancel);
        await recorder.FlushAsync(Cancel);
        await using var viewer = new FileStream(photo, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

        using var tool = Start("listen", "--folder", folder, "--event", Event, "--port", "0", "--json");
        var address = await AddressAsync(tool);
        await TriggerAsync(address, "file_download", video);
        await TriggerAsync(address, "file_download", photo);
        await tool.WaitForTextAsync("\"uploaded\"");
        await recorder.WriteAsync((byte[])[.. Box("moof", []), .. Box("mdat", [4, 5, 6])], Cancel);
        await recorder.DisposeAsync();
        await Emulator.WaitForPhotosAsync(2, Cancel);
        tool.Interrupt();
        await tool.WaitAsync();

        List<ReceivedPhoto> sent = [.. Emulator.Photos.OrderBy(received => received.ReceivedAt)];
        Assert.Equal([Path.GetFileName(photo), "clip.mp4"], sent.Select(received => received.FileName));
        Assert.Equal(await File.ReadAllBytesAsync(video, Cancel), sent[1].Bytes.ToArray());
    }

    [Fact]
    public async Task Ctrl_C_ends_a_listener_normally_although_a_photo_failed()
    {
        Emulator.Faults.OnPut(Fault.Status(413));
        var folder = NewFolder("prints");

        using var tool = Start("listen", "--folder", folder, "--event", Event, "--port", "0", "--json");
        await TriggerAsync(await AddressAsync(tool), "printing", NewPhoto(folder));
        await tool.WaitForTextAsync("\"failed\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(1, result.Summary.GetProperty("failed").GetInt32());
    }

    [Fact]
    public async Task An_invalid_pattern_is_wrong_usage()
    {
        var result = await RunAsync("listen", "--folder", NewFolder("prints"), "--event", Event, "--port", "0", "--include", "*[1].jpg", "--json");

        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("[", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    public async Task A_request_from_a_web_page_is_forbidden(string header, string value)
    {
        using var tool = Start("listen", "--folder", NewFolder("prints"), "--event", Event, "--port", "0", "--json");
        await tool.WaitForTextAsync("\"started\"");
        var address = ToolResult.Text(System.Text.Json.JsonElement.Parse(tool.OutSoFar.Split('\n')[0]), "address");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/?event_type=session_end");
        request.Headers.TryAddWithoutValidation(header, value);

        var response = await http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private static byte[] Box(string type, byte[] content) =>
        [0, 0, 0, (byte)(content.Length + 8), .. System.Text.Encoding.ASCII.GetBytes(type), .. content];

    private static async Task<string> AddressAsync(RunningTool tool)
    {
        await tool.WaitForTextAsync("\"started\"");
        return ToolResult.Text(System.Text.Json.JsonElement.Parse(tool.OutSoFar.Split('\n')[0]), "address");
    }

    private static async Task<string> TriggerAsync(string address, string type, string file)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync($"{address}/?event_type={type}&param1={Uri.EscapeDataString(file)}", Cancel);
    }
}
