using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text.Json;

namespace EventPics.Benchmarks;

/// <summary>The other end of <see cref="WorkerProcess"/>: uploads as often as requested, and reports what that cost.</summary>
internal static class Worker
{
    private const int MaxWarmUps = 40;

    public static async Task<int> RunAsync(string contenderName, Uri sink, string file, string warmUpFile)
    {
        using var contender = Contender.Create(contenderName, sink);
        var idle = 0L;
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            var uploads = int.Parse(words[1], CultureInfo.InvariantCulture);
            var concurrency = int.Parse(words[2], CultureInfo.InvariantCulture);
            var isWarmUp = words[0] == "warm-up";
            var cost = await (isWarmUp
                ? WarmUpAsync(contender, warmUpFile, uploads, concurrency)
                : MeasureAsync(contender, file, uploads, concurrency));
            idle = isWarmUp ? Environment.WorkingSet : idle;
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(cost with { PeakOverIdle = PeakWorkingSet() - idle }));
        }

        return 0;
    }

    // The runtime recompiles hot methods in the background, some time after their thirtieth call. Measuring starts when that is over.
    private static async Task<Measurement> WarmUpAsync(IContender contender, string file, int uploads, int concurrency)
    {
        Measurement last = default;
        for (int i = 0, quiet = 0; i < MaxWarmUps && quiet < 3; i++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            last = await MeasureAsync(contender, file, uploads, concurrency);
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            quiet = JitInfo.GetCompiledMethodCount() - compiled < 3 ? quiet + 1 : 0;
        }

        return last;
    }

    private static async Task<Measurement> MeasureAsync(IContender contender, string file, int uploads, int concurrency)
    {
        GC.Collect();
        var left = uploads;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await contender.UploadAsync(file);
            }
        })));
        var wall = clock.Elapsed;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new Measurement(
            cpu.TotalMilliseconds / uploads, wall.TotalMilliseconds / uploads, (double)allocated / uploads, PeakOverIdle: 0);
    }

    private static long PeakWorkingSet()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
