using EventPics.Cli.Localization.English;
using EventPics.Cli.Localization.German;
using EventPics.Cli.Model;
using EventPics.Cli.Screens;
using EventPics.HotFolder;
using EventPics.Queue;
using Spectre.Console;

namespace EventPics.Cli.Tests.Screens;

public sealed class TerminalDashboardViewTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_dashboard_shows_counts_connection_and_the_last_photo()
    {
        var dashboard = await DrawAsync(new Texts(), new HotFolderStatus { IsReachable = true });

        Assert.Contains("Sommerfest / Fotobox", dashboard, StringComparison.Ordinal);
        Assert.Contains("Waiting 0", dashboard, StringComparison.Ordinal);
        Assert.Contains("Uploaded 12 (7 today)", dashboard, StringComparison.Ordinal);
        Assert.Contains("● Nothing is being sent.", dashboard, StringComparison.Ordinal);
        Assert.DoesNotContain("[", dashboard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_is_German_and_reports_an_unavailable_folder()
    {
        var dashboard = await DrawAsync(new GermanTexts(), new HotFolderStatus { IsReachable = false, Problem = "gone" });

        Assert.Contains("Hochgeladen 12 (7 heute)", dashboard, StringComparison.Ordinal);
        Assert.Contains("Der Ordner fehlt oder ist nicht lesbar", dashboard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task The_dashboard_fits_60_columns(string language)
    {
        var dashboard = await DrawAsync(
            language == "de" ? new GermanTexts() : new Texts(), new HotFolderStatus { IsReachable = true }, width: 60,
            folderPath: "/booth/" + new string('x', 80));

        Assert.All(dashboard.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 60, line));
        Assert.Equal(1, dashboard.Split('\n').Count(
            line => line.Contains('…', StringComparison.Ordinal) && line.Contains("xx", StringComparison.Ordinal)));
        Assert.Single(dashboard.Split('\n'), line => line.Contains("12345", StringComparison.Ordinal));
        Assert.Single(
            dashboard.Split('\n'),
            line => line.Contains(language == "de" ? "Beenden mit Strg+C." : "Press Ctrl+C to stop.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_dashboard_counts_and_names_failed_files()
    {
        var dashboard = await DrawAsync(new Texts(), new HotFolderStatus { IsReachable = true });

        Assert.Contains("Failed 3", dashboard, StringComparison.Ordinal);
        Assert.Contains("Last failed: bad.jpg - too large", dashboard, StringComparison.Ordinal);
        Assert.Contains("● asked again", dashboard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(QueueHealth.Online, "● The connection has not been checked yet.")]
    [InlineData(QueueHealth.Offline, "● No connection. Photos are safe and will be sent when it is back. Last contact ")]
    [InlineData(QueueHealth.ServerError, "● The server is having problems. Last contact ")]
    public async Task The_dashboard_shows_the_connection_state(QueueHealth connection, string sentence) => Assert.Contains(
        sentence, await DrawAsync(new Texts(), new HotFolderStatus { IsReachable = true }, width: 120, connection: connection),
        StringComparison.Ordinal);

    [Fact]
    public async Task The_dashboard_shows_why_files_wait()
    {
        var dashboard = await DrawAsync(new Texts(), new HotFolderStatus
        {
            IsReachable = true,
            Waiting = [new WaitingFile("/booth/prints/1.jpg", WaitReason.Queue, DateTimeOffset.UnixEpoch)],
        });

        Assert.Contains("● 1 file not in the queue yet: the disk may be full. Free up space.", dashboard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_can_be_drawn_in_a_terminal_of_any_width()
    {
        foreach (var width in Enumerable.Range(1, 60))
        {
            Assert.All(
                (await DrawAsync(new GermanTexts(), new HotFolderStatus { IsReachable = true }, width)).Split('\n'),
                line => Assert.True(line.TrimEnd().Length <= width, $"{width}: {line}"));
        }
    }

    private async Task<string> DrawAsync(
        Texts texts, HotFolderStatus folder, int width = 100, string folderPath = "/booth/prints",
        QueueHealth connection = QueueHealth.NotSending)
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = _folder.Path }, cancellationToken: TestContext.Current.CancellationToken);
        var status = await queue.GetStatusAsync(TestContext.Current.CancellationToken);
        (status.Health, status.LastContactAt) = (connection, connection == QueueHealth.Online ? null : DateTimeOffset.UnixEpoch);
        (status.Uploaded, status.UploadedToday) = width == 60 ? (12345, 12345) : (12, 7);
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        console.Write(new TerminalDashboardView(texts).Draw(new TerminalDashboardState(
            "Sommerfest / Fotobox", folderPath, status, folder, [], null,
            new FileResult("/booth/prints/bad.jpg", null, null) { Error = "too large" },
            3, ["asked again"], DateTimeOffset.UnixEpoch), width));
        return output.ToString();
    }
}
