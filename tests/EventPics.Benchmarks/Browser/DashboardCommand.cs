using System.Diagnostics;
using System.Globalization;
using EventPics.Dashboard;
using EventPics.Queue;
using EventPics.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace EventPics.Benchmarks.Browser;

/// <summary>The dashboard with 5,000 photos in the queue, in a phone's browser.</summary>
internal static class DashboardCommand
{
    public const string Argument = "dashboard-serve";

    private const int Photos = 5000;
    private const int PageLoads = 5;
    private const int Scrolled = 600;
    private const int MB = 1024 * 1024;
    private const int MaxFirstPaintMilliseconds = 1000;
    private const int MaxMemory = 150 * MB;

    public static async Task<int> RunAsync()
    {
        using var folder = new TempFolder();
        await EnqueueAsync(folder.PathOf("queue"));
        using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Argument, folder.PathOf("queue")])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            var address = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server did not start.");
            using var playwright = await Playwright.CreateAsync();
            await using var chromium = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu"],
            });
            var loads = new List<(double Paint, double Tiles)>();
            for (var load = 0; load < PageLoads; load++)
            {
                loads.Add(await LoadAsync(chromium, address, scroll: load == PageLoads - 1));
            }

            loads.Sort();
            var (paint, tiles) = loads[PageLoads / 2];
            var memory = PeakMemory(server);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Photos:#,0} photos: first paint after {paint:0} ms, first photos after {tiles:0} ms (median of {PageLoads}; slowest paint {loads[^1].Paint:0} ms); memory of the server {memory / MB} MB, with {Scrolled} photos scrolled"));
            var isMet = paint <= MaxFirstPaintMilliseconds && memory <= MaxMemory;
            Console.WriteLine(isMet ? "All targets are met." : $"Missed: targets {MaxFirstPaintMilliseconds} ms, {MaxMemory / MB} MB");
            return isMet ? 0 : 1;
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    public static async Task<int> ServeAsync(string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = folder });
        builder.Services.AddSingleton(queue);
        await using var app = builder.Build();
        app.MapEventPicsDashboard("/eventpics");
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single() + "/eventpics");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static async Task EnqueueAsync(string folder)
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = folder });
        await Parallel.ForEachAsync(Enumerable.Range(1, Photos), async (number, token) => await queue.EnqueueAsync(
            new UploadRequest("abcd1234", $"booth-{number}.jpg", UploadContent.FromBytes(CreatePhoto(number), "image/jpeg")), token));
    }

    // With a thumbnail of 8 KB in its metadata. The browser shows a damaged one, but it is read, cached and sent like any other.
    private static byte[] CreatePhoto(int number)
    {
        const int ThumbnailSize = 8 * 1024;
        const int SegmentSize = 2 + 6 + 44 + ThumbnailSize;
        var photo = new byte[4 + SegmentSize + 20_000];
        new Random(number).NextBytes(photo);
        byte[] start =
        [
            0xFF, 0xD8, 0xFF, 0xE1, SegmentSize >> 8, SegmentSize & 0xFF, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8,
            0, 0, 0, 0, 0, 14, // the photo: no entries
            0, 2, 0x02, 0x01, 0, 4, 0, 0, 0, 1, 0, 0, 0, 44, 0x02, 0x02, 0, 4, 0, 0, 0, 1, 0, 0, ThumbnailSize >> 8, 0, 0, 0, 0, 0,
            0xFF, 0xD8, 0xFF,
        ];
        start.CopyTo(photo, 0);
        return photo;
    }

    private static async Task<(double Paint, double Tiles)> LoadAsync(IBrowser chromium, string address, bool scroll)
    {
        await using var context = await chromium.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var page = await context.NewPageAsync();
        await page.GotoAsync("about:blank");
        var start = Stopwatch.GetTimestamp();
        await page.GotoAsync(address);
        await page.Locator(".tile").First.WaitForAsync();
        var tiles = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var paint = await page.Locator("body").EvaluateAsync<double>(
            "() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
        for (var shown = await page.Locator(".tile").CountAsync(); scroll && shown < Scrolled; shown = await page.Locator(".tile").CountAsync())
        {
            await page.Keyboard.PressAsync("End");
            await Task.Delay(50);
        }

        return (paint, tiles);
    }

    private static long PeakMemory(Process process)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }
}
