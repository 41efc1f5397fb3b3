using System.Globalization;

namespace EventPics.Cli.Tests.Adversarial;

/// <summary>
/// Which schedules are run: a few by default, <c>EVENTPICS_SEEDS=n</c> for n of them, starting at <c>EVENTPICS_FIRST_SEED</c>,
/// <c>EVENTPICS_SEED=n</c> for the one that failed.
/// </summary>
internal static class Seeds
{
    // With the tool that is built for the tests, each costs 6 s of CPU; with the published one, 1 s.
    private const int Few = 20;
    private const int Shards = 4;

    /// <summary>Whether a person runs one seed, and wants its story.</summary>
    public static bool IsOne => Number("EVENTPICS_SEED") is not null;

    /// <summary>
    /// Every fourth seed, beginning with the given one; <see langword="null"/> alone when none of those chosen is among them.
    /// </summary>
    public static TheoryData<int?> Of(int shard)
    {
        var all = Number("EVENTPICS_SEED") is { } one
            ? [one]
            : Enumerable.Range(Number("EVENTPICS_FIRST_SEED") ?? 1, Number("EVENTPICS_SEEDS") ?? Few);
        return [.. all.Where(seed => seed % Shards == shard).Cast<int?>().DefaultIfEmpty()];
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
