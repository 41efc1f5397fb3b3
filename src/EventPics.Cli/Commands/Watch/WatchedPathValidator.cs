using System.Text.RegularExpressions;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Commands.Watch;

/// <summary>Refuses a watched folder that would look like one where nothing happens. One with a date in its path may well come later.</summary>
internal static partial class WatchedPathValidator
{
    private const string KnownPlaceholders = "{date}, {date-8h}, {date:yyyyMMdd}, {date-8h:yyyyMMdd}";

    /// <exception cref="CommandException">It is mistyped.</exception>
    public static void Check(string folder, Texts texts)
    {
        if (File.Exists(folder))
        {
            throw CreateError(texts.NotAFolder(folder.Sanitize()));
        }

        if (Directory.Exists(folder))
        {
            return;
        }

        if (Braces().Match(Date().Replace(folder, "")) is { Success: true } unknown)
        {
            throw CreateError(texts.UnknownPlaceholder(unknown.Value.Sanitize(), KnownPlaceholders));
        }

        if (!Date().IsMatch(folder))
        {
            throw CreateError(texts.NoSuchFolder(folder.Sanitize()));
        }
    }

    private static CommandException CreateError(string message) => new(ExitCodes.Usage, message);

    // As the hot folder understands them.
    [GeneratedRegex(@"\{date(-[0-9]{1,3}h)?(:[yMd\-_. /]+)?\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"\{[^{}]*\}?")]
    private static partial Regex Braces();
}
