using EventPics.Emulator;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Faults;

/// <summary>Clock faults, and faults that only a fake clock can show.</summary>
public class ClockFaultTests
{
    private static readonly byte[] Bytes = TestImages.Jpeg(100_000);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 8, 1, 20, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F012_A_body_that_makes_progress_is_never_aborted_even_after_its_URL_expires()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = CreateClient(emulator.BaseAddress, options => options.StallTimeout = TimeSpan.FromSeconds(30));
        var started = _time.GetTimestamp();
        var slow = new Line(_ => _time.Advance(TimeSpan.FromSeconds(25)));

        var result = await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(4_000_000)), slow, Token);

        Assert.True(_time.GetElapsedTime(started) > TimeSpan.FromSeconds(300));
        Assert.Equal((1, 1), (result.Attempts, result.UploadUrlsIssued));
    }

    [Fact]
    public async Task F010_A_stalled_body_is_aborted_after_the_stall_timeout_and_not_before()
    {
        await using var server = new RawServer(receiveBuffer: 32 * 1024);
        server.OnPut(RawScripts.StopReadingAfter(100_000));
        using var client = CreateClient(server.BaseAddress, options => options.StallTimeout = TimeSpan.FromSeconds(30));
        var lastMoved = _time.GetTimestamp();
        var cutAfter = TimeSpan.Zero;
        var line = new Line(progress =>
        {
            cutAfter = progress is { Attempt: 2, BytesSent: 0 } ? _time.GetElapsedTime(lastMoved) : cutAfter;
            lastMoved = _time.GetTimestamp();
        });
        var upload = client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(4_000_000)), line, Token);

        await AdvanceUntilAsync(upload, () => TimeSpan.FromSeconds(cutAfter == TimeSpan.Zero ? 1 : 0.05));

        Assert.True(cutAfter >= TimeSpan.FromSeconds(30), $"It was cut after {cutAfter}.");
        Assert.Equal("url, put 1, put 1", server.Requests);
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2099)]
    public async Task F061_A_clock_that_is_years_off_does_not_affect_uploads(int year)
    {
        foreach (var storage in Enum.GetValues<StorageProvider>())
        {
            await using var emulator = await EventPicsEmulator.StartAsync(new() { Storage = storage }, Token);
            var clock = new FakeTimeProvider(new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero));
            using var client = CreateClient(emulator.BaseAddress, options => options.TimeProvider = clock);

            var result = await client.UploadAsync(TestPhoto.Request(Bytes), cancellationToken: Token);

            Assert.Equal((1, 1), (result.Attempts, result.UploadUrlsIssued));
        }
    }

    [Fact]
    public async Task F062_A_clock_set_back_during_a_back_off_does_not_extend_it()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.OnPut(Fault.Status(503));
        using var client = CreateClient(emulator.BaseAddress, options => options.BaseDelay = options.MaxDelay = TimeSpan.FromSeconds(10));
        var upload = client.UploadAsync(TestPhoto.Request(Bytes), cancellationToken: Token);
        await emulator.WaitForRequestsAsync(EmulatorOperation.Put, 1, Token);

        _time.AdjustTime(_time.GetUtcNow() - TimeSpan.FromDays(1));
        var result = await AdvanceUntilAsync(upload, () => TimeSpan.FromSeconds(10));

        Assert.Equal(2, result.Attempts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task F063_A_clock_that_jumps_between_URL_and_PUT_does_not_expire_the_URL(int days)
    {
        await using var server = new RawServer();
        server.OnUploadUrl(async (connection, request) =>
        {
            await server.IssueUploadUrlAsync(connection, request);
            _time.AdjustTime(_time.GetUtcNow() + TimeSpan.FromDays(days));
        });
        using var client = CreateClient(server.BaseAddress);

        await client.UploadAsync(TestPhoto.Request(Bytes), cancellationToken: Token);

        Assert.Equal("url, put 1", server.Requests);
    }

    [Fact]
    public async Task F064_After_a_suspend_during_a_PUT_the_storage_decides_about_expiry()
    {
        var serverTime = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var emulator = await EventPicsEmulator.StartAsync(new() { TimeProvider = serverTime }, Token);
        emulator.Faults.OnPut(Fault.Stall(100_000));
        using var client = CreateClient(emulator.BaseAddress, options => options.StallTimeout = TimeSpan.FromSeconds(30));
        var upload = client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(8_000_000)), cancellationToken: Token);
        await emulator.WaitUntilAsync(() => emulator.Requests.Any(request => request.BytesRead >= 100_000), Token);

        serverTime.Advance(TimeSpan.FromHours(2));
        _time.Advance(TimeSpan.FromHours(2));
        var result = await AdvanceUntilAsync(upload, () => TimeSpan.FromSeconds(0.05));

        Assert.Equal(["UploadUrl", "Put", "Put", "UploadUrl", "Put"], emulator.Requests.Select(request => request.Operation.ToString()));
        Assert.True(emulator.Requests[2].ExpectsContinue);
        Assert.Equal(0, emulator.Requests[2].BytesRead);
        Assert.True(result.PossibleDuplicate);
    }

    [Fact]
    public async Task F032_A_short_retry_after_delay_is_obeyed()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.OnUploadUrl(Fault.Status(429).WithHeader("Retry-After", "20"));
        using var client = CreateClient(emulator.BaseAddress, options => options.MaxDelay = TimeSpan.FromSeconds(30));
        var started = _time.GetTimestamp();

        await AdvanceUntilAsync(client.UploadAsync(TestPhoto.Request(Bytes), cancellationToken: Token), () => TimeSpan.FromSeconds(1));

        Assert.True(_time.GetElapsedTime(started) >= TimeSpan.FromSeconds(20));
        Assert.Equal(3, emulator.Requests.Count);
    }

    // Timeouts that are not under test are very long, since the fake clock runs ahead of the real sockets.
    private EventPicsClient CreateClient(Uri address, Action<EventPicsClientOptions>? configure = null)
    {
        var options = TestOptions.For(address);
        options.ApiTimeout = options.StallTimeout = options.ResponseTimeout = TimeSpan.FromDays(1);
        options.TimeProvider = _time;
        configure?.Invoke(options);
        return new EventPicsClient(options);
    }

    // The client waits on the fake clock at some point; each step may end one wait.
    private async Task<UploadResult> AdvanceUntilAsync(Task<UploadResult> upload, Func<TimeSpan> step)
    {
        while (!upload.IsCompleted)
        {
            _time.Advance(step());
            await Task.WhenAny(upload, Task.Delay(20, Token));
        }

        return await upload;
    }

    private sealed class Line(Action<UploadProgress> moved) : IProgress<UploadProgress>
    {
        public void Report(UploadProgress value) => moved(value);
    }
}
