using System.Text.RegularExpressions;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Commands.Watch;

/// <summary>
/// Rejects a mistyped folder, which would look like one where nothing happens. A folder with a date in its path may be created later.
/// </summary>
internal static partial class WatchedPathValidator
{
    private const string KnownPlaceholders = "{date}, {date-8h}, {date:yyyyMMdd}, {date-8h:yyyyMMdd}";

    /// <exception cref="CommandException">The path is not a folder, or doesn't exist and has no date in it.</exception>
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

    // The same placeholders as in the hot folder's path.
    [GeneratedRegex(@"\{date(-[0-9]{1,3}h)?(:[yMd\-_. /]+)?\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"\{[^{}]*\}?")]
    private static partial Regex Braces();
}
