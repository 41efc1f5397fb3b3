namespace EventPics.Queue.Tests.Simulation;

/// <summary>Thousands of bad evenings, each from a seed, each run twice: the same seed must be the same evening.</summary>
public sealed class SimulationTests
{
    private const int Batches = 8;

    private static int Seeds => Environment.GetEnvironmentVariable("EVENTPICS_CRASH_FULL") == "1" ? 100_000 : 4_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task F058_F082_Every_picture_of_every_evening_arrives_and_what_may_be_there_twice_says_so(int batch)
    {
        // A thread without a synchronization context, so that everything runs inline and in order.
        await Task.Run(
            () =>
            {
                for (var seed = batch; seed < Seeds; seed += Batches)
                {
                    TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                    var world = RunOnce(seed);
                    Check(world, seed);
                    Assert.Equal(world.Log, RunOnce(seed).Log);
                }
            },
            TestContext.Current.CancellationToken);
    }

    private static SimWorld RunOnce(int seed)
    {
        SimWorld world = new(seed);
        world.Run();
        return world;
    }

    private static void Check(SimWorld world, int seed)
    {
        string Story() => $"Seed {seed}:\n{string.Join('\n', world.Log.TakeLast(120))}";
        foreach (var row in world.Rows)
        {
            var objects = world.Objects.Values.Count(file => file == row.FileName);
            Assert.True(row.State == QueuedUploadState.Uploaded && objects >= 1, $"{row.Id} is {row.State} with {objects} objects. {Story()}");
            Assert.True(objects == 1 || row.PossibleDuplicate, $"{row.Id} is there {objects} times and nobody says so. {Story()}");
            Assert.True(world.AnyLinkDied || objects == 1, $"{row.Id} is there {objects} times though no link died. {Story()}");
        }

        Assert.Equal(world.Pictures, world.Rows.Count());
    }
}
