using EventPics.Queue;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EventPics.Cli.Internal;

/// <summary>Draws the board of <c>watch</c>.</summary>
internal sealed class BoardView(Texts texts)
{
    private const int MostBars = 6;
    private const int BarWidth = 16;

    public IRenderable Draw(BoardState state)
    {
        var status = state.Queue;
        var rows = new List<IRenderable>
        {
            new Markup($"[bold]{Markup.Escape(state.Place)}[/]"),
            new Markup($"[grey]{Markup.Escape(state.Folder)}[/]"),
            Text.Empty,
            Counts(state),
            Text.Empty,
            new Markup($"[{Colour(status.Connection)}]●[/] {Markup.Escape(texts.Connection(status.Connection))}{Markup.Escape(NextTry(state))}"),
        };
        if (state.HotFolder is { Problem: not null } folder)
        {
            rows.Add(new Markup($"[red]●[/] {Markup.Escape(folder.IsReachable ? folder.Problem : texts.FolderGone)}"));
        }

        if (state.Last is { } last)
        {
            rows.Add(new Markup($"[grey]{Markup.Escape(texts.LastPicture(Path.GetFileName(last.File), texts.Time(last.Upload!.UploadedAt ?? state.Now)))}[/]"));
        }

        if (state.Sending.Count > 0)
        {
            rows.Add(Text.Empty);
            rows.Add(Bars(state.Sending));
        }

        rows.Add(Text.Empty);
        rows.Add(new Markup($"[grey]{Markup.Escape(texts.BoardFooter)}[/]"));
        return new Panel(new Rows(rows)) { Border = BoxBorder.Rounded, Header = new PanelHeader(" EventPics "), Padding = new Padding(2, 1), Expand = true };
    }

    private Grid Counts(BoardState state)
    {
        var unfinished = state.HotFolder?.Waiting.Count ?? 0;
        var grid = new Grid().AddColumn().AddColumn().AddColumn().AddColumn();
        grid.AddRow(
            Count(texts.BoardWaiting, state.Queue.Waiting + unfinished, "yellow"),
            Count(texts.BoardSending, state.Queue.Sending, "blue"),
            Count(texts.BoardDone, state.Tally.Uploaded, "green"),
            Count(texts.BoardRefused, state.Queue.SetAside, "red"));
        return grid;
    }

    private static Markup Count(string label, int count, string colour) =>
        new($"{Markup.Escape(label)} [{(count > 0 ? $"bold {colour}" : "grey")}]{count}[/]   ");

    private Grid Bars(IReadOnlyList<Delivery> sending)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap().RightAligned());
        foreach (var delivery in sending.Take(MostBars))
        {
            var upload = delivery.Upload!;
            var filled = (int)(BarWidth * Math.Clamp((double)upload.BytesSent / Math.Max(1, upload.Length), 0, 1));
            grid.AddRow(
                new Markup(FileMarkup.Name(delivery.File)),
                new Markup($"[blue]{new string('━', filled)}[/][grey]{new string('─', BarWidth - filled)}[/]"),
                new Text(texts.SizeOf(upload.BytesSent, upload.Length)));
        }

        return grid;
    }

    private string NextTry(BoardState state)
    {
        var left = state.Queue.PausedUntil - state.Now;
        return left > TimeSpan.Zero ? " " + texts.NextTry((int)Math.Ceiling(left.Value.TotalSeconds)) : "";
    }

    private static string Colour(QueueConnection connection) => connection switch
    {
        QueueConnection.Online => "green",
        QueueConnection.Held or QueueConnection.Paused or QueueConnection.NotSending or QueueConnection.RateLimited => "yellow",
        _ => "red",
    };
}
