using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace EventPics.Benchmarks;

/// <summary>The other end of <see cref="WorkerProcess"/>: uploads as often as it is told, and tells what that cost.</summary>
internal static class Worker
{
    public static async Task<int> RunAsync(string contenderName, Uri sink, string file, string warmUpFile)
    {
        using var contender = Contender.Create(contenderName, sink);
        var idle = 0L;
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            var isWarmUp = words[0] == "warm-up";
            var cost = await MeasureAsync(
                contender,
                isWarmUp ? warmUpFile : file,
                int.Parse(words[1], CultureInfo.InvariantCulture),
                int.Parse(words[2], CultureInfo.InvariantCulture));
            idle = isWarmUp ? Environment.WorkingSet : idle;
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(cost with { PeakOverIdle = PeakWorkingSet() - idle }));
        }

        return 0;
    }

    private static async Task<Measurement> MeasureAsync(IContender contender, string file, int uploads, int atOnce)
    {
        GC.Collect();
        var left = uploads;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await contender.UploadAsync(file);
            }
        })));
        var wall = clock.Elapsed;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new Measurement(cpu.TotalMilliseconds / uploads, wall.TotalMilliseconds / uploads, (double)allocated / uploads, PeakOverIdle: 0);
    }

    private static long PeakWorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
