using System.Globalization;

namespace EventPics.Benchmarks.Queue;

/// <summary>
/// CPU time of a queued photo, compared with one that the client sends directly. The queue must hash it and write it to the disk.
/// </summary>
internal static class CpuOverhead
{
    private const double MaxRatio = 1.5;
    private const int Rounds = 7;
    private const int Uploads = 40;

    public static async Task RunAsync(List<string> misses)
    {
        using var sink = await SinkProcess.StartAsync();
        using var warmUp = new TestFile(200 * 1024);
        using var file = new TestFile(5 * 1024 * 1024);
        using var client = new WorkerProcess(Contender.Sdk, sink.Address, file.Path, warmUp.Path);
        using var queue = new WorkerProcess(Contender.Queue, sink.Address, file.Path, warmUp.Path);
        await client.WarmUpAsync();
        await queue.WarmUpAsync();
        List<(Measurement Client, Measurement Queue)> runs = [];
        for (var i = 0; i < Rounds; i++)
        {
            runs.Add((await client.RunAsync(Uploads, concurrency: 4), await queue.RunAsync(Uploads, concurrency: 4)));
        }

        var ratio = Measurement.Median(runs.Select(run => run.Queue.CpuMs / run.Client.CpuMs));
        Console.WriteLine("| a photo of 5 MB | CPU | ratio |");
        Console.WriteLine("| --- | --- | --- |");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| sent by the client | {Measurement.Median(runs.Select(run => run.Client.CpuMs)):0.0} ms | 1.00x |"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| enqueued and sent by the queue | {Measurement.Median(runs.Select(run => run.Queue.CpuMs)):0.0} ms | {ratio:0.00}x |"));
        Console.WriteLine();
        if (ratio > MaxRatio)
        {
            misses.Add(string.Create(CultureInfo.InvariantCulture, $"CPU of a queued photo {ratio:0.00}x, target {MaxRatio:0.0}x"));
        }
    }
}
