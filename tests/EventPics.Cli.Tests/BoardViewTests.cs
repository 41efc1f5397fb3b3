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

    private async Task<string> DrawAsync(Texts texts, HotFolderStatus folder)
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = _folder }, cancellationToken: TestContext.Current.CancellationToken);
        var status = await queue.GetStatusAsync(TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Profile.Width = 100;
        console.Write(new BoardView(texts).Draw(new BoardState(
            "Sommerfest / Fotobox", "/booth/prints", status, folder, new Tally(Uploaded: 7), [], null, DateTimeOffset.UnixEpoch)));
        return output.ToString();
    }
}
