using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using Spectre.Console;

namespace EventPics.Cli.Screens;

/// <summary>Renders files for a terminal.</summary>
internal static class FileMarkup
{
    public static string Of(FileResult file, Texts texts)
    {
        var colour = file.Outcome switch
        {
            Outcome.Uploaded => "green",
            Outcome.Duplicate => "grey",
            Outcome.Failed => "red",
            _ => "yellow",
        };
        return $"[{colour}]{Markup.Escape(texts.FileLine(file))}[/]";
    }

    /// <summary>
    /// A file name that leaves room for its bar. It is cut in the middle, since booths number at the beginning or the end.
    /// </summary>
    public static string Name(string file, int width)
    {
        return Markup.Escape(Path.GetFileName(file).Sanitize().Truncate(width));
    }
}
