using System.Net;
using EventPics.Emulator;
using EventPics.Internal.Http;
using EventPics.Tests.Security;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Tests.Http;

/// <summary>The proxy of the options, and services in a test network.</summary>
public sealed class ProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_request_uses_the_proxy_of_the_options(bool isRegistered)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { AllowAnyHost = true }, Token);
        await using var proxy = await ForwardProxy.StartAsync(emulator.BaseAddress);
        void Configure(EventPicsClientOptions options) =>
            (options.ApiKey, options.BaseAddress, options.AllowInsecureHttp, options.Proxy, options.MaxRetries) =
            (emulator.ApiKey, new("http://eventpics.test/"), true, new WebProxy(proxy.Address), 0);
        var services = new ServiceCollection();
        services.AddEventPics(Configure);
        await using var provider = services.BuildServiceProvider();
        var options = new EventPicsClientOptions();
        Configure(options);
        using var client = isRegistered ? provider.GetRequiredService<EventPicsClient>() : new EventPicsClient(options);

        await client.GetEventsAndAlbumsAsync(Token);
        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal("list, url, put 1", emulator.RequestSequence());
        Assert.Equal(3, proxy.Targets.Count);
        Assert.All(proxy.Targets, target => Assert.StartsWith("http://eventpics.test/", target, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_key_for_a_service_on_this_computer_is_not_sent_to_the_systems_proxy()
    {
        if (!ChildProcess.IsOne)
        {
            await ChildProcess.RunAsync(typeof(ProxyTests), nameof(The_key_for_a_service_on_this_computer_is_not_sent_to_the_systems_proxy));
            return;
        }

        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var proxy = await ForwardProxy.StartAsync(emulator.BaseAddress);
        HttpClient.DefaultProxy = new WebProxy(proxy.Address);
        using var client = TestClient.For(emulator);

        await client.GetEventsAndAlbumsAsync(Token);
        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Empty(proxy.Targets);
    }

    [Fact]
    public void Other_hosts_use_the_systems_proxy_even_if_the_service_is_on_this_computer()
    {
        var proxy = new LoopbackBypass(() => new WebProxy("http://proxy.example:3128/"));
        var storage = new Uri("https://bucket.storage.example/1");

        Assert.False(proxy.IsBypassed(storage));
        Assert.Equal("http://proxy.example:3128/", proxy.GetProxy(storage)?.AbsoluteUri);
        Assert.True(proxy.IsBypassed(new Uri("http://localhost:5000/")));
        Assert.True(new LoopbackBypass(() => null).IsBypassed(storage));
    }

    [Fact]
    public async Task An_insecure_test_network_receives_uploads_at_a_private_address()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { AllowAnyHost = true }, Token);
        var options = new EventPicsClientOptions
        {
            ApiKey = emulator.ApiKey,
            BaseAddress = new($"http://emulator:{emulator.BaseAddress.Port}/"),
            AllowInsecureHttp = true,
        };
        using var http = new HttpClient(HttpTransport.CreateHandler(options, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback])));
        using var client = new EventPicsClient(http, options, logger: null, ownsTransport: true);

        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Single(emulator.Photos);
    }
}
