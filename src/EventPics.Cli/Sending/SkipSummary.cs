using EventPics.Cli.Context;
using EventPics.HotFolder;

namespace EventPics.Cli.Sending;

/// <summary>Reports how many files were skipped, and why.</summary>
internal static class SkipSummary
{
    /// <param name="context">The command's context.</param>
    /// <param name="skips">How many files were skipped.</param>
    /// <param name="told">How many of them have been reported before.</param>
    public static void Write(CommandContext context, IReadOnlyDictionary<SkipReason, int> skips, IReadOnlyDictionary<SkipReason, int>? told = null)
    {
        var news = skips.ToDictionary(skip => skip.Key, skip => skip.Value - (told?.GetValueOrDefault(skip.Key) ?? 0)).Where(skip => skip.Value > 0).ToList();
        if (news.Count > 0)
        {
            context.Info(context.Texts.SkippedFiles([.. news.OrderByDescending(skip => skip.Value).Select(skip => (skip.Key, skip.Value))]));
        }
    }
}
