using System.Net;
using System.Net.Sockets;
using EventPics.Cli.Tests.Support;
using EventPics.Emulator;

namespace EventPics.Cli.Tests.Sending;

/// <summary>What a log, a script and a monitoring system learn about the connection.</summary>
public class ConnectionStateTests : ToolTest
{
    [Fact]
    public async Task Each_state_change_is_one_line_one_JSON_object_and_one_hook_call()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");
        var calls = Path.Combine(NewFolder("out"), "calls");
        var script = Path.Combine(NewFolder("bin"), "problem.sh");
        await File.WriteAllTextAsync(script, $"echo \"$EVENTPICS_STATE: $EVENTPICS_MESSAGE\" >> {calls}\n", Cancel);
        var folder = NewFolder("in");
        await RunAsync("events");

        using var tool = Start("watch", folder, "--event", Event, "--json", "--on-problem", $"sh {script}");
        await tool.WaitForTextAsync("Watching");
        Emulator.Faults.Offline = true;
        NewPhoto(folder);
        await tool.WaitForTextAsync("\"connection\":\"offline\"");
        Emulator.Faults.Offline = false;
        await tool.WaitForTextAsync("\"connection\":\"online\"");
        await tool.WaitForTextAsync("\"uploaded\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.True(result.ExitCode == 0, result.ToString());
        var states = result.OfType("state").ToList();
        Assert.Equal(["offline", "online"], states.Select(line => ToolResult.Text(line, "connection")));
        Assert.Equal(1, states[0].GetProperty("waiting").GetInt32());
        Assert.All(states, line => Assert.True(line.TryGetProperty("at", out _) && line.TryGetProperty("nextTryAt", out _)));
        Assert.Single(
            result.Error.Split('\n'),
            line => line.EndsWith("No connection. Photos are safe and will be sent when it is back.", StringComparison.Ordinal));
        Assert.Single(result.Error.Split('\n'), line => line.EndsWith("Online again.", StringComparison.Ordinal));
        Assert.Equal(
            ["offline: No connection. Photos are safe and will be sent when it is back.", "online: Online again."],
            await File.ReadAllLinesAsync(calls, Cancel));
    }

    // The queue asks an idle service every 30 to 60 s.
    [Fact]
    public async Task An_idle_watch_notices_that_the_service_died_and_came_back()
    {
        var folder = NewFolder("in");
        using var tool = Start("watch", folder, "--event", Event, "--json");
        NewPhoto(folder);
        await tool.WaitForTextAsync("\"uploaded\"");

        Emulator.Faults.Offline = true;
        await tool.WaitForTextAsync("\"connection\":\"offline\"");
        var status = await RunAsync("status", "--check", "--json");
        Emulator.Faults.Offline = false;
        await tool.WaitForTextAsync("\"connection\":\"online\"");
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.Equal((1, "offline"), (status.ExitCode, ToolResult.Text(Assert.Single(status.Json), "connection")));
        Assert.Equal(["offline", "online"], result.OfType("state").Select(line => ToolResult.Text(line, "connection")));
        Assert.All(result.OfType("state"), line => Assert.Equal(0, line.GetProperty("waiting").GetInt32()));
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData(401, "apiKeyRejected", "The API key was rejected.")]
    [InlineData(404, "eventUnavailable", "The event or album isn't accepting photos right now.")]
    public async Task A_watch_reports_why_it_cannot_send(int status, string connection, string sentence)
    {
        var folder = NewFolder("in");
        NewPhoto(folder);
        Emulator.Faults.OnUploadUrl(Fault.Status(status).Times(1000));

        using var tool = Start("watch", folder, "--event", Event, "--json");
        await tool.WaitForTextAsync($"\"connection\":\"{connection}\"");
        await tool.WaitForTextAsync(sentence);
        tool.Interrupt();
        var result = await tool.WaitAsync();

        Assert.Equal(4, result.ExitCode);
        Assert.Single(result.OfType("waiting"));
    }

    [Fact]
    public async Task A_failed_photo_calls_the_problem_hook_too()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");
        var calls = Path.Combine(NewFolder("out"), "calls");
        var script = Path.Combine(NewFolder("bin"), "problem.sh");
        await File.WriteAllTextAsync(script, $"echo \"$EVENTPICS_STATE $EVENTPICS_FILE: $EVENTPICS_MESSAGE\" >> {calls}\n", Cancel);
        var photo = NewPhoto(NewFolder("in"));
        Emulator.Faults.OnPut(Fault.Status(413));

        var result = await RunAsync("upload", photo, "--event", Event, "--on-problem", $"sh {script}");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"failed {photo}: The file is too large for the service. Send a smaller version.",
            Assert.Single(await File.ReadAllLinesAsync(calls, Cancel)));
    }

    [Fact]
    public async Task A_proxy_that_requires_authentication_is_reported()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var proxy = RespondAsync(listener);
        Variables["EVENTPICS_BASE_ADDRESS"] = "https://eventpics.invalid/";
        Variables["HTTPS_PROXY"] = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        Variables["no_proxy"] = Variables["NO_PROXY"] = null;
        const string Sentence = "The proxy of this network requires a login.";

        var events = await RunAsync("events");
        using var tool = Start("upload", NewPhoto(NewFolder("in")), "--event", Event, "--json");
        await tool.WaitForTextAsync("\"connection\":\"offline\"");
        tool.Interrupt();
        var upload = await tool.WaitAsync();
        listener.Stop();
        await proxy;

        Assert.Equal((1, 130), (events.ExitCode, upload.ExitCode));
        Assert.All([events, upload], result => Assert.Contains(Sentence, result.Error, StringComparison.Ordinal));
        Assert.All([events, upload], result => Assert.DoesNotContain("can't be reached", result.Error, StringComparison.Ordinal));
        Assert.Contains(Sentence, ToolResult.Text(Assert.Single(upload.OfType("state")), "message"), StringComparison.Ordinal);
        Assert.Contains(Sentence, ToolResult.Text(Assert.Single(upload.OfType("waiting")), "error"), StringComparison.Ordinal);
    }

    private static async Task RespondAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var connection = await listener.AcceptSocketAsync(Cancel);
                var buffer = new byte[8192];
                await connection.ReceiveAsync(buffer, Cancel);
                await connection.SendAsync(
                    "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"venue\"\r\nContent-Type: text/html\r\nContent-Length: 15\r\nConnection: close\r\n\r\n<html>no</html>"u8.ToArray(), Cancel);
                connection.Shutdown(SocketShutdown.Send);
                while (await connection.ReceiveAsync(buffer, Cancel) > 0)
                {
                    // A connection closed over unread bytes is reset, and the response with it.
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
