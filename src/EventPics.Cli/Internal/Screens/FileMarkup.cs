using Spectre.Console;

namespace EventPics.Cli.Internal;

/// <summary>A file's line in colours.</summary>
internal static class FileMarkup
{
    private const int LongestName = 28;

    public static string Of(Delivery delivery, Texts texts)
    {
        var colour = delivery.Outcome switch
        {
            Outcome.Uploaded => "green",
            Outcome.Duplicate => "grey",
            Outcome.Failed => "red",
            _ => "yellow",
        };
        return $"[{colour}]{Markup.Escape(texts.FileLine(delivery))}[/]";
    }

    /// <summary>A name that leaves room for its bar; it is cut in its middle, since booths number at the beginning or the end.</summary>
    public static string Name(string file)
    {
        var name = Path.GetFileName(file);
        var start = LongestName / 2;
        return Markup.Escape(name.Length <= LongestName ? name : $"{name[..start]}…{name[^(LongestName - start - 1)..]}");
    }
}
