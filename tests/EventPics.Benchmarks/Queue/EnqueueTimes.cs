using System.Diagnostics;
using System.Globalization;
using EventPics.Queue;
using EventPics.Tests.Shared;

namespace EventPics.Benchmarks.Queue;

/// <summary>How long a booth waits until a photo of 5 MB is enqueued: bytes, sidecar and row are on disk.</summary>
internal static class EnqueueTimes
{
    private const int Length = 5 * 1024 * 1024;
    private const int WarmUps = 20;
    private const int Photos = 100;

    public static async Task RunAsync(List<string> misses)
    {
        Console.WriteLine("| enqueue a photo of 5 MB | p50 | p95 | one write and fsync of 5 MB, p50 |");
        Console.WriteLine("| --- | --- | --- | --- |");
        await MeasureAsync("by a copy", sourceFilesNeverChange: false, maxP95: 15, misses);
        await MeasureAsync("by a hard link", sourceFilesNeverChange: true, maxP95: 5, misses);
        Console.WriteLine();
    }

    private static async Task MeasureAsync(string name, bool sourceFilesNeverChange, double maxP95, List<string> misses)
    {
        using var folder = new TempFolder();
        var photos = Enumerable.Range(0, WarmUps + Photos).Select(number => WritePhoto(folder, number)).ToList();
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions
        {
            Folder = folder.PathOf("queue"),
            SourceFilesNeverChange = sourceFilesNeverChange,
        });
        List<double> times = [], writes = [];
        foreach (var photo in photos)
        {
            var clock = Stopwatch.StartNew();
            await queue.EnqueueAsync("abcd1234", photo);
            times.Add(clock.Elapsed.TotalMilliseconds);
            writes.Add(WriteAgain(folder, photo));
        }

        var (p50, p95) = (Percentile(times, 50), Percentile(times, 95));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| {name} | {p50:0.0} ms | {p95:0.0} ms | {Percentile(writes, 50):0.0} ms |"));
        if (p95 > maxP95)
        {
            misses.Add(string.Create(CultureInfo.InvariantCulture, $"enqueued {name}: p95 {p95:0.0} ms, target {maxP95:0} ms"));
        }
    }

    // On disk before it is enqueued, like a photo that a camera program has finished.
    private static string WritePhoto(TempFolder folder, int number)
    {
        var bytes = new byte[Length];
        new Random(number).NextBytes(bytes);
        bytes.AsSpan(0, 4).Clear();
        var path = folder.PathOf($"IMG_{number:0000}.jpg");
        Write(path, bytes);
        return path;
    }

    // The disk's own share, measured right after it: the queue can't be faster than the disk.
    private static double WriteAgain(TempFolder folder, string photo)
    {
        var bytes = File.ReadAllBytes(photo);
        var path = folder.PathOf("again");
        var clock = Stopwatch.StartNew();
        Write(path, bytes);
        var time = clock.Elapsed.TotalMilliseconds;
        File.Delete(path);
        return time;
    }

    private static void Write(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    private static double Percentile(List<double> times, int percent) =>
        times.Skip(WarmUps).Order().ElementAt((times.Count - WarmUps) * percent / 100 - 1);
}
