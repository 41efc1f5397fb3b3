using System.Net;

namespace EventPics.Cli.Tests;

public class ListenCommandTests : ToolTest
{
    [Fact]
    public async Task A_trigger_sends_the_files_it_names_from_allowed_folders_only()
    {
        var folder = NewFolder("prints");
        var picture = NewPicture(folder, "session 1/print.jpg");
        var named = NewPicture(folder, "second.jpg");
        var outside = NewPicture(NewFolder("private"));

        using var tool = Start("listen", "--folder", folder, "--event", Event, "--album", "a2", "--port", "0", "--json");
        await tool.WaitForTextAsync("\"started\"");
        var address = ToolResult.Text(System.Text.Json.JsonElement.Parse(tool.OutSoFar.Split('\n')[0]), "address");
        using var http = new HttpClient();

        var capture = await http.GetAsync($"{address}/?event_type=capture_start", Cancel);
        var print = await http.GetAsync($"{address}/?event_type=printing&param1={Uri.EscapeDataString(picture)}&param2=1", Cancel);
        var file = await http.GetAsync($"{address}/?event_type=file_download&param1=second.jpg", Cancel);
        var secret = await http.GetAsync($"{address}/?event_type=printing&param1={Uri.EscapeDataString(outside)}", Cancel);
        var upwards = await http.GetAsync($"{address}/?event_type=printing&param1={Uri.EscapeDataString("../private/" + Path.GetFileName(outside))}", Cancel);
        var list = await http.GetAsync($"{address}/?event_type=printing&param1={Uri.EscapeDataString("gone 1.jpg,gone 2.jpg")}&param2=1.5", Cancel);
        var sharing = await http.GetAsync($"{address}/?event_type=sharing_screen", Cancel);
        var nothing = await http.GetAsync(address, Cancel);
        await Emulator.WaitForPhotosAsync(2, Cancel);
        await tool.WaitForTextAsync(named);
        await tool.WaitForTextAsync(picture);
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.All([capture, print, file, sharing], answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal("OK 0\n", await secret.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("OK 0\n", await upwards.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("OK 0\n", await list.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(
            [
                $"Note: Not sent: {outside} lies in no folder named with --folder.",
                $"Note: Not sent: ../private/{Path.GetFileName(outside)} names no file in a folder named with --folder.",
                "Note: Not sent: gone 1.jpg,gone 2.jpg names no file in a folder named with --folder.",
            ],
            result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(["print.jpg", "second.jpg"], Emulator.Photos.Select(photo => photo.FileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    public async Task A_web_page_may_not_call(string header, string value)
    {
        using var tool = Start("listen", "--folder", NewFolder("prints"), "--event", Event, "--port", "0", "--json");
        await tool.WaitForTextAsync("\"started\"");
        var address = ToolResult.Text(System.Text.Json.JsonElement.Parse(tool.OutSoFar.Split('\n')[0]), "address");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{address}/?event_type=session_end");
        request.Headers.TryAddWithoutValidation(header, value);

        var answer = await http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }
}
