using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using EventPics.Emulator;
using EventPics.Tests.Shared;

namespace EventPics.Benchmarks;

/// <summary>The WebBooth sample when all guests send a photo at the same moment.</summary>
internal static class WebBoothCommand
{
    private const int Guests = 200;
    private const int PhotoSize = 3 * 1024 * 1024;
    private const int MB = 1024 * 1024;
    private const int MaxP95Milliseconds = 250;
    private const int MaxMemory = 300 * MB;

    public static async Task<int> RunAsync()
    {
        await using var emulator = await EventPicsEmulator.StartAsync();
        using var folder = new TempFolder();
        var address = FreeAddress();
        using var booth = StartBooth(address, emulator, folder.PathOf("booth"));
        try
        {
            using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };
            var token = await TokenAsync(http);
            await SendAsync(http, token, new byte[PhotoSize].AsJpeg(0)); // warm-up
            var answers = await Task.WhenAll(Enumerable.Range(1, Guests).Select(guest => SendAsync(http, token, new byte[PhotoSize].AsJpeg(guest))));
            await emulator.WaitForPhotosAsync(Guests + 1).WaitAsync(TimeSpan.FromMinutes(5));
            Array.Sort(answers);
            var p95 = answers[Guests * 95 / 100];
            var memory = PeakMemory(booth);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Guests} guests, {PhotoSize / MB} MB each: answered after {answers[Guests / 2].TotalMilliseconds:0} ms (median), {p95.TotalMilliseconds:0} ms (p95), {answers[^1].TotalMilliseconds:0} ms (last); memory {memory / MB} MB; {emulator.Photos.Count - 1} of {Guests} in the album"));
            var isMet = p95.TotalMilliseconds <= MaxP95Milliseconds && memory <= MaxMemory && emulator.Photos.Count == Guests + 1;
            Console.WriteLine(isMet ? "All targets are met." : $"Missed: targets {MaxP95Milliseconds} ms (p95), {MaxMemory / MB} MB, none lost");
            return isMet ? 0 : 1;
        }
        finally
        {
            booth.Kill();
            await booth.WaitForExitAsync();
        }
    }

    private static Process StartBooth(Uri address, EventPicsEmulator emulator, string folder)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "WebBooth.exe" : "WebBooth"))
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = address.AbsoluteUri;
        start.Environment["EventPics__ApiKey"] = emulator.ApiKey;
        start.Environment["EventPics__BaseAddress"] = emulator.BaseAddress.AbsoluteUri;
        start.Environment["Booth__LinkId"] = emulator.Events[0].LinkId;
        start.Environment["Booth__Folder"] = folder;
        start.Environment["Kestrel__Limits__MaxRequestBufferSize"] = "131072"; // as in the sample's appsettings.json
        return Process.Start(start)!;
    }

    private static async Task<string> TokenAsync(HttpClient http)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return (await http.GetFromJsonAsync<JsonElement>("api/booth")).GetProperty("requestToken").GetString()!;
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(100);
            }
        }
    }

    // From the last byte of the request to the first of the answer.
    private static async Task<TimeSpan> SendAsync(HttpClient http, string token, byte[] photo)
    {
        var content = new TimedContent(photo);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/photos") { Content = content };
        request.Headers.Add("RequestVerificationToken", token);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var duration = Stopwatch.GetElapsedTime(content.SentAt);
        answer.EnsureSuccessStatusCode();
        return duration;
    }

    private static byte[] AsJpeg(this byte[] bytes, int seed)
    {
        new Random(seed).NextBytes(bytes);
        ReadOnlySpan<byte> start = [0xFF, 0xD8, 0xFF, 0xE1];
        start.CopyTo(bytes);
        return bytes;
    }

    private static long PeakMemory(Process process)
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
    }

    private sealed class TimedContent(byte[] bytes) : HttpContent
    {
        public long SentAt { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes);
            await stream.FlushAsync();
            SentAt = Stopwatch.GetTimestamp();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
