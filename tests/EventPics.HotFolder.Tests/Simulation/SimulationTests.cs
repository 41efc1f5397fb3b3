using System.Globalization;

namespace EventPics.HotFolder.Tests.Simulation;

/// <summary>
/// Random schedules of everything that happens in a folder. EVENTPICS_SEEDS sets how many, EVENTPICS_FIRST_SEED the first one, so
/// that a long run can be split; EVENTPICS_SEED runs one of them again.
/// </summary>
public class SimulationTests
{
    private const int DefaultSeeds = 10_000;

    // In memory if the system has such a folder: the schedules are about files, not about disks.
    private static readonly string Root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    [Fact]
    public void Every_file_is_delivered_once_or_listed_whatever_happens_in_the_folder()
    {
        var root = Path.Combine(Root, $"eventpics-schedules-{Environment.ProcessId}");
        try
        {
            if (Number("EVENTPICS_SEED") is { } only)
            {
                Run(only, root);
                return;
            }

            var first = Number("EVENTPICS_FIRST_SEED") ?? 1;
            for (var seed = first; seed < first + (Number("EVENTPICS_SEEDS") ?? DefaultSeeds); seed++)
            {
                Run(seed, root);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Run(int seed, string root)
    {
        using var folder = new SimulatedFolder(seed, root);
        try
        {
            folder.Run();
        }
        catch (Exception e)
        {
            Assert.Fail($"Seed {seed} failed; run it again with EVENTPICS_SEED={seed}. {e.Message}\n{string.Join('\n', folder.Trace)}\n{e.StackTrace}");
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
