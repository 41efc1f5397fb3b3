using System.Diagnostics;
using System.Globalization;
using EventPics.Queue;
using EventPics.Tests.Shared;

namespace EventPics.Benchmarks.Queue;

/// <summary>
/// The working set of a process with 10,000 queued photos: of the process that enqueued them, and of one that opens the queue.
/// </summary>
internal static class QueuedMemory
{
    public const string EnqueueArgument = "queue-enqueue";
    public const string OpenArgument = "queue-open";

    private const string EmptyFolder = "empty";
    private const int Photos = 10_000;
    private const int MB = 1024 * 1024;
    private const int MaxWorkingSet = 60 * MB;

    public static async Task RunAsync(List<string> misses)
    {
        using var folder = new TempFolder();
        Console.WriteLine($"| a process with {Photos:#,0} queued photos | working set |");
        Console.WriteLine("| --- | --- |");
        await ReportAsync("has enqueued them", EnqueueArgument, "queue");
        await ReportAsync("has opened the queue, and listed it", OpenArgument, "queue");
        await ReportAsync("has opened an empty queue: the share of runtime and libraries", OpenArgument, EmptyFolder);
        Console.WriteLine();

        async Task ReportAsync(string what, string argument, string queue)
        {
            var workingSet = await StartAsync(argument, folder.PathOf(queue));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {(double)workingSet / MB:0.0} MB |"));
            if (workingSet > MaxWorkingSet)
            {
                misses.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"a process that {what}: {(double)workingSet / MB:0.0} MB, target {MaxWorkingSet / MB} MB"));
            }
        }
    }

    public static async Task<int> EnqueueAsync(string folder)
    {
        await using var queue = await OpenAsync(folder);
        var bytes = new byte[100_000];
        for (var i = 0; i < Photos; i++)
        {
            Random.Shared.NextBytes(bytes);
            await queue.EnqueueAsync(new UploadRequest("abcd1234", $"booth-{i}.jpg", UploadContent.FromBytes(bytes, "image/jpeg")));
        }

        Console.WriteLine(Environment.WorkingSet.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    public static async Task<int> ListAsync(string folder)
    {
        await using var queue = await OpenAsync(folder);
        var status = await queue.GetStatusAsync();
        var listed = await queue.ListAsync(state: null, limit: 1000);
        Console.WriteLine(Environment.WorkingSet.ToString(CultureInfo.InvariantCulture));
        var isEmpty = Path.GetFileName(folder) == EmptyFolder;
        return status.Waiting == (isEmpty ? 0 : Photos) && listed.Count == (isEmpty ? 0 : 1000) ? 0 : 1;
    }

    // A sender that is offline: everything that sending needs is loaded and ready.
    private static Task<UploadQueue> OpenAsync(string folder)
    {
        var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = "key", BaseAddress = new Uri("http://127.0.0.1:9/") });
        return UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = folder });
    }

    private static async Task<long> StartAsync(string argument, string folder)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath!, [argument, folder]) { RedirectStandardOutput = true };

        // The settings of the published tool.
        info.Environment["DOTNET_TieredPGO"] = "0";
        info.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        using var process = Process.Start(info)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? long.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("A process of the benchmark failed; its error is above.");
    }
}
