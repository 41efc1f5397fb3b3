using System.Text;
using System.Text.RegularExpressions;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.Cli.Sending;
using EventPics.Queue;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace EventPics.Cli.Tests.Screens;

public sealed partial class ScreenTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringWriter _error = new();
    private readonly ShutdownSignal _interruption = new(TimeProvider.System);

    public void Dispose()
    {
        _interruption.Dispose();
        _error.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Without_a_screen_each_notice_is_a_line()
    {
        var notices = new Notices(CreateContext());

        notices.Add("one");
        notices.WarnUnlessShown("two");
        notices.InfoUnlessShown("three");

        Assert.Equal("Note: one\nNote: two\nthree\n", _error.ToString());
    }

    [Fact]
    public void A_screen_keeps_the_latest_notices_and_nothing_is_written_to_stderr()
    {
        var notices = new Notices(CreateContext());
        notices.ShowOnDashboard();

        foreach (var notice in new[] { "one", "two", "three", "four", "two" })
        {
            notices.Add(notice);
        }

        notices.WarnUnlessShown("five");
        notices.InfoUnlessShown("six");
        notices.Remove("three");

        Assert.Equal(["four", "two"], notices.Latest);
        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task Bars_follow_the_terminals_width_and_notices_go_above_them()
    {
        var shell = CreateContext();
        var output = new Frames();
        var console = CreateConsole(output, width: 100);
        var notices = new Notices(shell);
        await using var run =
            await SendingSession.OpenWithoutSendingAsync(shell, new SessionSettings(new ResultWriter(shell), notices), keyProblem: null);
        var file = _folder.PathOf("a photo with quite a long name.jpg");
        await File.WriteAllBytesAsync(file, new byte[1000], TestContext.Current.CancellationToken);
        run.Tracker.Add(
            new FileResult(file, "abcd1234", null),
            new QueuedUpload { Id = "1", Length = 1000, BytesSent = 500, State = QueuedUploadState.Sending }, wasKnown: false);
        var work = new TaskCompletionSource();

        var bars = new ProgressBars(console, shell, run, [file]).RunAsync(() => work.Task);
        await output.WaitForAsync(text => text.Contains("500 B of 1.0 kB", StringComparison.Ordinal));
        notices.Add("the hook failed");
        await output.WaitForAsync(text => text.Contains("Note: the hook failed", StringComparison.Ordinal));
        console.Profile.Width = 45;
        output.Clear();
        await output.WaitForAsync(text => text.Split('\n')
            .Any(line => line.Contains("500 B of 1.0 kB", StringComparison.Ordinal) && line.TrimEnd().Length <= 45));
        work.SetResult();
        await bars;

        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task A_terminal_of_any_width_shows_bars_and_notices()
    {
        var context = CreateContext();
        var output = new Frames();
        var console = CreateConsole(output, width: 100);
        var notices = new Notices(context);
        await using var session = await SendingSession.OpenWithoutSendingAsync(
            context, new SessionSettings(new ResultWriter(context), notices), keyProblem: null);
        session.Tracker.Add(
            new FileResult("/booth/a.jpg", "abcd1234", null),
            new QueuedUpload { Id = "1", Length = 1000, BytesSent = 500, State = QueuedUploadState.Sending }, wasKnown: false);
        var work = new TaskCompletionSource();

        var bars = new ProgressBars(console, context, session, ["/booth/a.jpg"]).RunAsync(() => work.Task);
        for (var width = 30; width > 0; width--)
        {
            console.Profile.Width = width;
            output.Clear();
            notices.Add($"{width}");
            await output.WaitForAsync(text => text.Contains($"{width}", StringComparison.Ordinal));
        }

        console.Profile.Width = 100;
        await output.WaitForAsync(text => text.Contains("500 B of 1.0 kB", StringComparison.Ordinal));
        work.SetResult();
        await bars;

        Assert.Equal("", _error.ToString());
    }

    [Fact]
    public async Task A_terminal_that_fails_ends_no_work()
    {
        var context = CreateContext();
        var notices = new Notices(context);
        var output = new Frames();
        var work = new TaskCompletionSource();

        var dashboard = new TerminalDashboard(CreateConsole(output, width: 100), context, new ResultWriter(context), notices, _ => Task.FromResult(new TerminalDashboardState(
            "Sommerfest", "/booth", new QueueStatus(), null, [], null, null, 0, [], DateTimeOffset.UnixEpoch))).RunAsync(() => work.Task);
        await output.WaitForAsync(text => text.Contains("Sommerfest", StringComparison.Ordinal));
        output.IsBroken = true;
        await Eventually.TrueAsync(() =>
        {
            notices.Add("shown as text");
            return Task.FromResult(_error.ToString().Length > 0);
        });
        var wasRunning = !dashboard.IsCompleted;
        work.SetResult();
        await dashboard;

        Assert.True(wasRunning);
        Assert.StartsWith("Note: shown as text\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_screen_throws_what_its_work_throws()
    {
        var context = CreateContext();
        var dashboard = new TerminalDashboard(
            CreateConsole(new Frames(), width: 100), context, new ResultWriter(context),
            new Notices(context), _ => throw new IOException());

        await Assert.ThrowsAsync<CommandException>(
            () => dashboard.RunAsync(() => throw new CommandException(ExitCodes.Failed, "the folder is claimed")));
    }

    private static IAnsiConsole CreateConsole(Frames output, int width)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes });
        (console.Profile.Width, console.Profile.Height) = (width, 20);
        return console;
    }

    private CommandContext CreateContext() => new()
    {
        Texts = new Texts(),
        Out = TextWriter.Null,
        Error = _error,
        BaseAddress = new Uri("http://127.0.0.1:9/"),
        DataDirectory = _folder.Path,
        Loggers = NullLoggerFactory.Instance,
        Shutdown = _interruption,
    };

    /// <summary>What a terminal was sent, without the codes that move its cursor.</summary>
    private sealed partial class Frames : TextWriter
    {
        private readonly StringBuilder _text = new();
        private volatile bool _isBroken;

        public bool IsBroken
        {
            set => _isBroken = value;
        }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            lock (_text)
            {
                _text.Append(_isBroken ? throw new InvalidOperationException("broken") : value);
            }
        }

        public override void Write(string? value)
        {
            lock (_text)
            {
                _text.Append(_isBroken ? throw new InvalidOperationException("broken") : value);
            }
        }

        public void Clear()
        {
            lock (_text)
            {
                _text.Clear();
            }
        }

        public async Task WaitForAsync(Predicate<string> isThere)
        {
            var start = TimeProvider.System.GetTimestamp();
            while (!isThere(Read()))
            {
                Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(60), Read());
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }

        private string Read()
        {
            lock (_text)
            {
                return Codes().Replace(_text.ToString(), "");
            }
        }

        [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
        private static partial Regex Codes();
    }
}
