using System.Globalization;

namespace EventPics.Cli.Tests.Adversarial;

/// <summary>Which schedules are run: a few by default, <c>EVENTPICS_SEEDS=n</c> for the first n, <c>EVENTPICS_SEED=n</c> for the one that failed.</summary>
internal static class Seeds
{
    // As many as a CI run has time for: each starts a dozen processes.
    private const int Few = 6;

    public static TheoryData<int> All
    {
        get
        {
            var seeds = new TheoryData<int>();
            if (Number("EVENTPICS_SEED") is { } one)
            {
                seeds.Add(one);
                return seeds;
            }

            for (var seed = 1; seed <= (Number("EVENTPICS_SEEDS") ?? Few); seed++)
            {
                seeds.Add(seed);
            }

            return seeds;
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
