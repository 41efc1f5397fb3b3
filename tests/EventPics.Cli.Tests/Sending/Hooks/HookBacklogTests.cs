using System.Net;
using System.Net.Sockets;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Hooks;
using EventPics.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Cli.Tests.Sending.Hooks;

/// <summary>A hook that is slower than photos arrive.</summary>
public sealed class HookBacklogTests : IDisposable
{
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose() => _error.Dispose();

    [Fact]
    public async Task Calls_dropped_by_a_slow_hook_are_reported()
    {
        // It accepts the call and never responds.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var interruption = new ShutdownSignal(TimeProvider.System);
        var shell = CreateContext(interruption);
        await using var hook =
            Hook.Create("--on-uploaded", $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/", shell, new Notices(shell));
        Post(hook, "first.jpg");
        using var call = await silent.AcceptSocketAsync(TestContext.Current.CancellationToken);

        Enumerable.Range(1, Hook.Capacity).ToList().ForEach(number => Post(hook, $"{number}.jpg"));
        Assert.Equal("", _error.ToString());
        Post(hook, "late.jpg");
        Post(hook, "later.jpg");
        Assert.Equal("Note: --on-uploaded can't keep up with the photos: 2000 calls are waiting, and further ones are skipped until it catches up. The photos are still sent.\n", _error.ToString());
        await hook.FinishAsync(new CancellationToken(canceled: true));

        // The ones that were still waiting at the end are left out too, in one sentence.
        Assert.Contains("--on-uploaded was not called 2002 times, from late.jpg to 2000.jpg.", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(3, _error.ToString().Count(letter => letter == '\n'));
    }

    private static void Post(Hook hook, string name) =>
        hook.Post(new FileResult($"/photos/{name}", "abcd1234", null)
        {
            Outcome = Outcome.Uploaded,
            Upload = new QueuedUpload
            {
                FileName = name,
            }
        });

    private CommandContext CreateContext(ShutdownSignal interruption) => new()
    {
        Texts = new Texts(),
        Out = TextWriter.Null,
        Error = _error,
        BaseAddress = new Uri("http://127.0.0.1/"),
        DataDirectory = ".",
        Loggers = NullLoggerFactory.Instance,
        Shutdown = interruption,
    };
}
