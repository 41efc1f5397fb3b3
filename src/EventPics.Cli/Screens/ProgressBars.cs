using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using Spectre.Console;

namespace EventPics.Cli.Screens;

/// <summary>A bar for each file on its way, and one for all of them.</summary>
internal sealed class ProgressBars(IAnsiConsole console, CommandContext shell, ResultWriter results, Notices notices, SendingSession run, IReadOnlyList<string> files) : IScreen
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<string, ProgressTask> _bars = new(StringComparer.Ordinal);
    private int _width;
    private ProgressLayout _layout = ProgressLayout.For(0, shell.Texts);

    public async Task RunAsync(Func<Task> work)
    {
        if (Terminal.SharesStdout)
        {
            results.Screen = delivery => WriteAbove(FileMarkup.Of(delivery, shell.Texts));
        }

        notices.Screen = notice => WriteAbove($"[yellow]{Markup.Escape(shell.Texts.Warning(notice).Sanitize())}[/]");
        Task? running = null;
        do
        {
            // Columns keep the width they begin with, so another width of the terminal takes other bars.
            (_width, _layout) = (console.Profile.Width, ProgressLayout.For(console.Profile.Width, shell.Texts));
            _bars.Clear();
            await console.Progress()
                .AutoRefresh(true)
                .AutoClear(true)
                .HideCompleted(true)
                .Columns(Columns())
                .StartAsync(context => RefreshAsync(context, running ??= work()))
                .ConfigureAwait(false);
        }
        while (!running!.IsCompleted);

        (results.Screen, notices.Screen) = (null, null);
        await running.ConfigureAwait(false);
    }

    // As wide as the terminal, since it is written over bars that may be longer.
    private void WriteAbove(string markup) =>
        console.Write(new Grid { Expand = true }.AddColumn(new GridColumn().PadLeft(0).PadRight(0)).AddRow(new Markup(markup)));

    private ProgressColumn[] Columns()
    {
        ProgressColumn[] always =
        [
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn { Width = _layout.Bar },
            new SizeColumn(shell.Texts),
        ];
        return _layout.HasSpeed ? [.. always, new SpeedColumn(shell.Texts), new TimeLeftColumn(shell.Texts)] : always;
    }

    private async Task RefreshAsync(ProgressContext context, Task work)
    {
        var total = context.AddTask(Markup.Escape(shell.Texts.TotalLine(0, files.Count)), maxValue: Math.Max(1, files.Sum(Length)));
        while (!work.IsCompleted && console.Profile.Width == _width)
        {
            Show(context, total);
            await Task.WhenAny(work, Task.Delay(RefreshInterval, shell.Time)).ConfigureAwait(false);
        }

        Show(context, total);
        total.StopTask();
    }

    private void Show(ProgressContext context, ProgressTask total)
    {
        var pending = run.Tracker.Pending;
        var moving = pending.Where(delivery => delivery.Upload?.BytesSent > 0).DistinctBy(delivery => delivery.Upload!.Id).ToList();
        foreach (var delivery in moving)
        {
            if (!_bars.TryGetValue(delivery.Upload!.Id, out var bar))
            {
                var name = FileMarkup.Name(delivery.File, _layout.Name);
                _bars[delivery.Upload.Id] = bar = context.AddTaskBefore(name, total, maxValue: Math.Max(1, delivery.Upload.Length));
            }

            bar.Value = delivery.Upload.BytesSent;
        }

        foreach (var (id, bar) in _bars.Where(pair => !moving.Any(delivery => delivery.Upload!.Id == pair.Key)).ToList())
        {
            bar.StopTask();
            _bars.Remove(id);
        }

        var tally = run.Tracker.Summary;
        total.Description = Markup.Escape(shell.Texts.TotalLine(files.Count - CountUnfinished(tally), files.Count));
        total.Value = Math.Max(total.Value, total.MaxValue - RemainingBytes(pending, tally));
    }

    private int CountUnfinished(UploadSummary tally) => Math.Clamp(files.Count - (tally.Uploaded + tally.Duplicates + tally.Failed), 0, files.Count);

    private double RemainingBytes(IReadOnlyList<FileResult> pending, UploadSummary tally)
    {
        var known = pending.Sum(delivery => (double)(delivery.Upload!.Length - delivery.Upload.BytesSent));
        var notQueued = Math.Max(0, files.Count - tally.Total);
        return known + files.TakeLast(notQueued).Sum(file => (double)Length(file));
    }

    private readonly Dictionary<string, long> _lengths = new(StringComparer.Ordinal);

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
