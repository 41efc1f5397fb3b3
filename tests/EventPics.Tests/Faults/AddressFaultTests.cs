using System.Net;
using System.Net.Sockets;
using EventPics.Emulator;
using EventPics.Internal.Http;

namespace EventPics.Tests.Faults;

/// <summary>DNS and address faults.</summary>
public class AddressFaultTests
{
    // An address reserved for documentation: no host responds there.
    private static readonly IPAddress UnresponsiveAddress = IPAddress.Parse("192.0.2.1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F001_A_failed_DNS_lookup_is_retried()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var lookups = 0;
        using var client = CreateClient(emulator.BaseAddress.Port, _ => ++lookups <= 3
            ? throw new SocketException((int)SocketError.HostNotFound)
            : [IPAddress.Loopback]);

        await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token);

        Assert.Equal(4, lookups);
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task F001_A_DNS_name_that_is_never_found_is_a_network_error()
    {
        using var client = CreateClient(80, _ => throw new SocketException((int)SocketError.HostNotFound));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.Equal((EventPicsError.Network, true, null), (error.Error, error.IsTransient, error.StatusCode));
    }

    [Fact]
    public async Task F001_A_DNS_name_without_an_address_is_a_network_error()
    {
        using var client = CreateClient(80, _ => []);

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.Equal(EventPicsError.Network, error.Error);
    }

    [Fact]
    public async Task F002_A_rejected_connection_is_a_network_error()
    {
        using var client = new EventPicsClient(TestOptions.For(new Uri($"http://127.0.0.1:{await UnusedPortAsync()}/")));

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token));

        Assert.Equal((EventPicsError.Network, true), (error.Error, error.IsTransient));
    }

    [Fact]
    public async Task F002_A_connection_that_is_rejected_for_a_while_is_retried()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.Offline = true;
        var options = TestOptions.For(emulator.BaseAddress);
        options.MaxRetries = 100;
        options.MaxDelay = TimeSpan.FromMilliseconds(200);
        using var client = new EventPicsClient(options);
        var upload = client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token);
        await Eventually.TrueAsync(() => emulator.ConnectionCount >= 3);

        emulator.Faults.Offline = false;
        await upload;

        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task F003_An_unresponsive_address_is_abandoned_for_the_next_one()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = CreateClient(emulator.BaseAddress.Port, _ => [UnresponsiveAddress, IPAddress.Loopback]);

        var result = await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token);

        Assert.Equal(1, result.Attempts);
    }

    [Fact]
    public void F003_The_connect_timeout_is_fifteen_seconds()
    {
        // The handler's clock can't be faked; that it obeys its timeout is up to the runtime.
        using var handler = Assert.IsType<SocketsHttpHandler>(HttpTransport.CreateHandler(new EventPicsClientOptions()));

        Assert.Equal(TimeSpan.FromSeconds(15), handler.ConnectTimeout);
    }

    [Fact]
    public async Task F015_A_network_outage_during_a_PUT_only_delays_the_upload()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.OnPut(Fault.Stall(100_000));
        var options = TestOptions.For(emulator.BaseAddress);
        options.MaxRetries = 100;
        options.MaxDelay = TimeSpan.FromMilliseconds(200);
        using var client = new EventPicsClient(options);
        var upload = client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(8_000_000)), cancellationToken: Token);
        await emulator.WaitUntilAsync(() => emulator.Requests.Any(request => request.BytesRead >= 100_000), Token);

        emulator.Faults.Offline = true;
        var before = emulator.ConnectionCount;
        await Eventually.TrueAsync(() => emulator.ConnectionCount > before + 2);
        emulator.Faults.Offline = false;
        var result = await upload;

        Assert.Equal(1, result.UploadUrlsIssued);
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task F023_Broken_IPv6_next_to_working_IPv4_costs_no_attempt()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = CreateClient(
            emulator.BaseAddress.Port,
            _ => [IPAddress.Parse("2001:db8::1"), IPAddress.Parse("2001:db8::2"), UnresponsiveAddress, IPAddress.Loopback]);

        var result = await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token);

        Assert.Equal(1, result.Attempts);
    }

    [Fact]
    public async Task F024_A_host_that_changes_its_address_is_found_again()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var lookups = 0;
        using var client = CreateClient(emulator.BaseAddress.Port, _ =>
            [++lookups == 1 ? UnresponsiveAddress : IPAddress.Loopback], options =>
        {
            options.ApiTimeout = TimeSpan.FromSeconds(1);
            options.MaxRetries = 100;
        });

        await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token);

        Assert.True(lookups > 1);
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public void F024_A_pooled_connection_is_renewed_after_two_minutes()
    {
        using var handler = Assert.IsType<SocketsHttpHandler>(HttpTransport.CreateHandler(new EventPicsClientOptions()));

        Assert.Equal(TimeSpan.FromMinutes(2), handler.PooledConnectionLifetime);
    }

    private static EventPicsClient CreateClient(
        int port, Func<string, IPAddress[]> resolve, Action<EventPicsClientOptions>? configure = null)
    {
        var options = TestOptions.For(new Uri($"http://localhost:{port}/"));
        configure?.Invoke(options);
        var handler = HttpTransport.CreateHandler(options, (host, _) => Task.FromResult(resolve(host)));
        return new EventPicsClient(
            new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }, options, logger: null, ownsTransport: true);
    }

    private static async Task<int> UnusedPortAsync()
    {
        await using var server = new RawServer();
        return server.Port;
    }
}
