using System.Diagnostics;
using System.Globalization;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Benchmarks.Folder;

/// <summary>
/// A hot folder in a process of its own, so that what the files' writer costs doesn't count. It answers each line of its input: "scan" searches the
/// folder, "cpu" says how much CPU time and how many read bytes the process has used.
/// </summary>
internal static class WatchProcess
{
    public const string Argument = "--folder-watch";

    public static async Task<int> RunAsync(string folder, string queueFolder)
    {
        using var client = new InstantService();
        await using var queue = await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = queueFolder });
        await using var watched = await HotFolder.HotFolderWatcher.OpenAsync(queue, new HotFolderOptions { Path = folder, LinkId = "benchmark" });
        await watched.WaitUntilSettledAsync();
        var status = watched.Status;
        // Since the start of the process: the runtime's own start is part of what an operator waits for.
        Say($"{(TimeProvider.System.GetUtcNow() - Process.GetCurrentProcess().StartTime.ToUniversalTime()).TotalMilliseconds} {status.Enqueued} {status.AlreadyKnown} {ReadBytes()}");
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

            Say($"{Environment.CpuUsage.TotalTime.TotalMilliseconds}");
        }

        return 0;
    }

    // What was asked of the system, also when it came from its cache.
    private static long ReadBytes() => OperatingSystem.IsLinux()
        ? long.Parse(File.ReadLines("/proc/self/io").First(line => line.StartsWith("rchar:", StringComparison.Ordinal))[6..], CultureInfo.InvariantCulture)
        : -1;

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
