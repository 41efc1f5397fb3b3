using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>Checks <c>--include</c> and <c>--exclude</c>, before anything is opened.</summary>
internal static class Patterns
{
    /// <summary>Whether a file is left out because no pattern includes it: the hot folder has the same reason for what is no photo.</summary>
    public static bool AreWhy(string file, IReadOnlyList<string> include) =>
        include.Count > 0 && new MediaFileFilter(Path.GetDirectoryName(Path.GetFullPath(file))!).Check(file) is null;

    /// <exception cref="ToolException">A pattern can't be understood, and would match nothing.</exception>
    public static void Check(IReadOnlyList<string> include, IReadOnlyList<string> exclude, Texts texts)
    {
        try
        {
            _ = new MediaFileFilter(".", recursive: true, include, exclude);
        }
        catch (ArgumentException e)
        {
            throw new ToolException(ExitCodes.Usage, texts.BadPattern(string.Join(' ', include.Concat(exclude).Select(pattern => $"'{pattern.Plain()}'"))), e.Message, e);
        }
    }
}
