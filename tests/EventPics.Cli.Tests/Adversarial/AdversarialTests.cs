using EventPics.Cli.Tests.Support;

namespace EventPics.Cli.Tests.Adversarial;

/// <summary>
/// Draws commands, files, faults of service and storage, and kills from a seed, and checks that no photo is lost, duplicated without notice
/// or shown to the wrong people. A failing seed is in the test's name; <c>EVENTPICS_SEED</c> repeats it.
/// </summary>
/// <remarks>Most of a schedule is waiting, so several run side by side: test classes do, the tests of one class don't.</remarks>
public abstract class AdversarialTests : ToolTest
{
    private const int Steps = 7;

    protected static async Task RunAsync(ToolTest test, int? chosen)
    {
        Assert.SkipUnless(chosen is not null, "None of the chosen seeds is this class's.");
        var seed = chosen.Value;
        var schedule = new Schedule(test, seed);
        try
        {
            for (var step = 0; step < Steps; step++)
            {
                await schedule.StepAsync();
            }

            await schedule.FinishAsync();
            if (Seeds.IsOne)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(schedule.Story);
            }
        }
        catch (Exception)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"EVENTPICS_SEED={seed} repeats this:\n{schedule.Story}");
            throw;
        }
    }
}
