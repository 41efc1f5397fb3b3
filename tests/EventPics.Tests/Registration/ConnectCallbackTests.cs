using System.Net.Sockets;
using EventPics.Emulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static EventPics.Tests.Registration.TestServices;

namespace EventPics.Tests.Registration;

/// <summary>A host's own ConnectCallback: uploads use it, and still don't reach the local network.</summary>
public sealed class ConnectCallbackTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S07_An_upload_into_the_local_network_is_rejected()
    {
        await using var server = new RawServer();
        using var log = new LogCapture();
        await using var provider = Connecting(log, server.Port, static stream => stream, options => options.ApiKey = "key");

        var error = await Assert.ThrowsAsync<EventPicsException>(() => PutAsync(provider));

        Assert.Equal((EventPicsError.UnexpectedResponse, false), (error.Error, error.IsTransient));
        Assert.Contains("resolves to a local network", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, log.Count(112));
    }

    [Fact]
    public async Task S07_A_stream_whose_address_is_unknown_is_used_with_one_warning()
    {
        await using var server = new RawServer { OnConnect = (connection, _) => connection.WriteAsync("no TLS") };
        using var log = new LogCapture();
        await using var provider = Connecting(
            log, server.Port, static stream => new BufferedStream(stream),
            options => (options.ApiKey, options.MaxRetries, options.BaseDelay) = ("key", 2, TimeSpan.Zero));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => PutAsync(provider));

        Assert.NotEqual(EventPicsError.UnexpectedResponse, error.Error);
        var warning = Assert.Single(log.Lines, line => line.Id == 112);
        Assert.Equal(LogLevel.Warning, warning.Level);
        Assert.Contains("returns a BufferedStream", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_on_this_computer_is_reached_through_it()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var log = new LogCapture();
        await using var provider =
            Connecting(log, emulator.BaseAddress.Port, static stream => stream, options => Address(options, emulator));

        await provider.GetRequiredService<EventPicsClient>().UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Single(emulator.Photos);
        Assert.Equal(0, log.Count(112));
    }

    private static ServiceProvider Connecting(
        LogCapture log, int port, Func<NetworkStream, Stream> wrap, Action<EventPicsClientOptions> configure) => Provide(services =>
    {
        services.AddLogging(logging => logging.AddProvider(log));
        services.AddEventPics(configure).HttpClient.UseSocketsHttpHandler((handler, _) => handler.ConnectCallback = async (_, token) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync("127.0.0.1", port, token);
            return wrap(new NetworkStream(socket, ownsSocket: true));
        });
    });

    private static Task<PutResult> PutAsync(IServiceProvider provider) => provider.GetRequiredService<EventPicsClient>().PutAsync(
        new UploadUrl(new Uri("https://storage.example.com/a?X-Amz-Signature=s"), DateTimeOffset.UnixEpoch),
        UploadContent.FromBytes(TestImages.Jpeg(1000)),
        cancellationToken: Token);
}
