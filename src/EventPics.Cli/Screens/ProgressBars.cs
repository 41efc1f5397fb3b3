using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using Spectre.Console;

namespace EventPics.Cli.Screens;

/// <summary>A progress bar for each file that is being sent, and one for all of them.</summary>
internal sealed class ProgressBars(
    IAnsiConsole console, CommandContext context, SendingSession session, IReadOnlyList<string> files) : IScreen
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);
    private int _width;
    private ProgressLayout _layout = ProgressLayout.For(0, context.Texts);

    public Task RunAsync(Func<Task> work)
    {
        if (Terminal.SharesStdout)
        {
            session.Results.Screen = file => WriteAbove(FileMarkup.Of(file, context.Texts));
        }

        session.Notices.ShowAboveBars(notice => WriteAbove($"[yellow]{Markup.Escape(context.Texts.Warning(notice).Sanitize())}[/]"));
        return LiveOutput.RunAsync(console, context, session.Results, session.Notices, work, DisplayAsync);
    }

    private async Task DisplayAsync(Func<Task> startWork)
    {
        do
        {
            // Columns keep their first width, so another width of the terminal needs new bars.
            (_width, _layout) = (console.Profile.Width, ProgressLayout.For(console.Profile.Width, context.Texts));
            _bars.Clear();
            await console.Progress()
                .AutoRefresh(true)
                .AutoClear(true)
                .HideCompleted(true)
                .Columns(ProgressColumns.Create(_layout, context.Texts))
                .StartAsync(progress => RefreshAsync(progress, startWork()))
                .ConfigureAwait(false);
        }
        while (!startWork().IsCompleted);
    }

    // As wide as the terminal, since it overwrites bars that may be longer.
    private void WriteAbove(string markup) =>
        console.Write(new Grid { Expand = true }.AddColumn(new GridColumn().PadLeft(0).PadRight(0)).AddRow(new Markup(markup)));

    private async Task RefreshAsync(ProgressContext progress, Task work)
    {
        var total = progress.AddTask(Markup.Escape(context.Texts.TotalLine(0, files.Count)), maxValue: Math.Max(1, files.Sum(Length)));
        while (!work.IsCompleted && console.Profile.Width == _width)
        {
            Show(progress, total);
            await Task.WhenAny(work, Task.Delay(RefreshInterval, context.Time)).ConfigureAwait(false);
        }

        Show(progress, total);
        total.StopTask();
    }

    private void Show(ProgressContext progress, ProgressTask total)
    {
        var pending = session.Tracker.Pending;
        var sending = pending.Where(file => file.Upload?.BytesSent > 0).DistinctBy(file => file.Upload!.Id).ToList();
        foreach (var file in sending)
        {
            if (!_bars.TryGetValue(file.Upload!.Id, out var bar))
            {
                var name = FileMarkup.Name(file.File, _layout.Name);
                _bars[file.Upload.Id] = bar = progress.AddTaskBefore(name, total, maxValue: Math.Max(1, file.Upload.Length));
            }

            bar.Value = file.Upload.BytesSent;
        }

        foreach (var (id, bar) in _bars.Where(pair => !sending.Any(file => file.Upload!.Id == pair.Key)).ToList())
        {
            bar.StopTask();
            _bars.Remove(id);
        }

        var summary = session.Tracker.Summary;
        total.Description = Markup.Escape(context.Texts.TotalLine(files.Count - CountUnfinished(summary), files.Count));
        total.Value = Math.Max(total.Value, total.MaxValue - RemainingBytes(pending, summary));
    }

    private int CountUnfinished(UploadSummary summary) =>
        Math.Clamp(files.Count - (summary.Uploaded + summary.Duplicates + summary.Failed), 0, files.Count);

    private double RemainingBytes(IReadOnlyList<FileResult> pending, UploadSummary summary)
    {
        var known = pending.Sum(file => (double)(file.Upload!.Length - file.Upload.BytesSent));
        var notQueued = Math.Max(0, files.Count - summary.Total);
        return known + files.TakeLast(notQueued).Sum(file => (double)Length(file));
    }

    private long Length(string file)
    {
        if (!_lengths.TryGetValue(file, out var length))
        {
            var info = new FileInfo(file);
            _lengths[file] = length = info.Exists ? info.Length : 0;
        }

        return length;
    }
}
