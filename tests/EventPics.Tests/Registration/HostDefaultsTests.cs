using System.Net;
using EventPics.Emulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static EventPics.Tests.Registration.TestServices;

namespace EventPics.Tests.Registration;

/// <summary>
/// What a host configures for all its HttpClients: its primary handler is used, its other handlers are not, and credentials in its headers
/// are refused.
/// </summary>
public sealed class HostDefaultsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handlers_for_all_clients_are_not_used_and_the_log_says_so(bool defaultsFirst)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var (hosts, own) = (new CountingHandler(), new CountingHandler());
        using var log = new LogCapture();
        await using var provider = Provide(services =>
        {
            services.AddLogging(logging => logging.AddProvider(log));
            InOrder(
                defaultsFirst,
                () => services.ConfigureHttpClientDefaults(
                    every => every.AddHttpMessageHandler(() => hosts).ConfigureHttpClient(http => http.Timeout = TimeSpan.FromTicks(1))),
                () => services.AddEventPics(options => Address(options, emulator)).HttpClient.AddHttpMessageHandler(() => own));
        });

        await provider.GetRequiredService<EventPicsClient>().UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal((0, 2), (hosts.Count, own.Count));
        Assert.Contains(
            $"Not used: {nameof(CountingHandler)}.", Assert.Single(log.Lines, line => line.Id == 110).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_primary_handler_for_all_clients_is_used_as_it_is(bool defaultsFirst)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var shared = new SocketsHttpHandler();
        var counting = new CountingHandler { InnerHandler = shared };
        await using var provider = Provide(services => InOrder(
            defaultsFirst,
            () => services.ConfigureHttpClientDefaults(every => every.ConfigurePrimaryHttpMessageHandler(() => counting)),
            () => services.AddEventPics(options => Address(options, emulator))));

        await provider.GetRequiredService<EventPicsClient>().UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal(2, counting.Count);
        Assert.True(shared.AllowAutoRedirect); // other clients may share it
    }

    [Fact]
    public async Task A_redirect_that_the_hosts_primary_handler_follows_is_detected()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var other = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.OnUploadUrl(Fault.LoginRedirect(new Uri(other.BaseAddress, "getuploadurl").AbsoluteUri, 307));
        await using var provider = Provide(services =>
        {
            services.ConfigureHttpClientDefaults(every => every.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()));
            services.AddEventPics(options => Address(options, emulator));
        });

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => provider.GetRequiredService<EventPicsClient>().UploadAsync(TestClient.Photo, cancellationToken: Token));

        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.Equal(0, other.Requests.Sum(request => request.BytesRead));
    }

    [Fact]
    public void An_adjustment_of_the_primary_handler_applies_but_not_to_what_protects_the_key()
    {
        SocketsHttpHandler? adjusted = null;
        using var provider = Provide(services =>
        {
            services.ConfigureHttpClientDefaults(every => every.UseSocketsHttpHandler((handler, _) =>
            {
                adjusted = handler;
                (handler.MaxConnectionsPerServer, handler.AllowAutoRedirect, handler.UseCookies) = (7, true, true);
            }));
            services.AddEventPics(options => options.ApiKey = "key");
        });

        Assert.NotNull(provider.GetRequiredService<EventPicsClient>());

        Assert.NotNull(adjusted?.ConnectCallback); // the library's own
        Assert.Equal((7, false, false), (adjusted.MaxConnectionsPerServer, adjusted.AllowAutoRedirect, adjusted.UseCookies));
        Assert.Null(adjusted.ActivityHeadersPropagator);
    }

    [Theory]
    [InlineData("Authorization", "Bearer secret")]
    [InlineData("X-API-Key", "secret")]
    public void Credentials_in_the_headers_of_all_clients_are_rejected(string header, string value)
    {
        using var provider = Provide(services =>
        {
            services.ConfigureHttpClientDefaults(every => every.ConfigureHttpClient(http => http.DefaultRequestHeaders.Add(header, value)));
            services.AddEventPics(options => options.ApiKey = "key");
        });

        var error = Assert.Throws<ArgumentException>("httpClient", () => provider.GetRequiredService<EventPicsClient>());

        Assert.Contains($"'{header}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_proxy_in_the_options_is_rejected_where_it_would_have_no_effect()
    {
        using var provider = Provide(services =>
        {
            services.ConfigureHttpClientDefaults(every => every.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()));
            services.AddEventPics(options => (options.ApiKey, options.Proxy) = ("key", new WebProxy("http://proxy:8080/")));
        });

        var error = Assert.Throws<ArgumentException>("options", () => provider.GetRequiredService<EventPicsClient>());

        Assert.Contains("Set the proxy of that handler", error.Message, StringComparison.Ordinal);
    }

    private static void InOrder(bool defaultsFirst, Action addDefaults, Action addEventPics)
    {
        (defaultsFirst ? addDefaults : addEventPics)();
        (defaultsFirst ? addEventPics : addDefaults)();
    }
}
