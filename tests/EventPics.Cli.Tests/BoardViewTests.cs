using EventPics.Cli.Internal;
using EventPics.HotFolder;
using EventPics.Queue;
using Spectre.Console;

namespace EventPics.Cli.Tests;

public sealed class BoardViewTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventpics-board-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_board_tells_counts_connection_and_the_last_picture()
    {
        var board = await DrawAsync(new Texts(), new HotFolderStatus { IsReachable = true });

        Assert.Contains("Sommerfest / Fotobox", board, StringComparison.Ordinal);
        Assert.Contains("Waiting 0", board, StringComparison.Ordinal);
        Assert.Contains("Done 7", board, StringComparison.Ordinal);
        Assert.Contains("● Nothing is sending.", board, StringComparison.Ordinal);
        Assert.DoesNotContain("[", board, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_board_speaks_german_and_names_a_lost_folder()
    {
        var board = await DrawAsync(new GermanTexts(), new HotFolderStatus { IsReachable = false, Problem = "gone" });

        Assert.Contains("Fertig 7", board, StringComparison.Ordinal);
        Assert.Contains("Der Ordner ist weg", board, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    public async Task The_board_fits_60_columns(string language)
    {
        var board = await DrawAsync(
            language == "de" ? new GermanTexts() : new Texts(), new HotFolderStatus { IsReachable = true }, width: 60, folderPath: "/booth/" + new string('x', 80));

        Assert.All(board.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 60, line));
        Assert.Equal(1, board.Split('\n').Count(line => line.Contains('…', StringComparison.Ordinal) && line.Contains("xx", StringComparison.Ordinal)));
        Assert.Single(board.Split('\n'), line => line.Contains("12345", StringComparison.Ordinal));
        Assert.Single(board.Split('\n'), line => line.Contains(language == "de" ? "Beenden: Strg+C. Was wartet, folgt beim nächsten Mal." : "Ctrl+C ends it. What waits goes out next time.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_board_counts_and_names_refused_files()
    {
        var board = await DrawAsync(new Texts(), new HotFolderStatus { IsReachable = true });

        Assert.Contains("Refused 3", board, StringComparison.Ordinal);
        Assert.Contains("Last refused: bad.jpg - too large", board, StringComparison.Ordinal);
        Assert.Contains("● asked again", board, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_board_says_what_files_wait_for()
    {
        var board = await DrawAsync(new Texts(), new HotFolderStatus
        {
            IsReachable = true,
            Waiting = [new WaitingFile("/booth/prints/1.jpg", WaitReason.Queue, DateTimeOffset.UnixEpoch)],
        });

        Assert.Contains("● 1 file not in the queue yet: the disk may be full. Make room.", board, StringComparison.Ordinal);
    }

    private async Task<string> DrawAsync(Texts texts, HotFolderStatus folder, int width = 100, string folderPath = "/booth/prints")
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = _folder }, cancellationToken: TestContext.Current.CancellationToken);
        var status = await queue.GetStatusAsync(TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = width;
        console.Write(new BoardView(texts).Draw(new BoardState(
            "Sommerfest / Fotobox", folderPath, status, folder, new Tally(Uploaded: width == 60 ? 12345 : 7), [], null,
            new FileResult("/booth/prints/bad.jpg", null, null) { Error = "too large" }, 3, ["asked again"], DateTimeOffset.UnixEpoch), width));
        return output.ToString();
    }
}
