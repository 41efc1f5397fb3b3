using EventPics.Cli.Context;
using EventPics.HotFolder;

namespace EventPics.Cli.Sending;

/// <summary>Reports how many files were skipped, and why.</summary>
internal static class SkipSummary
{
    /// <param name="context">The command's context.</param>
    /// <param name="skips">How many files were skipped.</param>
    /// <param name="reported">How many of them have been reported before.</param>
    public static void Write(
        CommandContext context, IReadOnlyDictionary<SkipReason, int> skips, IReadOnlyDictionary<SkipReason, int>? reported = null)
    {
        var unreported = skips.ToDictionary(skip => skip.Key, skip => skip.Value - (reported?.GetValueOrDefault(skip.Key) ?? 0))
            .Where(skip => skip.Value > 0)
            .ToList();
        if (unreported.Count > 0)
        {
            context.Info(
                context.Texts.SkippedFiles([.. unreported.OrderByDescending(skip => skip.Value).Select(skip => (skip.Key, skip.Value))]));
        }
    }
}
