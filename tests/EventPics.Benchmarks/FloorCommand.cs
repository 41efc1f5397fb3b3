using System.Globalization;

namespace EventPics.Benchmarks;

/// <summary>
/// The SDK compared with hand-written code, without and with a Polly retry, and two storage clients: in turns, so that a noisy machine
/// affects all of them equally.
/// </summary>
internal static class FloorCommand
{
    private const int WarmUpLength = 200 * 1024;

    private static readonly string[] Contenders = [Contender.Floor, Contender.Polly, Contender.Sdk, Contender.Azure, Contender.Aws];

    public static async Task<int> RunAsync(string[] options)
    {
        var isQuick = options is ["--quick"];
        using var sink = await SinkProcess.StartAsync();
        using var warmUp = new TestFile(WarmUpLength);
        var misses = new List<string>();
        foreach (var workload in Workload.All)
        {
            var runs =
                await MeasureAsync(workload, sink.Address, warmUp.Path, rounds: isQuick ? 5 : 9, isQuick ? Contenders[..3] : Contenders);
            Print(workload, runs);
            misses.AddRange(Misses(workload, runs));
        }

        Console.WriteLine(misses.Count == 0 ? "All targets are met." : "Missed: " + string.Join("; ", misses));
        return misses.Count == 0 ? 0 : 1;
    }

    private static async Task<Dictionary<string, List<Measurement>>> MeasureAsync(
        Workload workload, Uri sink, string warmUpFile, int rounds, string[] contenders)
    {
        using var file = new TestFile(workload.Length);
        var workers = contenders.Select(name => new WorkerProcess(name, sink, file.Path, warmUpFile)).ToList();
        var runs = contenders.ToDictionary(name => name, _ => new List<Measurement>());
        try
        {
            foreach (var worker in workers)
            {
                await worker.WarmUpAsync();
            }

            for (var round = 0; round < rounds; round++)
            {
                foreach (var worker in workers)
                {
                    runs[worker.Contender].Add(await worker.RunAsync(workload.Uploads, workload.Concurrency));
                }
            }

            return runs;
        }
        finally
        {
            workers.ForEach(worker => worker.Dispose());
        }
    }

    private static void Print(Workload workload, Dictionary<string, List<Measurement>> runs)
    {
        Console.WriteLine($"| {workload.Name} | CPU | time | allocated | peak memory over idle |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var name in runs.Keys)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Cell(run => run.CpuMs, "ms", 1)} | {Cell(run => run.WallMs, "ms", 1)} | {Cell(run => run.Allocated, "KB", 1024)} | {Cell(run => run.PeakOverIdle, "MB", 1024 * 1024)} |"));

            string Cell(Func<Measurement, double> of, string unit, double divisor) => string.Create(
                CultureInfo.InvariantCulture,
                $"{Measurement.Median(runs[name].Select(of)) / divisor:#,0.##} {unit}, {Ratio(runs, name, Contender.Floor, of):0.00}x");
        }

        Console.WriteLine();
    }

    private static IEnumerable<string> Misses(Workload workload, Dictionary<string, List<Measurement>> runs)
    {
        var cpu = Ratio(runs, Contender.Sdk, Contender.Polly, run => run.CpuMs);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Contender.Sdk} against {Contender.Polly}: CPU {cpu:0.00}x, target {workload.MaxCpuRatio:0.00}x"));
        if (cpu > workload.MaxCpuRatio)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{workload.Name}: CPU {cpu:0.00}x, target {workload.MaxCpuRatio:0.00}x");
        }

        if (Measurement.Median(runs[Contender.Sdk].Select(run => run.Allocated)) is var allocated && allocated > workload.MaxAllocated)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{workload.Name}: {allocated:#,0} bytes allocated, target {workload.MaxAllocated:#,0}");
        }

        if (Measurement.Median(runs[Contender.Sdk].Select(run => run.PeakOverIdle)) is var peak && peak > workload.MaxPeakOverIdle)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{workload.Name}: peak memory {peak:#,0} bytes over idle, target {workload.MaxPeakOverIdle:#,0}");
        }

        foreach (var other in runs.Keys.Except([Contender.Floor, Contender.Polly, Contender.Sdk]))
        {
            var ratio = Ratio(runs, Contender.Sdk, other, run => run.CpuMs);
            if (ratio >= 1)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{workload.Name}: CPU {ratio:0.00}x of {other}");
            }
        }
    }

    // The median of the rounds' ratios: within a round all had the same machine.
    private static double Ratio(
        Dictionary<string, List<Measurement>> runs, string name, string baseline, Func<Measurement, double> of) =>
        Measurement.Median(runs[name].Zip(runs[baseline], (run, against) => of(run) / of(against)));
}
