using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Queue;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EventPics.Cli.Screens;

/// <summary>Draws the dashboard of <c>watch</c> and <c>listen</c>.</summary>
internal sealed class TerminalDashboardView(Texts texts)
{
    private const int MaxBars = 6;
    private const int FrameWidth = 6;

    // A narrower frame has no room for its content, and below its own width it can't even be drawn.
    private const int MinWidth = 20;

    /// <summary>
    /// Draws the dashboard for a terminal of the given width: names and places are cut to fit a line, sentences may take two.
    /// </summary>
    public IRenderable Draw(TerminalDashboardState state, int width)
    {
        if (width < MinWidth)
        {
            return Counts(state);
        }

        var room = Math.Max(20, width - FrameWidth);
        var rows = new List<IRenderable>
        {
            new Markup($"[bold]{Line(state.Place, room)}[/]"),
            new Markup($"[grey]{Line(state.Folder, room)}[/]"),
            Text.Empty,
            Counts(state),
            Text.Empty,
            Messages(state),
        };
        if (state.Last is { } last)
        {
            var time = texts.Time(last.Upload!.UploadedAt ?? state.Now);
            rows.Add(new Markup($"[grey]{Markup.Escape(texts.LastPhoto(Name(last, room - texts.LastPhoto("", time).Length), time))}[/]"));
        }

        if (state.LastFailed is { } failed)
        {
            rows.Add(new Markup($"[red]{Markup.Escape(texts.LastFailed(Name(failed, room / 2), failed.Error!.Sanitize()))}[/]"));
        }

        if (state.Sending.Count > 0)
        {
            rows.Add(Text.Empty);
            rows.Add(Bars(state.Sending, ProgressLayout.For(room, texts)));
        }

        rows.Add(Text.Empty);
        rows.Add(new Markup($"[grey]{Markup.Escape(texts.DashboardFooter)}[/]"));
        return new Panel(new Rows(rows))
        {
            Border = BoxBorder.Rounded,
            Header = new PanelHeader(" EventPics "),
            Padding = new Padding(2, 1),
            Expand = true,
        };
    }

    private Markup Counts(TerminalDashboardState state) => new(string.Join(
        "  ",
        Count(texts.DashboardWaiting, state.Queue.Waiting + (state.HotFolder?.Waiting.Count ?? 0), "yellow"),
        Count(texts.DashboardSending, state.Queue.Sending, "blue"),
        Count(texts.DashboardUploaded, state.Queue.Uploaded, "green") + Today(state.Queue),
        Count(texts.DashboardFailed, state.Queue.Failed + state.NeverQueued, "red")));

    private string Today(QueueStatus queue) =>
        queue.UploadedToday > 0 && queue.UploadedToday != queue.Uploaded
            ? $" [grey]({Markup.Escape(texts.DashboardToday(queue.UploadedToday))})[/]"
            : "";

    private static string Count(string label, int count, string colour) =>
        $"{Markup.Escape(label)} [{(count > 0 ? $"bold {colour}" : "grey")}]{count}[/]";

    // In a grid, so that a second line starts below the first and not below the dot.
    private Grid Messages(TerminalDashboardState state)
    {
        var grid = new Grid()
            .AddColumn(new GridColumn().NoWrap().PadLeft(0).PadRight(1))
            .AddColumn(new GridColumn().PadLeft(0).PadRight(0));
        if (state.KeyProblem is { } problem)
        {
            Add("red", texts.WaitsForKey(problem));
        }
        else if (state.HotFolder is not null || state.Notices.Count == 0 || state.Queue.Health != QueueHealth.Online)
        {
            // A queue with nothing to send assumes a connection, while a notice may just have reported that there is none.
            Add(Colour(state.Queue), texts.State(state.Queue) + NextAttempt(state) + LastContact(state.Queue));
        }

        foreach (var notice in state.Notices)
        {
            Add("yellow", notice);
        }

        if (state.HotFolder is { Problem: not null, IsReachable: false })
        {
            Add("red", texts.FolderUnavailable);
        }

        foreach (var folderProblem in state.HotFolder is { } files ? FolderProblem.FindAll(files, texts, state.Now) : [])
        {
            Add(folderProblem.NeedsAction ? "red" : "yellow", folderProblem.Message);
        }

        return grid;

        void Add(string colour, string sentence) => grid.AddRow(new Markup($"[{colour}]●[/]"), new Text(sentence.Sanitize()));
    }

    private static string Line(string text, int room) => Markup.Escape(text.Sanitize().Truncate(room));

    private static string Name(FileResult file, int room) => Path.GetFileName(file.File).Sanitize().Truncate(Math.Max(8, room));

    private Grid Bars(IReadOnlyList<FileResult> sending, ProgressLayout layout)
    {
        var grid = new Grid().AddColumn(Narrow()).AddColumn(Narrow()).AddColumn(Narrow().RightAligned());
        foreach (var file in sending.Take(MaxBars))
        {
            var upload = file.Upload!;
            var filled = (int)(layout.Bar * Math.Clamp((double)upload.BytesSent / Math.Max(1, upload.Length), 0, 1));
            grid.AddRow(
                new Markup(FileMarkup.Name(file.File, layout.Name)),
                new Markup($"[blue]{new string('━', filled)}[/][grey]{new string('─', layout.Bar - filled)}[/]"),
                new Text(texts.SizeOf(upload.BytesSent, upload.Length)));
        }

        return grid;

        static GridColumn Narrow() => new GridColumn().NoWrap().PadLeft(0).PadRight(1);
    }

    private string NextAttempt(TerminalDashboardState state)
    {
        var left = state.Queue.PausedUntil - state.Now;
        return left > TimeSpan.Zero ? " " + texts.NextAttempt(left.Value) : "";
    }

    private string LastContact(QueueStatus queue) => queue.LastContactAt is { } at ? " " + texts.LastContact(at) : "";

    private static string Colour(QueueStatus queue) => queue.Health switch
    {
        QueueHealth.Online => queue.LastContactAt is null ? "grey" : "green",
        QueueHealth.Held or QueueHealth.Paused or QueueHealth.NotSending or QueueHealth.RateLimited => "yellow",
        _ => "red",
    };
}
