using System.Globalization;

namespace EventPics.Queue.Tests.Simulation;

/// <summary>
/// Simulates thousands of bad evenings, each determined by its seed. <c>EVENTPICS_SEEDS</c> sets how many, <c>EVENTPICS_FIRST_SEED</c>
/// the first one, <c>EVENTPICS_SEED</c> runs a single one.
/// </summary>
public sealed class SimulationTests
{
    private const int Batches = 8;

    /// <summary>Each n-th evening runs twice, to prove that nothing but the seed determines it.</summary>
    private const int Repeated = 20;

    private static int Seeds =>
        Number("EVENTPICS_SEEDS") ?? (Environment.GetEnvironmentVariable("EVENTPICS_CRASH_FULL") == "1" ? 100_000 : 10_000);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task F058_F082_F088_Every_photo_of_every_simulated_evening_ends_where_it_belongs_and_possible_duplicates_are_reported(int batch)
    {
        // On a thread without a synchronization context everything runs inline and in order.
        await Task.Run(
            () =>
            {
                if (Number("EVENTPICS_SEED") is { } only)
                {
                    Run(only, twice: true);
                    return;
                }

                var first = Number("EVENTPICS_FIRST_SEED") ?? 0;
                for (var n = batch; n < Seeds; n += Batches)
                {
                    TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                    Run(first + n, twice: n / Batches % Repeated == 0);
                }
            },
            TestContext.Current.CancellationToken);
    }

    private static void Run(int seed, bool twice)
    {
        var world = RunOnce(seed);
        if (twice)
        {
            Assert.Equal(world.Log, RunOnce(seed).Log);
        }
    }

    private static SimWorld RunOnce(int seed)
    {
        var world = new SimWorld(seed);
        try
        {
            world.Run();
            SimInvariants.All(world);
            return world;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"EVENTPICS_SEED={seed}: {e.Message}\n{string.Join('\n', (Number("EVENTPICS_SEED") is null ? world.Log.TakeLast(150) : world.Log))}", e);
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
