using System.Text.RegularExpressions;

namespace EventPics.Cli.Internal;

/// <summary>Refuses a watched folder that would look like one where nothing happens. One with a date in its path may well come later.</summary>
internal static partial class FolderPath
{
    private const string Known = "{date}, {date-8h}, {date:yyyyMMdd}, {date-8h:yyyyMMdd}";

    /// <exception cref="ToolException">It is mistyped.</exception>
    public static void Check(string folder, Texts texts)
    {
        if (File.Exists(folder))
        {
            throw Refuse(texts.NotAFolder(folder.Plain()));
        }

        if (Directory.Exists(folder))
        {
            return;
        }

        if (Braces().Match(Date().Replace(folder, "")) is { Success: true } unknown)
        {
            throw Refuse(texts.UnknownToken(unknown.Value.Plain(), Known));
        }

        if (!Date().IsMatch(folder))
        {
            throw Refuse(texts.NoSuchFolder(folder.Plain()));
        }
    }

    private static ToolException Refuse(string message) => new(ExitCodes.Usage, message);

    // As the hot folder understands them.
    [GeneratedRegex(@"\{date(-[0-9]{1,3}h)?(:[yMd\-_. /]+)?\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"\{[^{}]*\}?")]
    private static partial Regex Braces();
}
