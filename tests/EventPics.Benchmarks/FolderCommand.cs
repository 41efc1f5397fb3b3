using System.Globalization;
using EventPics.Benchmarks.Folder;
using EventPics.Tests.Shared;

namespace EventPics.Benchmarks;

/// <summary>What a hot folder costs while nothing or little happens in it, and what a restart costs.</summary>
internal static class FolderCommand
{
    private const int ManyFiles = 50_000;
    private const int SentFiles = 2_000;
    // The bytes of a sent photo must not be read, so their number doesn't matter as long as reading them would show.
    private const int SentLength = 100_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync()
    {
        var misses = new List<string>();
        await ManyAsync(misses);
        await RestartAsync(misses);
        Console.WriteLine(misses.Count == 0 ? "All targets are met." : "Missed: " + string.Join("; ", misses));
        return misses.Count == 0 ? 0 : 1;
    }

    public static byte[] Photo(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        // In a photo's data a marker's prefix has a zero behind it.
        bytes.AsSpan().Replace((byte)0xFF, (byte)0xFE);
        byte[] head = [0xFF, 0xD8, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];
        head.CopyTo(bytes, 0);
        bytes[^2] = 0xFF;
        bytes[^1] = 0xD9;
        return bytes;
    }

    private static async Task ManyAsync(List<string> misses)
    {
        using var root = new TempFolder();
        var folder = Directory.CreateDirectory(root.PathOf("photos")).FullName;
        for (var i = 0; i < ManyFiles; i++)
        {
            var session = i % 500 == 0
                ? Directory.CreateDirectory(Path.Combine(folder, $"{i / 500:000}")).FullName
                : Path.Combine(folder, $"{i / 500:000}");
            // The same bytes: one upload, and all of them known.
            await File.WriteAllBytesAsync(Path.Combine(session, $"{i:00000}.jpg"), Photo(1, 2_000));
        }

        using var watcher = await Watcher.StartAsync(folder, root.PathOf("queue"));
        await watcher.CpuAfterAsync("idle");
        Console.WriteLine($"{ManyFiles:N0} files, CPU per minute: {Window.TotalSeconds:0} s measured three times as long, and one whole search, as there is one every 60 s.");
        var before = await watcher.CpuAfterAsync("cpu");
        var search = await watcher.CpuAfterAsync("scan") - before;
        await MeasureAsync("idle", 1.0, () => Task.Delay(Window));
        await MeasureAsync("one deletion every 4 s", 1.5, async () =>
        {
            for (var i = 0; i < Window.TotalSeconds / 4; i++)
            {
                File.Delete(Path.Combine(folder, "000", $"{i:00000}.jpg"));
                await Task.Delay(TimeSpan.FromSeconds(4));
            }
        });
        await MeasureAsync("one growing film, 50 writes of 50 KB a second", 1.5, async () =>
        {
            await using var film =
                new FileStream(Path.Combine(folder, "film.mp4"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            await film.WriteAsync((byte[])[0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0, 0, 0, 0, 0, .. "mdat"u8]);
            for (var i = 0; i < Window.TotalSeconds * 50; i++)
            {
                await film.WriteAsync(Photo(i, 50_000));
                await Task.Delay(TimeSpan.FromMilliseconds(20));
            }
        });

        async Task MeasureAsync(string what, double target, Func<Task> happen)
        {
            // An explicit search postpones the next one by a minute.
            var start = await watcher.CpuAfterAsync("scan");
            await happen();
            var used = await watcher.CpuAfterAsync("cpu") - start;
            Report(misses, what, (used * 3 + search).TotalSeconds, target, "s");
        }
    }

    private static async Task RestartAsync(List<string> misses)
    {
        using var root = new TempFolder();
        var folder = Directory.CreateDirectory(root.PathOf("photos")).FullName;
        for (var i = 0; i < SentFiles; i++)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{i:0000}.jpg"), Photo(i, SentLength));
        }

        using (var first = await Watcher.StartAsync(folder, root.PathOf("queue")))
        {
            await first.CpuAfterAsync("idle");
        }

        Console.WriteLine($"Restart with {SentFiles:N0} photos of {SentLength / 1000} KB that were sent before (of 5 MB in the target: no byte of them may be read):");
        using var again = await Watcher.StartAsync(folder, root.PathOf("queue"));
        Report(misses, "from the process's start to ready", again.ReadyAfter.TotalSeconds, 3, "s");
        if (again.ReadBytes >= 0)
        {
            Report(
                misses, "bytes read in all, with runtime, libraries and database",
                again.ReadBytes / 1e6, SentFiles * (double)SentLength / 1e6 / 4, "MB");
        }

        if (again.Enqueued != 0 || again.AlreadyKnown != SentFiles)
        {
            misses.Add($"{again.AlreadyKnown} of {SentFiles} were recognized, {again.Enqueued} sent again");
        }
    }

    private static void Report(List<string> misses, string what, double measured, double target, string unit)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: {measured:0.00} {unit} (target: {target:0.##} {unit})"));
        if (measured > target)
        {
            misses.Add(what);
        }
    }
}
