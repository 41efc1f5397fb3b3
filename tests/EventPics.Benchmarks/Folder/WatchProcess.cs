using System.Diagnostics;
using System.Globalization;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Benchmarks.Folder;

/// <summary>
/// A hot folder in a separate process, so that the cost of writing the files isn't measured. It responds to each line of its input with the
/// CPU time used so far: "scan" searches the folder first, "idle" waits for the queue.
/// </summary>
internal static class WatchProcess
{
    public const string Argument = "--folder-watch";

    public static async Task<int> RunAsync(string folder, string queueFolder)
    {
        using var client = new InstantService();
        await using var queue = await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = queueFolder });
        await using var watched =
            await HotFolder.HotFolderWatcher.OpenAsync(queue, new HotFolderOptions { Path = folder, LinkId = "benchmark" });
        await watched.WaitUntilSettledAsync();
        var status = watched.Status;
        // Since the start of the process: an operator also waits for the start of the runtime.
        Write($"{(TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalMilliseconds} {status.Enqueued} {status.AlreadyKnown} {ReadBytes()}");
        while (Console.ReadLine() is { } line)
        {
            if (line == "idle")
            {
                await queue.WaitUntilIdleAsync();
            }
            else if (line == "scan")
            {
                await watched.ScanAsync();
            }

            Write($"{Environment.CpuUsage.TotalTime.TotalMilliseconds}");
        }

        return 0;
    }

    // Bytes read from the system, including those from its cache.
    private static long ReadBytes() => OperatingSystem.IsLinux()
        ? long.Parse(
            File.ReadLines("/proc/self/io").First(line => line.StartsWith("rchar:", StringComparison.Ordinal))[6..],
            CultureInfo.InvariantCulture)
        : -1;

    private static void Write(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
