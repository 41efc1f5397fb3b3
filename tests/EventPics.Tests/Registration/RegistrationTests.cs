using EventPics.Emulator;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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

    private sealed record Booth(EventPicsClient Client);
}
