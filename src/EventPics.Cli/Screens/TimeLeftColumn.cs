using EventPics.Cli.Localization.English;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EventPics.Cli.Screens;

/// <summary>How long it will still take.</summary>
internal sealed class TimeLeftColumn(Texts texts) : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.RemainingTime is { } left && left < TimeSpan.FromDays(1) ? texts.TimeLeft(left) : "");

    public override int? GetColumnWidth(RenderOptions options) => ProgressLayout.TimeLeftWidth(texts);
}
