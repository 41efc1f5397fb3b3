using EventPics.HotFolder;

namespace EventPics.Cli.Internal;

/// <summary>Says how many files were left out, and why.</summary>
internal static class SkipSummary
{
    public static void Say(Shell shell, IReadOnlyDictionary<SkipReason, int> skips)
    {
        if (skips.Count > 0)
        {
            shell.Say(shell.Texts.SkippedFiles([.. skips.OrderByDescending(skip => skip.Value).Select(skip => (skip.Key, skip.Value))]));
        }
    }
}
