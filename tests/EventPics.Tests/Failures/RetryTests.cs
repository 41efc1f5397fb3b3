using System.Net;
using EventPics.Emulator;
using Microsoft.Extensions.Logging;

namespace EventPics.Tests.Failures;

/// <summary>What is retried, when, and with which upload URL.</summary>
public sealed class RetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> TransientFaults => ["408", "429", "500", "502", "503", "504", "drop", "lost response"];

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task Listing_events_is_retried(string fault)
    {
        var (emulator, client, _) = await StartAsync();
        emulator.Faults.OnEvents(FaultOf(fault).Times(2));

        Assert.Equal(2, (await client.GetEventsAndAlbumsAsync(Token)).Count);

        Assert.Equal("list, list, list", emulator.RequestSequence());
        await StopAsync(emulator, client);
    }

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task Requesting_an_upload_URL_is_retried(string fault)
    {
        var (emulator, client, _) = await StartAsync();
        emulator.Faults.OnUploadUrl(FaultOf(fault).Times(2));

        var result = await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.StartsWith("url, url, url, put ", emulator.RequestSequence(), StringComparison.Ordinal);
        Assert.Equal((1, 1, false), (result.Attempts, result.UploadUrlsIssued, result.PossibleDuplicate));
        await StopAsync(emulator, client);
    }

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task A_PUT_is_retried_to_the_same_URL_and_is_idempotent(string fault)
    {
        var (emulator, client, _) = await StartAsync();
        emulator.Faults.OnPut(FaultOf(fault).Times(2));

        var result = await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal("url, put 1, put 1, put 1", emulator.RequestSequence());
        Assert.Equal((3, 1, false), (result.Attempts, result.UploadUrlsIssued, result.PossibleDuplicate));
        Assert.Single(emulator.Photos);
        await StopAsync(emulator, client);
    }

    [Theory]
    [InlineData(400, EventPicsError.InvalidRequest)]
    [InlineData(401, EventPicsError.ApiKeyRejected)]
    [InlineData(404, EventPicsError.NotFound)]
    [InlineData(413, EventPicsError.PayloadTooLarge)]
    public async Task Permanent_errors_are_not_retried(int status, EventPicsError expected)
    {
        var (emulator, client, time) = await StartAsync();
        emulator.Faults.OnEvents(Fault.Status(status));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.Equal((expected, (HttpStatusCode)status, false), (error.Error, error.StatusCode, error.IsTransient));
        Assert.Equal("list", emulator.RequestSequence());
        Assert.Empty(time.Delays);
        await StopAsync(emulator, client);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(5, 6)]
    public async Task A_lasting_failure_is_reported_after_the_retries(int retries, int calls)
    {
        var (emulator, client, _) = await StartAsync(options => options.MaxRetries = retries);
        emulator.Faults.OnEvents(Fault.Status(503).Times(100));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.Equal((EventPicsError.ServerError, true), (error.Error, error.IsTransient));
        Assert.Equal(calls, emulator.Requests.Count);
        await StopAsync(emulator, client);
    }

    [Fact]
    public async Task The_exponential_back_off_grows_with_jitter_up_to_MaxDelay()
    {
        var all = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
        {
            var (emulator, client, time) =
                await StartAsync(options => (options.MaxRetries, options.MaxDelay) = (8, TimeSpan.FromSeconds(20)));
            emulator.Faults.OnEvents(Fault.Status(503).Times(8));
            await client.GetEventsAndAlbumsAsync(Token);

            Assert.Equal(8, time.Delays.Length);
            Assert.All(time.Delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
            Assert.True(time.Delays[^1] > time.Delays[0], "The delay did not grow.");
            all.AddRange(time.Delays.Where(delay => delay < TimeSpan.FromSeconds(20)));
            await StopAsync(emulator, client);
        }

        // Two delays may be equal by chance; without jitter all five runs would be the same.
        Assert.True(all.Distinct().Count() > all.Count / 2, string.Join(", ", all));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Sat, 20 Jun 2026 20:00:09 GMT", 9)] // the emulator's clock is at 20:00:00
    public async Task A_retry_after_delay_is_obeyed(string retryAfter, int seconds)
    {
        var (emulator, client, time) = await StartAsync();
        emulator.Faults.OnPut(Fault.Status(429).WithHeader("Retry-After", retryAfter));

        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal([TimeSpan.FromSeconds(seconds)], time.Delays);
        Assert.Equal("url, put 1, put 1", emulator.RequestSequence());
        await StopAsync(emulator, client);
    }

    [Theory]
    [InlineData(EmulatorOperation.UploadUrl, "url")]
    [InlineData(EmulatorOperation.Put, "url, put 1")]
    public async Task A_retry_after_delay_above_MaxDelay_is_reported(EmulatorOperation operation, string story)
    {
        var (emulator, client, time) = await StartAsync();
        emulator.Faults.On(operation, Fault.Status(503).WithHeader("Retry-After", "31"));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Photo, cancellationToken: Token));

        Assert.Equal((EventPicsError.RateLimited, true, 31d), (error.Error, error.IsTransient, error.RetryAfter?.TotalSeconds));
        Assert.Equal(story, emulator.RequestSequence());
        Assert.Empty(time.Delays);
        await StopAsync(emulator, client);
    }

    [Fact]
    public async Task An_expired_upload_URL_is_replaced()
    {
        var (emulator, client, _) = await StartAsync(urlLifetime: TimeSpan.FromSeconds(10));
        emulator.Faults.OnPut(Fault.Status(503).WithHeader("Retry-After", "20"));

        var result = await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        // The storage rejected the old URL, but the first attempt's 503 left open whether the photo was stored.
        Assert.Equal("url, put 1, put 1, url, put 2", emulator.RequestSequence());
        Assert.Equal((3, 2, true), (result.Attempts, result.UploadUrlsIssued, result.PossibleDuplicate));
        await StopAsync(emulator, client);
    }

    [Fact]
    public async Task An_upload_URL_rejected_as_expired_causes_no_duplicate()
    {
        var (emulator, client, _) = await StartAsync();
        emulator.Faults.OnPut(Fault.Expired);

        var result = await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal("url, put 1, url, put 2", emulator.RequestSequence());
        Assert.Equal((2, 2, false), (result.Attempts, result.UploadUrlsIssued, result.PossibleDuplicate));
        await StopAsync(emulator, client);
    }

    [Fact]
    public async Task A_plain_PUT_reports_an_expired_upload_URL()
    {
        var (emulator, client, _) = await StartAsync();
        var uploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), Token);
        emulator.Faults.OnPut(Fault.Expired);

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.PutAsync(uploadUrl, UploadContent.FromBytes(TestImages.Jpeg(10)), cancellationToken: Token));

        Assert.Equal((EventPicsError.UploadUrlExpired, true), (error.Error, error.IsTransient));
        Assert.Equal("url, put 1", emulator.RequestSequence());
        await StopAsync(emulator, client);
    }

    [Fact]
    public async Task An_upload_URL_that_expires_before_the_first_byte_is_not_used()
    {
        const string First = "https://bucket.storage.example/1";
        const string Second = "https://bucket.storage.example/2";
        var time = new FastForwardTimeProvider();
        using var transport = new MockTransport(options => (options.TimeProvider, options.MaxRetries, options.BaseDelay, options.MaxDelay) =
                (time, 5, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20)))
            .ExpectUploadUrl(MockTransport.UploadUrlResponse(First + "?X-Amz-Expires=1&X-Amz-Signature=a"))
            .ExpectUnreachableStorage(First)
            .ExpectUploadUrl(MockTransport.UploadUrlResponse(Second + "?X-Amz-Expires=300&X-Amz-Signature=a"))
            .Expect(HttpMethod.Put, Second, MockTransport.Stored);

        var result = await transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token);

        transport.Verify();
        Assert.Equal((2, 2, false), (result.Attempts, result.UploadUrlsIssued, result.PossibleDuplicate));
    }

    [Fact]
    public async Task A_wrong_wall_clock_does_not_affect_expiry()
    {
        var (emulator, client, time) = await StartAsync(clientClock: new FastForwardTimeProvider());
        time.SetUtcNow(new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));

        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal("url, put 1", emulator.RequestSequence());
        await StopAsync(emulator, client);
    }

    [Fact]
    public async Task Retries_are_logged_with_reason_and_delay_and_an_upload_with_one_message()
    {
        using var log = new LogCapture();
        var (emulator, client, _) = await StartAsync(logger: log.CreateLogger<EventPicsClient>());
        emulator.Faults.OnPut(Fault.Status(503).WithHeader("Retry-After", "7"));

        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal([(LogLevel.Warning, 101), (LogLevel.Information, 100)], log.Lines.Select(line => (line.Level, line.Id)));
        Assert.Contains("put: RateLimited in attempt 1; retrying in 7.0 s", log.Lines[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("Uploaded photo.jpg (100000 bytes) to event abcd1234 in ", log.Lines[1].Text, StringComparison.Ordinal);
        Assert.EndsWith("attempt 2", log.Lines[1].Text.TrimEnd('s', '.'), StringComparison.Ordinal);
        await StopAsync(emulator, client);
    }

    private static Fault FaultOf(string name) => name switch
    {
        "drop" => Fault.ConnectionReset,
        "lost response" => Fault.LostResponse,
        _ => Fault.Status(int.Parse(name, provider: null)),
    };

    private static async Task<(EventPicsEmulator Emulator, EventPicsClient Client, FastForwardTimeProvider Time)> StartAsync(
        Action<EventPicsClientOptions>? configure = null,
        TimeSpan? urlLifetime = null,
        FastForwardTimeProvider? clientClock = null,
        ILogger<EventPicsClient>? logger = null)
    {
        var time = new FastForwardTimeProvider();
        var emulator = await EventPicsEmulator.StartAsync(
            new() { TimeProvider = time, UploadUrlLifetime = urlLifetime ?? TimeSpan.FromSeconds(300) }, Token);
        var options = TestClient.Options(emulator, clientClock ?? time);
        configure?.Invoke(options);
        return (emulator, new EventPicsClient(options, logger), clientClock ?? time);
    }

    private static async Task StopAsync(EventPicsEmulator emulator, EventPicsClient client)
    {
        client.Dispose();
        await emulator.DisposeAsync();
    }
}
