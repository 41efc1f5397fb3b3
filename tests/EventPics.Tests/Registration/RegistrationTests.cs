using EventPics.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RichardSzalay.MockHttp;

namespace EventPics.Tests.Registration;

/// <summary>Registration of the client with a host's services.</summary>
public sealed class RegistrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_action_sets_the_options()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var provider = Provide(services => services.AddEventPics(options => Address(options, emulator)));

        Assert.Equal(2, (await provider.GetRequiredService<EventPicsClient>().GetEventsAndAlbumsAsync(Token)).Count);
    }

    [Fact]
    public void A_key_alone_is_enough()
    {
        using var provider = Provide(services => services.AddEventPics("key"));

        Assert.NotNull(provider.GetRequiredService<EventPicsClient>());
        Assert.Equal("key", Options(provider).ApiKey);
    }

    [Fact]
    public void A_configuration_section_sets_every_option_except_the_clock()
    {
        using var provider = Provide(services => services.AddEventPics(Section(
            ("ApiKey", "key"), ("BaseAddress", "https://eventpics.example/"), ("ApplicationName", "MyBooth/2.1"), ("ApiTimeout", "00:00:11"),
            ("StallTimeout", "00:00:12"), ("ResponseTimeout", "00:00:13"), ("MaxRetries", "14"), ("BaseDelay", "00:00:15"), ("MaxDelay", "00:00:16"),
            ("UploadUrlLifetime", "00:00:17"))));

        var options = Options(provider);

        Assert.NotNull(provider.GetRequiredService<EventPicsClient>());
        Assert.Equal(
            ("key", "https://eventpics.example/", "MyBooth/2.1", 14),
            (options.ApiKey, options.BaseAddress.AbsoluteUri, options.ApplicationName, options.MaxRetries));
        Assert.Equal(
            [11, 12, 13, 15, 16, 17],
            new[] { options.ApiTimeout, options.StallTimeout, options.ResponseTimeout, options.BaseDelay, options.MaxDelay, options.UploadUrlLifetime }
                .Select(span => span.TotalSeconds));
    }

    [Fact]
    public async Task Named_accounts_are_keyed_services_each_with_its_own_options()
    {
        await using var first = await EventPicsEmulator.StartAsync(new() { ApiKey = "first-key" }, Token);
        await using var second = await EventPicsEmulator.StartAsync(new() { ApiKey = "second-key" }, Token);
        await using var provider = Provide(services =>
        {
            services.AddEventPics("first", options => Address(options, first));
            services.AddEventPics("second", Section(("ApiKey", second.ApiKey), ("BaseAddress", second.BaseAddress.AbsoluteUri)));
            services.AddEventPics("third", "third-key");
        });

        await provider.GetRequiredKeyedService<EventPicsClient>("first").GetEventsAndAlbumsAsync(Token);
        await provider.GetRequiredKeyedService<EventPicsClient>("second").UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal("list", first.RequestSequence());
        Assert.Equal("url, put 1", second.RequestSequence());
        Assert.Equal("third-key", Options(provider, "third").ApiKey);
        Assert.Same(provider.GetRequiredKeyedService<EventPicsClient>("first"), provider.GetRequiredKeyedService<EventPicsClient>("first"));
    }

    [Fact]
    public void Named_accounts_alone_register_no_unnamed_client()
    {
        using var provider = Provide(services => services.AddEventPics("first", "key"));

        Assert.Null(provider.GetService<EventPicsClient>());
        Assert.Null(provider.GetKeyedService<EventPicsClient>("second"));
        Assert.NotNull(provider.GetKeyedService<EventPicsClient>("first"));
    }

    [Fact]
    public void An_unnamed_account_and_named_ones_can_be_combined()
    {
        using var provider = Provide(services =>
        {
            services.AddEventPics("plain-key");
            services.AddEventPics("first", "first-key");
        });

        Assert.NotSame(provider.GetRequiredService<EventPicsClient>(), provider.GetRequiredKeyedService<EventPicsClient>("first"));
        Assert.Equal(("plain-key", "first-key"), (Options(provider).ApiKey, Options(provider, "first").ApiKey));
    }

    [Fact]
    public void A_singleton_may_depend_on_the_client()
    {
        using var provider = Provide(services =>
        {
            services.AddEventPics("key");
            services.AddSingleton<Booth>();
        });

        Assert.Same(provider.GetRequiredService<EventPicsClient>(), provider.GetRequiredService<Booth>().Client);
    }

    [Fact]
    public async Task A_host_does_not_start_with_invalid_options_and_reports_all_errors()
    {
        var builder = Builder();
        builder.Services.AddEventPics(options => (options.ApiKey, options.BaseAddress, options.MaxRetries) = ("", new("http://a.example/"), -1));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.Collection(
            error.Failures,
            failure => Assert.StartsWith("ApiKey is missing.", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("BaseAddress must begin with https://", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("MaxRetries must be", failure, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_does_not_start_with_one_invalid_account_among_several()
    {
        var builder = Builder();
        builder.Services.AddEventPics("good", "key");
        builder.Services.AddEventPics("bad", "");
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.Equal("bad", error.OptionsName);
    }

    [Fact]
    public async Task A_host_with_valid_options_starts()
    {
        var builder = Builder();
        builder.Services.AddEventPics("key");
        using var host = builder.Build();

        await host.StartAsync(Token);

        Assert.NotNull(host.Services.GetRequiredService<EventPicsClient>());
        await host.StopAsync(Token);
    }

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
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handlers_added_to_all_clients_are_removed_and_custom_ones_remain(bool defaultsFirst)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var (hosts, own) = (new CountingHandler(), new CountingHandler());
        void AddDefaults(IServiceCollection services) =>
            services.ConfigureHttpClientDefaults(every => every.AddHttpMessageHandler(() => hosts).ConfigureHttpClient(http => http.Timeout = TimeSpan.FromTicks(1)));
        await using var provider = Provide(services =>
        {
            if (defaultsFirst)
            {
                AddDefaults(services);
            }

            services.AddEventPics(options => Address(options, emulator)).HttpClient.AddHttpMessageHandler(() => own);
            if (!defaultsFirst)
            {
                AddDefaults(services);
            }
        });

        await provider.GetRequiredService<EventPicsClient>().UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal((0, 2), (hosts.Count, own.Count));
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

        var client = name is null ? provider.GetRequiredService<EventPicsClient>() : provider.GetRequiredKeyedService<EventPicsClient>(name);
        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal(2, handler.Count);
        Assert.All(emulator.Requests, request => Assert.EndsWith("Second/1", request.Headers["User-Agent"], StringComparison.Ordinal));
    }

    [Fact]
    public void A_host_timeout_that_would_abort_uploads_is_rejected()
    {
        using var provider = Provide(services =>
            services.AddEventPics("key").HttpClient.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromSeconds(1)));

        var error = Assert.Throws<ArgumentException>("httpClient", () => provider.GetRequiredService<EventPicsClient>());

        Assert.Contains("Set it to Timeout.InfiniteTimeSpan", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_builder_accepts_a_mock_handler()
    {
        using var mock = new MockHttpMessageHandler();
        mock.When(HttpMethod.Get, MockTransport.ListUrl).Respond("application/json", """{"events":[{"title":"T","linkId":"x"}]}""");
        await using var provider = Provide(services =>
            services.AddEventPics("key").HttpClient.ConfigurePrimaryHttpMessageHandler(() => mock));

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

    [Fact]
    public void Missing_arguments_are_named()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).AddEventPics("key"));
        Assert.Throws<ArgumentNullException>("configure", () => services.AddEventPics((Action<EventPicsClientOptions>)null!));
        Assert.Throws<ArgumentNullException>("section", () => services.AddEventPics((IConfiguration)null!));
        Assert.Throws<ArgumentException>("name", () => services.AddEventPics("", "key"));
        Assert.Throws<ArgumentException>("name", () => services.AddEventPics(" ", _ => { }));
        Assert.Throws<ArgumentNullException>("name", () => services.AddEventPics(null!, Section()));
        Assert.Empty(services);
    }

    private static ServiceProvider Provide(Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    private static HostApplicationBuilder Builder() => Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });

    private static void Address(EventPicsClientOptions options, EventPicsEmulator emulator) =>
        (options.ApiKey, options.BaseAddress, options.BaseDelay) = (emulator.ApiKey, emulator.BaseAddress, TimeSpan.Zero);

    private static EventPicsClientOptions Options(IServiceProvider provider, string? name = null) =>
        provider.GetRequiredService<IOptionsMonitor<EventPicsClientOptions>>().Get(name);

    private static IConfigurationSection Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create<string, string?>("Account:" + pair.Key, pair.Value)))
        .Build()
        .GetSection("Account");

    private sealed record Booth(EventPicsClient Client);

    private sealed class CountingHandler : DelegatingHandler
    {
        private int _count;

        public int Count => _count;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _count);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
