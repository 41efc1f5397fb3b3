using EventPics.Cli.Localization.English;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EventPics.Cli.Screens;

/// <summary>How fast it goes.</summary>
internal sealed class SpeedColumn(Texts texts) : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Speed is > 0 and var speed ? texts.Speed((long)speed) : "").RightJustified();

    public override int? GetColumnWidth(RenderOptions options) => ProgressLayout.SpeedWidth(texts);
}
