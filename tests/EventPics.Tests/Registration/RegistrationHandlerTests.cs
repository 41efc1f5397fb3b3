using EventPics.Emulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RichardSzalay.MockHttp;
using static EventPics.Tests.Registration.TestServices;

namespace EventPics.Tests.Registration;

/// <summary>The HTTP handlers and the logging of a registered client.</summary>
public sealed class RegistrationHandlerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_builder_accepts_custom_handlers()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var handler = new CountingHandler();
        await using var provider = Provide(services =>
        {
            var builder = services.AddEventPics(options => Address(options, emulator));
            Assert.Same(services, builder.Services);
            builder.HttpClient.AddHttpMessageHandler(() => handler);
        });

        await provider.GetRequiredService<EventPicsClient>().UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal(2, handler.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("booth")]
    public async Task Registering_an_account_again_adds_options_and_keeps_the_handlers(string? name)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var handler = new CountingHandler();
        await using var provider = Provide(services =>
        {
            EventPicsBuilder Add(Action<EventPicsClientOptions> configure) =>
                name is null ? services.AddEventPics(configure) : services.AddEventPics(name, configure);
            Add(options => Address(options, emulator)).HttpClient.AddHttpMessageHandler(() => handler);
            Add(options => options.ApplicationName = "Second/1");
        });

        var client = name is null
            ? provider.GetRequiredService<EventPicsClient>()
            : provider.GetRequiredKeyedService<EventPicsClient>(name);
        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal(2, handler.Count);
        Assert.All(emulator.Requests, request => Assert.EndsWith("Second/1", request.Headers["User-Agent"], StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_timeout_that_would_abort_uploads_is_rejected()
    {
        using var provider = Provide(services =>
            services.AddEventPics(options => options.ApiKey = "key").HttpClient.ConfigureHttpClient(
                http => http.Timeout = TimeSpan.FromSeconds(1)));

        var error = Assert.Throws<ArgumentException>("httpClient", () => provider.GetRequiredService<EventPicsClient>());

        Assert.Contains("Set it to Timeout.InfiniteTimeSpan", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_builder_accepts_a_mock_handler()
    {
        using var mock = new MockHttpMessageHandler();
        mock.When(HttpMethod.Get, MockTransport.ListUrl).Respond("application/json", """{"events":[{"title":"T","linkId":"x"}]}""");
        await using var provider = Provide(services =>
            services.AddEventPics(options => options.ApiKey = "key").HttpClient.ConfigurePrimaryHttpMessageHandler(() => mock));

        Assert.Single(await provider.GetRequiredService<EventPicsClient>().GetEventsAndAlbumsAsync(Token));
    }

    [Fact]
    public async Task The_HttpClient_factory_logs_nothing_and_the_client_logs_neither_key_nor_URL()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var log = new LogCapture();
        await using var provider = Provide(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace));
            services.AddEventPics(options => Address(options, emulator));
        });
        emulator.Faults.OnEvents(Fault.Status(503)).OnPut(Fault.Status(503));

        var client = provider.GetRequiredService<EventPicsClient>();
        await client.GetEventsAndAlbumsAsync(Token);
        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal([101, 101, 100], log.Lines.Select(line => line.Id));
        Assert.All(log.Lines, line => Assert.Equal(typeof(EventPicsClient).FullName, line.Category));
        Assert.All(log.Lines, line => Assert.DoesNotContain(emulator.ApiKey, line.Text, StringComparison.Ordinal));
        Assert.All(log.Lines, line => Assert.DoesNotContain("X-Amz", line.Text, StringComparison.Ordinal));
    }
}
