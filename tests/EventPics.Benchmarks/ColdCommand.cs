using System.Diagnostics;
using System.Globalization;

namespace EventPics.Benchmarks;

/// <summary>From the start of a process to its first upload done: the cost for a program that is started for every photo.</summary>
internal static class ColdCommand
{
    public const string Argument = "upload-once";

    private const int Pairs = 15;
    private const double MaxRatio = 1.25;

    public static async Task<int> RunAsync()
    {
        using var sink = await SinkProcess.StartAsync();
        using var file = new TestFile(200 * 1024);
        List<double> floor = [], sdk = [];
        for (var i = 0; i <= Pairs; i++)
        {
            var floorMs = await StartAsync(Contender.Floor, sink.Address, file.Path);
            var sdkMs = await StartAsync(Contender.Sdk, sink.Address, file.Path);

            // The first pair only fills the disk cache.
            if (i > 0)
            {
                floor.Add(floorMs);
                sdk.Add(sdkMs);
            }
        }

        var ratio = Measurement.Median(sdk.Zip(floor, (one, other) => one / other));
        Console.WriteLine("| from process start to first upload done | time | ratio |");
        Console.WriteLine("| --- | --- | --- |");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Contender.Floor} | {Measurement.Median(floor):0} ms | 1.00x |"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"| {Contender.Sdk} | {Measurement.Median(sdk):0} ms | {ratio:0.00}x |"));
        Console.WriteLine(
            ratio <= MaxRatio ? "The target is met." : string.Create(CultureInfo.InvariantCulture, $"Missed: target {MaxRatio:0.00}x"));
        return ratio <= MaxRatio ? 0 : 1;
    }

    public static async Task<int> UploadOnceAsync(string contenderName, Uri sink, string file)
    {
        using var contender = Contender.Create(contenderName, sink);
        await contender.UploadAsync(file);
        return 0;
    }

    private static async Task<double> StartAsync(string contender, Uri sink, string file)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(Environment.ProcessPath!, [Argument, contender, sink.AbsoluteUri, file]);
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException("The upload failed; its error is above.");
    }
}
