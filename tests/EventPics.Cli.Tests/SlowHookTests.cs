using System.Net;
using System.Net.Sockets;
using EventPics.Cli.Internal;
using EventPics.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Cli.Tests;

/// <summary>A hook that is slower than photos arrive.</summary>
public sealed class SlowHookTests : IDisposable
{
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose() => _error.Dispose();

    [Fact]
    public async Task What_a_slow_hook_is_not_called_for_is_reported()
    {
        // It accepts the call and never responds.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var interruption = new Interruption(TimeProvider.System);
        var shell = Shell(interruption);
        await using var hook = Hook.Create("--on-uploaded", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/", shell, new Notices(shell));
        Post(hook, "first.jpg");
        using var call = await silent.AcceptSocketAsync(TestContext.Current.CancellationToken);

        Enumerable.Range(1, Hook.Most).ToList().ForEach(number => Post(hook, $"{number}.jpg"));
        Assert.Equal("", _error.ToString());
        Post(hook, "late.jpg");
        Post(hook, "later.jpg");
        Assert.Equal("Note: --on-uploaded is slower than photos arrive: 2000 calls are waiting, and further ones are left out until it catches up. Photos are sent all the same.\n", _error.ToString());
        await hook.FinishAsync(new CancellationToken(canceled: true));

        // The ones that were still waiting at the end are left out too, in one sentence.
        Assert.Contains("--on-uploaded was not called 2002 times, from late.jpg to 2000.jpg.", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, _error.ToString().Count(letter => letter == '\n'));
    }

    private static void Post(Hook hook, string name) =>
        hook.Post(new FileResult($"/photos/{name}", "abcd1234", null) { Outcome = Outcome.Uploaded, Upload = new QueuedUpload { FileName = name } });

    private Shell Shell(Interruption interruption) => new()
    {
        Texts = new Texts(),
        Out = TextWriter.Null,
        Error = _error,
        BaseAddress = new Uri("http://127.0.0.1/"),
        DataDirectory = ".",
        Loggers = NullLoggerFactory.Instance,
        Interruption = interruption,
    };
}
