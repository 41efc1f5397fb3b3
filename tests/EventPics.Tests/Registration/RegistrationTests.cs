using EventPics.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using static EventPics.Tests.Registration.TestServices;

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
    public void A_configuration_section_sets_every_option_except_clock_and_proxy()
    {
        using var provider = Provide(services => services.AddEventPics(Section(
            ("ApiKey", "key"), ("BaseAddress", "http://eventpics.example/"), ("ApplicationName", "MyBooth/2.1"), ("ApiTimeout", "00:00:11"),
            ("StallTimeout", "00:00:12"), ("ResponseTimeout", "00:00:13"), ("MaxRetries", "14"), ("BaseDelay", "00:00:15"),
            ("MaxDelay", "00:00:16"),
            ("UploadUrlLifetime", "00:00:17"), ("AllowInsecureHttp", "true"))));

        var options = Options(provider);

        Assert.NotNull(provider.GetRequiredService<EventPicsClient>());
        Assert.Equal(
            ("key", "http://eventpics.example/", "MyBooth/2.1", 14),
            (options.ApiKey, options.BaseAddress.AbsoluteUri, options.ApplicationName, options.MaxRetries));
        Assert.Equal(
            [11, 12, 13, 15, 16, 17],
            new[] { options.ApiTimeout, options.StallTimeout, options.ResponseTimeout, options.BaseDelay, options.MaxDelay, options.UploadUrlLifetime }
                .Select(span => span.TotalSeconds));
        Assert.All(
            typeof(EventPicsClientOptions).GetProperties().Where(property => property.Name is not ("Proxy" or "TimeProvider")),
            property => Assert.NotEqual(property.GetValue(new EventPicsClientOptions()), property.GetValue(options)));
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
            services.AddEventPics("third", options => options.ApiKey = "third-key");
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
        using var provider = Provide(services => services.AddEventPics("first", options => options.ApiKey = "key"));

        Assert.Null(provider.GetService<EventPicsClient>());
        Assert.Null(provider.GetKeyedService<EventPicsClient>("second"));
        Assert.NotNull(provider.GetKeyedService<EventPicsClient>("first"));
    }

    [Fact]
    public void An_unnamed_account_and_named_ones_can_be_combined()
    {
        using var provider = Provide(services =>
        {
            services.AddEventPics(options => options.ApiKey = "plain-key");
            services.AddEventPics("first", options => options.ApiKey = "first-key");
        });

        Assert.NotSame(provider.GetRequiredService<EventPicsClient>(), provider.GetRequiredKeyedService<EventPicsClient>("first"));
        Assert.Equal(("plain-key", "first-key"), (Options(provider).ApiKey, Options(provider, "first").ApiKey));
    }

    [Fact]
    public void A_singleton_may_depend_on_the_client()
    {
        using var provider = Provide(services =>
        {
            services.AddEventPics(options => options.ApiKey = "key");
            services.AddSingleton<Booth>();
        });

        Assert.Same(provider.GetRequiredService<EventPicsClient>(), provider.GetRequiredService<Booth>().Client);
    }

    [Fact]
    public async Task A_host_does_not_start_with_invalid_options_and_reports_all_errors()
    {
        var builder = Builder();
        builder.Services.AddEventPics(
            options => (options.ApiKey, options.BaseAddress, options.MaxRetries) = ("", new("http://a.example/"), -1));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));

        Assert.Collection(
            error.Failures,
            failure => Assert.StartsWith("EventPicsClientOptions.ApiKey is missing.", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("EventPicsClientOptions.BaseAddress must begin with https://", failure, StringComparison.Ordinal),
            failure => Assert.StartsWith("EventPicsClientOptions.MaxRetries must be", failure, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_with_valid_options_starts()
    {
        var builder = Builder();
        builder.Services.AddEventPics(options => options.ApiKey = "key");
        using var host = builder.Build();

        await host.StartAsync(Token);

        Assert.NotNull(host.Services.GetRequiredService<EventPicsClient>());
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("booth", false)]
    [InlineData("booth", true)]
    public async Task A_client_that_the_host_registered_before_is_used(string? name, bool passesSection)
    {
        using var mock = Substitute.For<EventPicsClient>();
        var builder = Builder();
        var section = builder.Configuration.GetSection(name is null ? "EventPics" : "EventPics:" + name);
        section["ApiKey"] = "key";
        builder.Services.AddKeyedSingleton("booth", mock).AddSingleton(mock);
        _ = (name, passesSection) switch
        {
            (null, false) => builder.Services.AddEventPics(),
            (null, true) => builder.Services.AddEventPics(section),
            (_, false) => builder.Services.AddEventPics(name),
            (_, true) => builder.Services.AddEventPics(name, section),
        };
        using var host = builder.Build();

        await host.StartAsync(Token);

        Assert.Same(
            mock,
            name is null
                ? host.Services.GetRequiredService<EventPicsClient>()
                : host.Services.GetRequiredKeyedService<EventPicsClient>(name));
        await host.StopAsync(Token);
    }

    [Fact]
    public void Missing_arguments_are_named()
    {
        var services = new ServiceCollection();

        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).AddEventPics());
        Assert.Throws<ArgumentNullException>("services", () => ((IServiceCollection)null!).AddEventPics("first"));
        Assert.Throws<ArgumentNullException>("configure", () => services.AddEventPics((Action<EventPicsClientOptions>)null!));
        Assert.Throws<ArgumentNullException>("section", () => services.AddEventPics((IConfiguration)null!));
        Assert.Throws<ArgumentNullException>("name", () => services.AddEventPics((string)null!));
        Assert.Throws<ArgumentNullException>("name", () => services.AddEventPics(null!, Section()));
        Assert.Empty(services);
    }

    private sealed record Booth(EventPicsClient Client);
}
