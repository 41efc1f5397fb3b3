using EventPics.Cli.Localization.English;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace EventPics.Cli.Screens;

/// <summary>How many of its bytes are sent.</summary>
internal sealed class SizeColumn(Texts texts) : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(texts.SizeOf((long)task.Value, (long)task.MaxValue)).RightJustified();

    public override int? GetColumnWidth(RenderOptions options) => ProgressLayout.SizeWidth(texts);
}
