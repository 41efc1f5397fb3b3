using System.Net;
using EventPics.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventPics.Tests.Api;

/// <summary>Changing the API key of a client in use.</summary>
public sealed class UpdateApiKeyTests
{
    private const string OldKey = "CANARY-0123456789";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F027_Calls_after_the_update_use_the_new_key_including_those_of_existing_derived_clients()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.ApiKey = OldKey);
        var once = client.WithMaxRetries(0);
        var refused = await Assert.ThrowsAsync<EventPicsException>(() => once.GetEventsAndAlbumsAsync(Token));

        client.UpdateApiKey(emulator.ApiKey);

        Assert.Equal(EventPicsError.ApiKeyRejected, refused.Error);
        Assert.NotEmpty(await once.GetEventsAndAlbumsAsync(Token));
        Assert.NotNull(await client.UploadAsync(TestClient.Photo, cancellationToken: Token));
        Assert.NotNull(await once.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"quoted\"")]
    [InlineData("two\nlines")]
    [InlineData("Bearer key")]
    public async Task A_malformed_key_is_rejected_and_the_old_one_stays_in_use(string key)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);

        Assert.Throws<ArgumentException>(() => client.UpdateApiKey(key));

        Assert.NotEmpty(await client.GetEventsAndAlbumsAsync(Token));
    }

    [Fact]
    public async Task Another_client_with_the_same_options_keeps_its_key()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var options = TestClient.Options(emulator);
        using EventPicsClient first = new(options);
        using EventPicsClient second = new(options);

        first.UpdateApiKey(OldKey);

        Assert.NotEmpty(await second.GetEventsAndAlbumsAsync(Token));
        Assert.Equal(emulator.ApiKey, options.ApiKey);
    }

    [Fact]
    public async Task A_replaced_key_is_still_redacted_from_responses()
    {
        EventPicsClient? client = null;
        using HttpClient http = new(new RespondingHandler(() =>
        {
            client!.UpdateApiKey("CANARY");
            client.UpdateApiKey("a-third-key");
            return new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent($"The key {OldKey} has no plan.") };
        }))
        { Timeout = Timeout.InfiniteTimeSpan };
        using (client = new EventPicsClient(http, new EventPicsClientOptions { ApiKey = OldKey, MaxRetries = 0 }))
        {
            var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

            Assert.Contains("(key)", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("0123", error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("booth", true)]
    public async Task A_key_changed_in_the_configuration_is_used_without_a_restart(string? name, bool isPassed)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using ConfigurationManager configuration = new();
        (configuration["EventPics:ApiKey"], configuration["EventPics:BaseAddress"]) = (OldKey, emulator.BaseAddress.AbsoluteUri);
        ServiceCollection services = new();
        var section = configuration.GetSection("EventPics");
        services.AddSingleton<IConfiguration>(configuration);
        _ = (name, isPassed) switch
        {
            (null, false) => services.AddEventPics(),
            (null, true) => services.AddEventPics(section),
            _ => services.AddEventPics(name, section),
        };
        await using var provider = services.BuildServiceProvider();
        var client = name is null
            ? provider.GetRequiredService<EventPicsClient>()
            : provider.GetRequiredKeyedService<EventPicsClient>(name);
        await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        configuration["EventPics:ApiKey"] = emulator.ApiKey;
        ((IConfigurationRoot)configuration).Reload();

        Assert.NotEmpty(await client.GetEventsAndAlbumsAsync(Token));
    }

    [Fact]
    public async Task A_malformed_key_in_the_configuration_leaves_the_old_one_in_use_until_it_is_corrected()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using ConfigurationManager configuration = new();
        (configuration["EventPics:ApiKey"], configuration["EventPics:BaseAddress"]) = (emulator.ApiKey, emulator.BaseAddress.AbsoluteUri);
        await using var provider = Provide(configuration);
        var client = provider.GetRequiredService<EventPicsClient>();

        configuration["EventPics:ApiKey"] = "two words";
        Assert.ThrowsAny<Exception>(((IConfigurationRoot)configuration).Reload);
        Assert.NotEmpty(await client.GetEventsAndAlbumsAsync(Token));

        configuration["EventPics:ApiKey"] = OldKey;
        ((IConfigurationRoot)configuration).Reload();
        await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));
    }

    [Theory]
    [InlineData(null, "EventPics:ApiKey", "The changed configuration is invalid")]
    [InlineData("booth", "EventPics:booth:ApiKey", "The changed configuration of account 'booth' is invalid")]
    public async Task A_malformed_key_in_the_configuration_is_logged_once_without_being_quoted(string? name, string key, string expected)
    {
        using ConfigurationManager configuration = new();
        configuration[key] = OldKey;
        using var log = new LogCapture();
        ServiceCollection services = new();
        services.AddSingleton<IConfiguration>(configuration).AddLogging(logging => logging.AddProvider(log));
        _ = name is null ? services.AddEventPics() : services.AddEventPics(name);
        await using var provider = services.BuildServiceProvider();
        Assert.NotNull(name is null
            ? provider.GetRequiredService<EventPicsClient>()
            : provider.GetRequiredKeyedService<EventPicsClient>(name));

        foreach (var malformed in new[] { "two CANARY words", "two CANARY words", "three CANARY bad words" })
        {
            configuration[key] = malformed;
            Assert.ThrowsAny<Exception>(((IConfigurationRoot)configuration).Reload);
        }

        configuration[key] = "another-valid-key";
        ((IConfigurationRoot)configuration).Reload();

        var lines = log.Lines.Where(line => line.Id == 111).ToArray();
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line =>
        {
            Assert.Equal(LogLevel.Warning, line.Level);
            Assert.StartsWith(expected, line.Text, StringComparison.Ordinal);
            Assert.Contains($" {key} ", line.Text, StringComparison.Ordinal);
        });
        Assert.All(log.Lines, line => Assert.DoesNotContain("CANARY", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reload_that_leaves_the_key_as_it_was_keeps_a_key_set_in_code()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using ConfigurationManager configuration = new();
        (configuration["EventPics:ApiKey"], configuration["EventPics:BaseAddress"]) = (OldKey, emulator.BaseAddress.AbsoluteUri);
        await using var provider = Provide(configuration);
        var client = provider.GetRequiredService<EventPicsClient>();
        client.UpdateApiKey(emulator.ApiKey);

        configuration["EventPics:ApplicationName"] = "Booth/2";
        ((IConfigurationRoot)configuration).Reload();

        Assert.NotEmpty(await client.GetEventsAndAlbumsAsync(Token));
    }

    [Fact]
    public async Task The_hosts_services_end_the_subscription_to_the_options()
    {
        var monitor = new CountingMonitor();
        ServiceCollection services = new();
        services.AddEventPics(options => options.ApiKey = OldKey);
        services.AddSingleton<IOptionsMonitor<EventPicsClientOptions>>(monitor);
        await using (var provider = services.BuildServiceProvider())
        {
            Assert.NotNull(provider.GetRequiredService<EventPicsClient>());
            Assert.Equal(1, monitor.Subscriptions);
        }

        Assert.Equal(0, monitor.Subscriptions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_changed_while_the_client_is_created_is_used_if_it_is_valid(bool isValid)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        EventPicsClientOptions Current(string key) => new() { ApiKey = key, BaseAddress = emulator.BaseAddress };
        var monitor = new CountingMonitor
        {
            CurrentValue = Current(isValid ? OldKey : emulator.ApiKey),
            AfterSubscription = () => isValid ? Current(emulator.ApiKey) : throw new OptionsValidationException("", typeof(object), []),
        };
        ServiceCollection services = new();
        services.AddEventPics(options => options.ApiKey = OldKey);
        services.AddSingleton<IOptionsMonitor<EventPicsClientOptions>>(monitor);
        await using var provider = services.BuildServiceProvider();

        Assert.NotEmpty(await provider.GetRequiredService<EventPicsClient>().GetEventsAndAlbumsAsync(Token));
    }

    private static ServiceProvider Provide(ConfigurationManager configuration)
    {
        ServiceCollection services = new();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddEventPics();
        return services.BuildServiceProvider();
    }

    private sealed class CountingMonitor : IOptionsMonitor<EventPicsClientOptions>
    {
        public int Subscriptions { get; private set; }

        public EventPicsClientOptions CurrentValue { get; init; } = new() { ApiKey = OldKey };

        public Func<EventPicsClientOptions>? AfterSubscription { get; init; }

        public EventPicsClientOptions Get(string? name) =>
            Subscriptions > 0 && AfterSubscription is not null ? AfterSubscription() : CurrentValue;

        public IDisposable? OnChange(Action<EventPicsClientOptions, string?> listener)
        {
            Subscriptions++;
            return new Subscription(() => Subscriptions--);
        }

        private sealed class Subscription(Action end) : IDisposable
        {
            public void Dispose() => end();
        }
    }

    private sealed class RespondingHandler(Func<HttpResponseMessage> respond) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(respond());
    }
}
