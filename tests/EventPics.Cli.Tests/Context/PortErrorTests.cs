using System.Net;
using System.Net.Sockets;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Context;

public class PortErrorTests : ToolTest
{
    [Theory]
    [InlineData("en", "This user may not open port 80: ports below 1024 are reserved for administrators. Choose a higher one with --port.")]
    [InlineData("de", "Dieser Benutzer darf Port 80 nicht öffnen: Ports unter 1024 sind Administratoren vorbehalten. Wählen Sie mit --port einen höheren.")]
    public async Task A_port_that_needs_rights_is_explained(string language, string sentence)
    {
        // In its own network namespace, where the limit is not lowered, and without root's capability.
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess
            && File.Exists("/usr/bin/setpriv"), "Taking a right away needs root.");
        const string Script = "exec unshare -n setpriv --bounding-set=-net_bind_service --inh-caps=-net_bind_service \"$@\"";

        foreach (var command in new[] { "listen", "emulator" })
        {
            string[] arguments = command == "listen" ? ["listen", "--folder", NewFolder("in"), "--event", Event] : ["emulator"];
            using var tool = StartByShell(Script, [.. arguments, "--port", "80", "--lang", language]);
            var result = await tool.WaitAsync();

            Assert.SkipWhen(
                result.Error.Contains("unshare failed", StringComparison.Ordinal), "This system gives no network of one's own.");
            Assert.True(result.ExitCode == 1, result.ToString());
            Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_wrapped_socket_error_is_found()
    {
        var wrapped = new InvalidOperationException("outer", new IOException("inner", new SocketException((int)SocketError.AccessDenied)));

        var expected = OperatingSystem.IsWindows() ? new Texts().PortInUse(80) : new Texts().PortNeedsRights(80);
        Assert.Equal(expected, PortError.TryCreate(wrapped, 80, new Texts())?.Message);
        Assert.Equal(new Texts().PortInUse(5090), PortError.TryCreate(wrapped, 5090, new Texts())?.Message);
        Assert.Null(PortError.TryCreate(new IOException("No space left"), 80, new Texts()));
    }

    [Fact]
    public async Task A_port_in_use_is_explained_by_listen_too()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var result = await RunAsync("listen", "--folder", NewFolder("in"), "--event", Event, "--port", $"{port}");

        Assert.True(result.ExitCode == 1, result.ToString());
        Assert.Contains($"Port {port} is taken or reserved.", result.Error, StringComparison.Ordinal);
    }
}
