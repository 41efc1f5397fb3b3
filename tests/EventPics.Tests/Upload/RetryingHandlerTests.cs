using EventPics.Emulator;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Tests.Upload;

/// <summary>A retrying handler between the client and the network: each body goes out more than once within one attempt.</summary>
public sealed class RetryingHandlerTests
{
    private const int Length = 3_000_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_retrying_handler_on_the_builder_counts_as_one_attempt()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var services = new ServiceCollection();
        services.AddEventPics(options => (options.ApiKey, options.BaseAddress) = (emulator.ApiKey, emulator.BaseAddress))
            .HttpClient.AddHttpMessageHandler(() => new RetryingHandler());
        await using var provider = services.BuildServiceProvider();

        await UploadDespiteFailuresAsync(emulator, provider.GetRequiredService<EventPicsClient>());
    }

    [Fact]
    public async Task A_retrying_handler_in_a_caller_HttpClient_counts_as_one_attempt()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = Stubborn();
        using var client = new EventPicsClient(http, TestClient.Options(emulator));

        await UploadDespiteFailuresAsync(emulator, client);
    }

    [Fact]
    public async Task An_expired_URL_after_a_hidden_lost_response_is_replaced_with_a_duplicate_warning()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var http = Stubborn();
        using var client = new EventPicsClient(http, TestClient.Options(emulator));
        emulator.Faults.OnPut(Fault.LostResponse).OnPut(Fault.Expired);

        var result = await client.UploadAsync(TestClient.Request(Length), cancellationToken: Token);

        Assert.Equal("url, put 1, put 1, url, put 2", emulator.RequestSequence());
        Assert.Equal((2, true), (result.Attempts, result.PossibleDuplicate));
    }

    [Fact]
    public async Task An_existing_object_after_a_hidden_lost_response_is_a_success()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { CreateOnlyUploadUrls = true }, Token);
        using var http = Stubborn();
        using var client = new EventPicsClient(http, TestClient.Options(emulator));
        emulator.Faults.OnPut(Fault.LostResponse);

        var result = await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal("url, put 1, put 1", emulator.RequestSequence());
        Assert.Equal((1, false), (result.UploadUrlsIssued, result.PossibleDuplicate));
    }

    private static async Task UploadDespiteFailuresAsync(EventPicsEmulator emulator, EventPicsClient client)
    {
        emulator.Faults.OnPut(Fault.DropAfter(1_000_000)).OnPut(Fault.Status(503));
        var progress = new ProgressLog();

        var result = await client.UploadAsync(TestClient.Request(Length), progress, Token);

        Assert.Equal("url, put 1, put 1, put 1", emulator.RequestSequence());
        Assert.Equal((1, false), (result.Attempts, result.PossibleDuplicate));
        Assert.Equal(TestImages.Jpeg(Length), Assert.Single(emulator.Photos).Bytes.ToArray());
        Assert.Equal(
            progress.Reports.Select(report => report.BytesSent).Distinct().Order(), progress.Reports.Select(report => report.BytesSent));
        Assert.Equal(new UploadProgress(Length, Length, attempt: 1), progress.Reports[^1]);
    }

    private static HttpClient Stubborn() =>
        new(new RetryingHandler { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
}
