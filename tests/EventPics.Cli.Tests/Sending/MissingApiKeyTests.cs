using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Sending;

/// <summary>What a run that takes all evening does without an API key, and when there is one.</summary>
public class MissingApiKeyTests : ToolTest
{
    [Fact]
    public async Task A_watch_without_a_key_queues_and_sends_after_login()
    {
        Variables["EVENTPICS_API_KEY"] = null;
        var folder = NewFolder("in");
        NewPhoto(folder);

        using var tool = Start("watch", folder, "--event", Event, "--json", "--verbose");
        await tool.WaitForTextAsync("Enqueued");
        await tool.WaitForTextAsync("Until then, photos are queued; they are sent as soon as there is a valid key.");
        Assert.Empty(Emulator.Photos);
        var login = await RunWithInputAsync(Emulator.ApiKey + "\n", "login");
        await tool.WaitForTextAsync("\"uploaded\"");
        NewPhoto(folder);
        await Eventually.TrueAsync(() => Task.FromResult(Emulator.Photos.Count == 2));
        await tool.WaitForTextAsync("\"connection\":\"online\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.Equal(0, login.ExitCode);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(["apiKeyRejected", "online"], result.OfType("state").Select(line => ToolResult.Text(line, "connection")));
        Assert.StartsWith("There is no API key.", ToolResult.Text(result.OfType("state").First(), "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photos_that_a_watch_queues_after_a_login_belong_to_that_key()
    {
        Variables["EVENTPICS_API_KEY"] = null;
        var folder = NewFolder("in");
        NewPhoto(folder);
        using var tool = Start("watch", folder, "--event", Event, "--json", "--verbose");
        await tool.WaitForTextAsync("Enqueued");
        await RunWithInputAsync(Emulator.ApiKey + "\n", "login");
        await tool.WaitForTextAsync("\"uploaded\"");

        Emulator.Faults.Offline = true;
        NewPhoto(folder);

        var spool = Path.Combine(DataDirectory, "queue", "spool");
        await Eventually.TrueAsync(() => Task.FromResult(Directory.EnumerateFiles(spool, "*.json").Any()));
        var sidecar = await File.ReadAllTextAsync(Directory.EnumerateFiles(spool, "*.json").Single(), Cancel);
        Assert.Matches("\"account\": ?\"[0-9a-f]{32}:[0-9a-f]{32}\\.[0-9a-f]{32}\"", sidecar);
        tool.Interrupt();
        Assert.Equal(4, (await tool.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task A_key_that_was_rejected_is_replaced_while_a_watch_runs()
    {
        Variables["EVENTPICS_API_KEY"] = null;
        Directory.CreateDirectory(DataDirectory);
        await File.WriteAllTextAsync(Path.Combine(DataDirectory, "api-key"), "withdrawn", Cancel);
        var folder = NewFolder("in");
        NewPhoto(folder);

        using var tool = Start("watch", folder, "--event", Event, "--json", "--verbose");
        await tool.WaitForTextAsync("\"connection\":\"apiKeyRejected\"");
        await RunWithInputAsync(Emulator.ApiKey + "\n", "login");
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(
            "Run 'eventpics login' with a valid one", ToolResult.Text(result.OfType("state").First(), "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watch_without_a_key_leaves_the_sending_to_a_program_that_has_one()
    {
        Variables["EVENTPICS_API_KEY"] = null;
        var folder = NewFolder("in");
        var photo = NewPhoto(folder);
        using var tool = Start("watch", folder, "--event", Event, "--json", "--verbose");
        await tool.WaitForTextAsync("Enqueued");

        Variables["EVENTPICS_API_KEY"] = Emulator.ApiKey;
        var send = await RunAsync("queue", "send", "--json");
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(send.ExitCode == 0, send.ToString());
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(photo, ToolResult.Text(Assert.Single(result.OfType("uploaded")), "file"));
        Assert.Single(Emulator.Photos);
    }

    [Fact]
    public async Task Ctrl_C_without_a_key_reports_what_waits_and_why()
    {
        Variables["EVENTPICS_API_KEY"] = null;
        var folder = NewFolder("in");
        NewPhoto(folder);

        using var tool = Start("watch", folder, "--event", Event, "--json", "--verbose");
        await tool.WaitForTextAsync("Enqueued");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 4, result.ToString());
        Assert.StartsWith(
            "There is no API key.", ToolResult.Text(Assert.Single(result.OfType("waiting")), "error"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listening_without_a_key_queues_the_files_of_a_trigger()
    {
        Variables["EVENTPICS_API_KEY"] = null;
        var folder = NewFolder("in");
        var photo = NewPhoto(folder);
        using var tool = Start("listen", "--folder", folder, "--event", Event, "--port", "0", "--json");
        await tool.WaitForTextAsync("\"started\"");
        await tool.WaitForTextAsync("}\n");
        var address = ToolResult.Text(System.Text.Json.JsonElement.Parse(
            tool.OutSoFar.Split('\n').First(line => line.Contains("\"started\"", StringComparison.Ordinal))), "address");
        using var http = new HttpClient();

        await http.GetAsync(new Uri($"{address}?event_type=sharing_screen&param1={Uri.EscapeDataString(photo)}"), Cancel);
        await RunWithInputAsync(Emulator.ApiKey + "\n", "login");
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();

        Assert.Equal(0, (await tool.WaitAsync()).ExitCode);
        Assert.Single(Emulator.Photos);
    }

    [Theory]
    [InlineData("watch", "--event", "Sommerfest 2026")]
    [InlineData("watch", "--event", Event, "--album", "Foto Box")]
    [InlineData("watch", "--once", "--event", Event, "--album", "Foto Box")]
    [InlineData("listen", "--event", Event, "--album", "Foto Box", "--port", "0")]
    public async Task A_name_that_only_a_key_can_resolve_ends_with_3(string command, params string[] options)
    {
        Variables["EVENTPICS_API_KEY"] = null;
        var folder = NewFolder("in");
        string[] place = command == "listen" ? ["--folder", folder] : [folder];

        var result = await RunAsync([command, .. place, .. options, "--json"]);

        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Contains("Nothing was queued. There is no API key.", result.Error, StringComparison.Ordinal);
        Assert.Contains("is not an ID", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_pass_without_a_key_queues_and_ends_with_3()
    {
        Variables["EVENTPICS_API_KEY"] = null;
        var folder = NewFolder("in");
        NewPhoto(folder);

        var result = await RunAsync("watch", folder, "--event", Event, "--once", "--json");

        Assert.True(result.ExitCode == 3, result.ToString());
        Assert.Single(result.OfType("waiting"));
    }
}
