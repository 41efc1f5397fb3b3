using System.Net;
using System.Net.Sockets;
using System.Text;
using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Context;

/// <summary>A venue's proxy that requires a login.</summary>
public sealed class ProxyErrorTests : ToolTest, IDisposable
{
    private readonly TcpListener _proxy = new(IPAddress.Loopback, 0);

    public ProxyErrorTests()
    {
        _proxy.Start();
        _ = ServeAsync();
    }

    public void Dispose() => _proxy.Dispose();

    [Theory]
    [InlineData("en", "The proxy of this network requires a login.")]
    [InlineData("de", "Der Proxy dieses Netzwerks verlangt eine Anmeldung.")]
    public async Task A_proxy_that_requires_authentication_is_reported(string language, string words)
    {
        UseProxy();

        var doctor = await RunAsync("doctor", "--lang", language, "--json");
        var events = await RunAsync("events", "--lang", language);

        Assert.True(doctor.ExitCode == 1, doctor.ToString());
        Assert.Contains(
            words, ToolResult.Text(Assert.Single(doctor.OfType("check"), line => ToolResult.Text(line, "check") == "network"), "message"),
            StringComparison.Ordinal);
        Assert.True(events.ExitCode == 1, events.ToString());
        Assert.Contains(words, events.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_and_queue_report_it_too()
    {
        UseProxy();

        var login = await RunWithInputAsync("some-key", "login");
        var upload = await RunAsync("upload", NewPhoto(NewFolder("in")), "--event", Event, "--timeout", "8s", "--json");

        Assert.Contains("The proxy of this network requires a login.", login.Error, StringComparison.Ordinal);
        Assert.True(upload.ExitCode == 4, upload.ToString());
        Assert.Contains(
            "The proxy of this network requires a login.", ToolResult.Text(Assert.Single(upload.OfType("waiting")), "error"),
            StringComparison.Ordinal);
    }

    private void UseProxy()
    {
        // With a proxy, the name is not resolved on this computer.
        Variables["EVENTPICS_BASE_ADDRESS"] = "https://eventpics.invalid/";
        Variables["HTTPS_PROXY"] = $"http://{_proxy.LocalEndpoint}";
        Variables["NO_PROXY"] = null;
    }

    private async Task ServeAsync()
    {
        var refusal = Encoding.ASCII.GetBytes(
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"venue\"\r\nContent-Type: text/html\r\nContent-Length: 15\r\nConnection: close\r\n\r\n<html>no</html>");
        try
        {
            while (true)
            {
                using var client = await _proxy.AcceptTcpClientAsync();
                var stream = client.GetStream();
                var request = "";
                var buffer = new byte[4096];
                while (!request.Contains("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer) is var count and > 0)
                {
                    request += Encoding.ASCII.GetString(buffer, 0, count);
                }

                await stream.WriteAsync(refusal);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test has ended.
        }
    }
}
