using System.Globalization;

namespace EventPics.Benchmarks;

/// <summary>The memory of many concurrent uploads, as after an outage.</summary>
internal static class ManyCommand
{
    private const int Concurrency = 100;
    private const int MB = 1024 * 1024;
    private const int MaxPeakOverIdle = 96 * MB;

    public static async Task<int> RunAsync()
    {
        using var sink = await SinkProcess.StartAsync();
        using var warmUp = new TestFile(200 * 1024);
        using var file = new TestFile(5 * MB);
        Console.WriteLine($"| {Concurrency} concurrent uploads of 5 MB | peak memory over idle |");
        Console.WriteLine("| --- | --- |");
        var peak = 0d;
        foreach (var name in new[] { Contender.Floor, Contender.Sdk })
        {
            var peaks = new List<double>();
            for (var i = 0; i < 5; i++)
            {
                using var worker = new WorkerProcess(name, sink.Address, file.Path, warmUp.Path);
                await worker.WarmUpAsync();
                peaks.Add((await worker.RunAsync(Concurrency * 5, Concurrency)).PeakOverIdle);
            }

            peak = Measurement.Median(peaks);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {peak / MB:0.0} MB |"));
        }

        Console.WriteLine(peak <= MaxPeakOverIdle ? "The target is met." : $"Missed: target {MaxPeakOverIdle / MB} MB");
        return peak <= MaxPeakOverIdle ? 0 : 1;
    }
}
