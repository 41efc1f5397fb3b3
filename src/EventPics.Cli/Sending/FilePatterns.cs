using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.HotFolder;

namespace EventPics.Cli.Sending;

/// <summary>Checks <c>--include</c> and <c>--exclude</c>, before anything is opened.</summary>
internal static class FilePatterns
{
    /// <summary>
    /// Whether a file is skipped because no <c>--include</c> pattern matches. The hot folder reports the same reason for files that aren't
    /// photos.
    /// </summary>
    public static bool IsExcludedByInclude(string file, IReadOnlyList<string> include) =>
        include.Count > 0 && new MediaFileFilter(Path.GetDirectoryName(Path.GetFullPath(file))!).Check(file) is null;

    /// <exception cref="CommandException">A pattern is malformed and would match nothing.</exception>
    public static void Check(IReadOnlyList<string> include, IReadOnlyList<string> exclude, Texts texts)
    {
        try
        {
            _ = new MediaFileFilter(".", recursive: true, include, exclude);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(
                ExitCodes.Usage, texts.BadPattern(string.Join(' ', include.Concat(exclude).Select(pattern => $"'{pattern.Sanitize()}'"))),
                e.Message, e);
        }
    }
}
