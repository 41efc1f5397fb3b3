using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Text.Json;

namespace EventPics.Benchmarks;

/// <summary>The other end of <see cref="WorkerProcess"/>: uploads as often as it is told, and tells what that cost.</summary>
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
            var atOnce = int.Parse(words[2], CultureInfo.InvariantCulture);
            var isWarmUp = words[0] == "warm-up";
            var cost = await (isWarmUp ? WarmUpAsync(contender, warmUpFile, uploads, atOnce) : MeasureAsync(contender, file, uploads, atOnce));
            idle = isWarmUp ? Environment.WorkingSet : idle;
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(cost with { PeakOverIdle = PeakWorkingSet() - idle }));
        }

        return 0;
    }

    // The runtime compiles hot methods anew in the background, a while after their thirtieth call. Until it rests, that would be measured.
    private static async Task<Measurement> WarmUpAsync(IContender contender, string file, int uploads, int atOnce)
    {
        Measurement last = default;
        for (int i = 0, quiet = 0; i < MaxWarmUps && quiet < 3; i++)
        {
            var compiled = JitInfo.GetCompiledMethodCount();
            last = await MeasureAsync(contender, file, uploads, atOnce);
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            quiet = JitInfo.GetCompiledMethodCount() - compiled < 3 ? quiet + 1 : 0;
        }

        return last;
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
