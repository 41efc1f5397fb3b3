using System.Diagnostics;
using System.Globalization;
using EventPics.Emulator;
using EventPics.Tests.Shared;

namespace EventPics.Benchmarks;

/// <summary>The memory of a published tool that watches a folder for a season.</summary>
internal static class WatchCommand
{
    private const double MaxMegabytes = 100;

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync(string tool)
    {
        using var root = new TempFolder();
        await using var emulator = await EventPicsEmulator.StartAsync();
        var folder = Directory.CreateDirectory(root.PathOf("photos")).FullName;
        using var watch = Start(tool, folder, root.PathOf("data"), emulator);
        var isMissed = false;
        var sent = 0;
        foreach (var count in (int[])[500, 1_000, 2_000, 5_000, 10_000])
        {
            for (; sent < count; sent++)
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{sent:00000}.jpg"), FolderCommand.Photo(sent, 2_000));
            }

            using var limit = new CancellationTokenSource(Timeout);
            await emulator.WaitForPhotosAsync(count, limit.Token);
            watch.Refresh();
            var megabytes = watch.WorkingSet64 / 1e6;
            isMissed |= megabytes > MaxMegabytes;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"after {count:N0} photos: {megabytes:0.0} MB (target: {MaxMegabytes:0} MB)"));
        }

        watch.Kill();
        await watch.WaitForExitAsync();
        return isMissed ? 1 : 0;
    }

    private static Process Start(string tool, string folder, string dataFolder, EventPicsEmulator emulator) =>
        Process.Start(new ProcessStartInfo(tool, ["watch", folder, "--event", emulator.Events[0].LinkId])
        {
            RedirectStandardInput = true, // or it would read the keys of this terminal
            Environment =
            {
                ["EVENTPICS_BASE_ADDRESS"] = emulator.BaseAddress.AbsoluteUri,
                ["EVENTPICS_API_KEY"] = emulator.ApiKey,
                ["EVENTPICS_DATA_DIR"] = dataFolder,
            },
        })!;
}
