using System.Text.RegularExpressions;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Watching;

/// <summary>
/// Rejects a mistyped folder, which would look like one where nothing happens. A folder with a date in its path may be created later.
/// </summary>
internal static partial class WatchedPathValidator
{
    /// <exception cref="CommandException">The path is not a folder, or doesn't exist and has no date in it.</exception>
    public static void Check(string folder, Texts texts)
    {
        var problem = File.Exists(folder) ? texts.NotAFolder(folder.Sanitize())
            : Directory.Exists(folder) ? null
            : FindUnknownPlaceholder(folder, texts) ?? (HasDate(folder) ? null : texts.NoSuchFolder(folder.Sanitize()));
        if (problem is not null)
        {
            throw new CommandException(ExitCodes.Usage, problem);
        }
    }

    /// <summary>Describes braces that stand for no date; <see langword="null"/> when there are none.</summary>
    public static string? FindUnknownPlaceholder(string folder, Texts texts) =>
        Braces().Match(DateTokens.Pattern.Replace(folder, "")) is { Success: true } unknown
            ? texts.UnknownPlaceholder(unknown.Value.Sanitize(), DateTokens.Examples)
            : null;

    /// <summary>Whether the path contains a date, so that the folder may be created later.</summary>
    public static bool HasDate(string folder) => DateTokens.Pattern.IsMatch(folder);

    [GeneratedRegex(@"\{[^{}]*\}?")]
    private static partial Regex Braces();
}
