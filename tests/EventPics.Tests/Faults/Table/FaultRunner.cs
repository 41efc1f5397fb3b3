using System.Globalization;
using EventPics.Emulator;
using EventPics.Tests.Security;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Faults.Table;

/// <summary>Runs a row of the fault table against a real server.</summary>
internal static class FaultRunner
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="row">The row.</param>
    /// <param name="apiKey">The key.</param>
    /// <param name="capture">Records logs, traces and metrics; <see langword="null"/> for none.</param>
    public static Task RunAsync(FaultCase row, string apiKey = "emulator-key", TranscriptCapture? capture = null) =>
        (row.Raw is null ? RunEmulatorAsync(row, apiKey, capture) : RunRawAsync(row, apiKey, capture))
            .WaitAsync(TimeSpan.FromMinutes(2), Token);

    private static async Task RunEmulatorAsync(FaultCase row, string apiKey, TranscriptCapture? capture)
    {
        var options = new EventPicsEmulatorOptions { ApiKey = apiKey };
        row.Server?.Invoke(options);
        await using var emulator = await EventPicsEmulator.StartAsync(options, Token);
        row.Faults?.Invoke(emulator.Faults);
        var bytes = TestImages.Jpeg(row.Size);
        var outcome = await UploadAsync(row, emulator.BaseAddress, bytes, apiKey, capture);
        Check(row, outcome, RequestsOf(emulator), emulator.Photos.Count);
        Assert.All(emulator.Photos, photo => Assert.Equal(bytes, photo.Bytes.ToArray()));
        Assert.All(emulator.Requests, request => Assert.Null(request.Violation));
        Assert.Equal(0, emulator.Faults.Pending);
    }

    private static async Task RunRawAsync(FaultCase row, string apiKey, TranscriptCapture? capture)
    {
        await using var server = new RawServer(receiveBuffer: row.ReceiveBuffer);
        row.Raw!(server);
        var bytes = TestImages.Jpeg(row.Size);
        var time = row.Hangs ? new FakeTimeProvider() : null;
        var upload = UploadAsync(row, server.BaseAddress, bytes, apiKey, capture, time);
        var outcome = time is null ? await upload : await AdvanceUntilCompleteAsync(upload, server, time);
        Check(row, outcome, server.Requests, server.Photos.Count);
        Assert.All(server.Photos, photo => Assert.Equal(bytes, photo.Value));
    }

    private static async Task<(UploadResult? Result, EventPicsException? Error)> UploadAsync(
        FaultCase row, Uri address, byte[] bytes, string apiKey, TranscriptCapture? capture, TimeProvider? time = null)
    {
        var options = TestOptions.For(address, apiKey);
        options.TimeProvider = time ?? TimeProvider.System;
        row.Client?.Invoke(options);
        using var client = new EventPicsClient(options, capture?.CreateLogger());
        try
        {
            return (await client.UploadAsync(TestPhoto.Request(bytes), cancellationToken: Token), null);
        }
        catch (EventPicsException e)
        {
            capture?.Add(e);
            return (null, e);
        }
    }

    // Jumps far only while the server keeps the client waiting; otherwise just enough for the back-offs and far less than a timeout.
    private static async Task<T> AdvanceUntilCompleteAsync<T>(Task<T> upload, RawServer server, FakeTimeProvider time)
    {
        while (!upload.IsCompleted)
        {
            time.Advance(server.IsHanging ? TimeSpan.FromSeconds(10) : TimeSpan.FromMilliseconds(20));
            await Task.WhenAny(upload, Task.Delay(20, Token));
        }

        return await upload;
    }

    private static void Check(FaultCase row, (UploadResult? Result, EventPicsException? Error) outcome, string requests, int photos)
    {
        Assert.Equal(row.Requests, requests);
        Assert.Equal(row.Error, outcome.Error?.Error);
        Assert.Equal(row.Photos ?? (row.Error is null ? 1 : 0), photos);
        if (outcome.Error is { } error)
        {
            Assert.Equal(row.IsTransient, error.IsTransient);
            Assert.Equal(row.Status, (int?)error.StatusCode);
            Assert.Equal(row.RetryAfter, error.RetryAfter);
        }
        else
        {
            Assert.Equal(row.PossibleDuplicate, outcome.Result!.PossibleDuplicate);
            var puts = requests.Split(", ").Where(request => request.StartsWith("put", StringComparison.Ordinal)).ToArray();
            Assert.Equal(puts.Length, outcome.Result.Attempts);

            // No row issues an upload URL that is not used.
            Assert.Equal(puts.Distinct().Count(), outcome.Result.UploadUrlsIssued);
        }
    }

    private static string RequestsOf(EventPicsEmulator emulator) => string.Join(", ", emulator.Requests.Select(request =>
        request.Operation == EmulatorOperation.Put ? $"put {UrlNumberIn(request.Path)}" : "url"));

    // A path is /storage/EVENT/000001-NAME.
    private static int UrlNumberIn(string path) => int.Parse(path.Split('/')[3].Split('-')[0], CultureInfo.InvariantCulture);
}
