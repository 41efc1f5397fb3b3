namespace EventPics.Cli.Tests.Adversarial;

/// <summary>
/// Draws commands, files, faults of service and storage, and kills from a seed, and checks that no photo is lost, duplicated without notice or
/// shown to the wrong people. A failing seed is in the test's name; <c>EVENTPICS_SEED</c> repeats it.
/// </summary>
public class AdversarialTests : ToolTest
{
    private const int Steps = 7;

    public static TheoryData<int> AllSeeds => Seeds.All;

    [Theory]
    [MemberData(nameof(AllSeeds))]
    public async Task Whatever_happens_every_photo_arrives_once_or_is_named(int seed)
    {
        var schedule = new Schedule(this, seed);
        try
        {
            for (var step = 0; step < Steps; step++)
            {
                await schedule.StepAsync();
            }

            await schedule.FinishAsync();
        }
        catch (Exception)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"EVENTPICS_SEED={seed} repeats this:\n{schedule.Story}");
            throw;
        }
    }
}
