using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Commands.Emulator;

public class EmulatorCommandTests : ToolTest
{
    [Fact]
    public async Task An_emulator_receives_photos_until_Ctrl_C()
    {
        using var emulator = Start("emulator", "--port", "0", "--json", "--data", NewFolder("kept"));
        await emulator.WaitForTextAsync("\"started\"");
        await emulator.WaitForTextAsync("}");
        var started = await StartedAsync(emulator);
        Variables["EVENTPICS_API_KEY"] = ToolResult.Text(started, "apiKey");

        var upload =
            await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--base-address", ToolResult.Text(started, "address"));
        emulator.Interrupt();
        var result = await emulator.WaitAsync();

        Assert.True(upload.ExitCode == 0, upload.ToString());
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("1 photo received.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_explained()
    {
        var result = await RunAsync("emulator", "--port", $"{Emulator.BaseAddress.Port}", "--lang", "de");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"eventpics: Port {Emulator.BaseAddress.Port} ist belegt oder reserviert. Wählen Sie mit --port einen anderen.\n",
            result.Error);
    }

    [Fact]
    public async Task Listening_on_the_network_warns_that_any_host_is_accepted()
    {
        using var emulator = Start("emulator", "--port", "0", "--listen", "0.0.0.0", "--json", "--lang", "de");
        await emulator.WaitForTextAsync("jeden Hostnamen");
        var started = await StartedAsync(emulator);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Host = "emulator.example";

        var page = await http.GetAsync(new Uri(ToolResult.Text(started, "address")), Cancel);
        emulator.Interrupt();

        Assert.Equal(System.Net.HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(0, (await emulator.WaitAsync()).ExitCode);
    }

    [Theory]
    [InlineData("booth.local", 2, "--listen takes an IP address")]
    [InlineData("", 2, "--listen")]
    [InlineData("203.0.113.7", 1, "This computer doesn't have the address 203.0.113.7.")]
    public async Task An_address_that_cannot_be_listened_on_is_explained(string address, int exitCode, string message)
    {
        var result = await RunAsync("emulator", "--port", "0", "--listen", address);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_created_is_explained()
    {
        var file = NewPhoto(NewFolder("in"));

        var result = await RunAsync("emulator", "--port", "0", "--data", Path.Combine(file, "data"), "--lang", "de");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("eventpics: Der Emulator konnte nicht starten. ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Could not", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_and_faults_are_chosen_on_the_command_line()
    {
        using var emulator = Start(
            "emulator", "--port", "0", "--json", "--event", "Gala", "--event", "Hochzeit", "--event", "Gala", "--fault",
            "put:lost-response:2", "--fault", "url:status-503");
        await emulator.WaitForTextAsync("\"Hochzeit\"");
        var started = await StartedAsync(emulator);
        Variables["EVENTPICS_API_KEY"] = ToolResult.Text(started, "apiKey");
        var address = ToolResult.Text(started, "address");

        var events = await RunAsync("events", "--json", "--base-address", address);
        var upload = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", "hochzeit", "--json", "--base-address", address);
        emulator.Interrupt();
        var result = await emulator.WaitAsync();

        Assert.Equal(["Gala", "Hochzeit", "Gala"], events.Json.Select(line => ToolResult.Text(line, "title")));
        Assert.Equal(3, events.Json.Select(line => ToolResult.Text(line, "linkId")).Distinct().Count());
        Assert.True(upload.ExitCode == 0, upload.ToString());
        Assert.Equal(3, upload.OfType("uploaded").Single().GetProperty("attempts").GetInt32());
        Assert.Contains("1 photo received.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("put:lost-respons", "there is no fault 'lost-respons' for put. Did you mean lost-response?")]
    [InlineData("events:expired", "there is no fault 'expired' for events.")]
    [InlineData("putt:drop", "there is no step 'putt'. Did you mean put? Steps: events, url, put.")]
    [InlineData("put:connection-reset:0", "COUNT is a number from 1, not '0'")]
    [InlineData("put:connection-reset:", "COUNT is a number from 1, not ''")]
    [InlineData("put:status-42", "there is no fault 'status-42' for put.")]
    [InlineData("drop", "--fault takes STEP:NAME or STEP:NAME:COUNT")]
    [InlineData("put:connection-reset:1:2", "--fault takes STEP:NAME or STEP:NAME:COUNT")]
    [InlineData("", "--fault takes STEP:NAME or STEP:NAME:COUNT")]
    public async Task An_unknown_fault_is_rejected_with_the_known_ones(string fault, string message)
    {
        var result = await RunAsync("emulator", "--port", "0", "--fault", fault);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_of_the_emulator_needs_a_title()
    {
        var result = await RunAsync("emulator", "--port", "0", "--event", " ");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--event needs a value.", result.Error, StringComparison.Ordinal);
    }

    private static Task<System.Text.Json.JsonElement> StartedAsync(RunningTool tool) =>
        Task.FromResult(System.Text.Json.JsonElement.Parse(tool.OutSoFar.Split('\n')[0]));
}
