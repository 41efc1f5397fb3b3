using System.Diagnostics;

namespace EventPics.Tests.Faults;

/// <summary>A big file over a slow line: one attempt, however long it takes, and no more memory than a small one.</summary>
[Collection(nameof(NonParallel))]
public class SlowConnectionTests
{
    private const string LongRun = "EVENTPICS_TEST_LONG";
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public Task F012_A_large_file_on_a_slow_connection_exceeds_no_timeout() =>
        UploadAsync(megabytes: 24, megabytesPerSecond: 8, TimeSpan.FromSeconds(1));

    /// <summary>Takes two and a half minutes, so it runs only on request.</summary>
    [Fact]
    public Task F012_A_300_MB_file_at_2_MB_per_second_is_not_limited_by_an_ApiTimeout_of_5_seconds()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(LongRun) == "1", $"It takes 150 seconds: set {LongRun}=1 to run it.");
        return UploadAsync(megabytes: 300, megabytesPerSecond: 2, TimeSpan.FromSeconds(5));
    }

    private static async Task UploadAsync(int megabytes, int megabytesPerSecond, TimeSpan apiTimeout)
    {
        await using var server = new RawServer(receiveBuffer: 256 * 1024);
        var options = TestOptions.For(server.BaseAddress);
        options.ApiTimeout = apiTimeout;
        using var client = new EventPicsClient(options);
        await client.UploadAsync(
            TestPhoto.Request(TestImages.Jpeg(100_000), "warm.jpg"), cancellationToken: TestContext.Current.CancellationToken);
        var received = 0L;
        server.OnPut(async (connection, request) =>
        {
            await connection.ContinueAsync(request);
            received = await SinkAsync(connection, request.ContentLength, megabytesPerSecond * Megabyte);
            await connection.RespondAsync(200, headers: "ETag: \"raw\"\r\n");
        });
        var path = await WriteFileAsync(megabytes);
        try
        {
            using var memory = new MemoryPeak();

            var result = await client.UploadAsync("abcd1234", path, cancellationToken: TestContext.Current.CancellationToken);

            Assert.Equal((1, 1), (result.Attempts, result.UploadUrlsIssued));
            Assert.Equal((long)megabytes * Megabyte, received);
            Assert.True(result.Duration > 2 * apiTimeout, $"It took only {result.Duration}.");
            Assert.True(memory.Growth < 32 * Megabyte, $"The memory grew by {memory.Growth / Megabyte} MB.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<long> SinkAsync(RawConnection connection, long length, int bytesPerSecond)
    {
        var buffer = new byte[64 * 1024];
        var clock = Stopwatch.StartNew();
        long received = 0;
        for (int read; received < length && (read = await connection.ReadAsync(buffer)) > 0;)
        {
            received += read;
            var ahead = TimeSpan.FromSeconds((double)received / bytesPerSecond) - clock.Elapsed;
            if (ahead > TimeSpan.FromMilliseconds(10))
            {
                await Task.Delay(ahead, connection.Stopping);
            }
        }

        return received;
    }

    private static async Task<string> WriteFileAsync(int megabytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"eventpics-{Guid.NewGuid():N}.mp4");
        await using var file = File.Create(path);
        var block = TestImages.Jpeg(Megabyte);
        for (var i = 0; i < megabytes; i++)
        {
            await file.WriteAsync(block, TestContext.Current.CancellationToken);
        }

        return path;
    }

    /// <summary>How far the process's own memory grew, looked at twenty times a second.</summary>
    private sealed class MemoryPeak : IDisposable
    {
        private readonly Timer _timer;
        private readonly long _before;
        private long _peak;

        public MemoryPeak()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            _before = Now();
            _timer = new Timer(_ => _peak = Math.Max(_peak, Now()), null, 0, 50);
        }

        public long Growth => Math.Max(_peak, Now()) - _before;

        public void Dispose() => _timer.Dispose();

        private static long Now()
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }
}
