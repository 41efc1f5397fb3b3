using EventPics.Cli.Localization.English;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EventPics.Cli.Screens;

/// <summary>The columns of a progress bar.</summary>
internal static class ProgressColumns
{
    public static ProgressColumn[] Create(ProgressLayout layout, Texts texts)
    {
        ProgressColumn[] always =
        [
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn { Width = layout.Bar },
            new TextColumn(ProgressLayout.SizeWidth(texts), Justify.Right, task => texts.SizeOf((long)task.Value, (long)task.MaxValue)),
        ];
        return !layout.HasSpeed ? always :
        [
            .. always,
            new TextColumn(
                ProgressLayout.SpeedWidth(texts), Justify.Right, task => task.Speed is > 0 and var speed ? texts.Speed((long)speed) : ""),
            new TextColumn(
                ProgressLayout.TimeLeftWidth(texts),
                Justify.Left, task => task.RemainingTime is { } left && left < TimeSpan.FromDays(1) ? texts.TimeLeft(left) : ""),
        ];
    }

    private sealed class TextColumn(int width, Justify alignment, Func<ProgressTask, string> text) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(text(task)) { Justification = alignment };

        public override int? GetColumnWidth(RenderOptions options) => width;
    }
}
