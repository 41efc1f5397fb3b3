using System.Collections.Concurrent;
using EventPics.Emulator;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Tests.Http;

/// <summary>Disposal: which object closes the connections.</summary>
public sealed class DisposalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_closes_connections_that_it_owns()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var client = TestClient.For(emulator);
        await client.GetEventsAndAlbumsAsync(Token);

        client.Dispose();
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetEventsAndAlbumsAsync(Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.UploadAsync(TestClient.Photo, cancellationToken: Token));
        Assert.Equal("list", emulator.RequestSequence());
    }

    [Theory]
    [InlineData("own", "url")]
    [InlineData("own", "put")]
    [InlineData("own", "stall")]
    [InlineData("own", "back-off")]
    [InlineData("caller's", "url")]
    [InlineData("caller's", "put")]
    [InlineData("caller's", "stall")]
    [InlineData("caller's", "back-off")]
    [InlineData("its HttpClient", "url")]
    [InlineData("its HttpClient", "put")]
    [InlineData("its HttpClient", "stall")]
    [InlineData("its handler", "put")]
    public async Task Disposing_the_client_or_its_HttpClient_fails_uploads_with_the_same_exception(string disposed, string when)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var options = TestClient.Options(emulator);
        options.BaseDelay = options.MaxDelay = TimeSpan.FromHours(1);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler, disposeHandler: false);
        using var client = disposed == "own" ? new EventPicsClient(options) : new EventPicsClient(http, options);
        var isHandlers = disposed == "its handler";
        var (operation, fault) = when switch
        {
            "url" => (EmulatorOperation.UploadUrl, Fault.Delay(TimeSpan.FromHours(1))),
            "put" => (EmulatorOperation.Put, Fault.Delay(TimeSpan.FromHours(1))),
            "stall" => (EmulatorOperation.Put, Fault.Stall(1_000_000)),
            _ => (EmulatorOperation.UploadUrl, Fault.Status(503)),
        };
        emulator.Faults.On(operation, fault);
        var upload = client.UploadAsync(TestClient.Request(30_000_000), cancellationToken: Token);
        await emulator.WaitForRequestsAsync(operation, 1, Token);
        if (when is "stall")
        {
            await emulator.WaitUntilAsync(() => emulator.Requests.Any(request => request.BytesRead >= 1_000_000), Token);
        }

        switch (disposed)
        {
            case "its HttpClient":
                http.Dispose();
                break;
            case "its handler":
                handler.Dispose();
                http.CancelPendingRequests();
                break;
            default:
                client.Dispose();
                break;
        }

        var error = await Assert.ThrowsAsync<ObjectDisposedException>(
            () => isHandlers
                ? client.UploadAsync(TestClient.Photo, cancellationToken: Token)
                : upload.WaitAsync(TimeSpan.FromSeconds(60), Token));

        Assert.Equal(nameof(EventPicsClient), error.ObjectName);
        Assert.Empty(emulator.Photos);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetEventsAndAlbumsAsync(Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Disposing_the_client_ends_the_wait_for_the_next_request(bool isDerived)
    {
        using var client = new EventPicsClient("key");
        using var camera = new BlockingCollection<UploadRequest>();
        var uploading = (isDerived ? client.WithMaxRetries(0) : client).UploadManyAsync(
            camera.GetConsumingEnumerable(Token), _ => Task.CompletedTask, cancellationToken: Token);

        client.Dispose();

        try
        {
            var error = await Assert.ThrowsAsync<ObjectDisposedException>(() => uploading.WaitAsync(TimeSpan.FromSeconds(20), Token));
            Assert.Equal(nameof(EventPicsClient), error.ObjectName);
        }
        finally
        {
            camera.CompleteAdding();
        }
    }

    [Fact]
    public async Task A_derived_client_ends_with_the_original_but_not_the_reverse()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var client = TestClient.For(emulator);
        var other = client.WithMaxRetries(0);
        client.WithMaxRetries(1).Dispose();
        await client.GetEventsAndAlbumsAsync(Token);
        emulator.Faults.OnPut(Fault.Delay(TimeSpan.FromHours(1)));
        var upload = other.UploadAsync(TestClient.Photo, cancellationToken: Token);
        await emulator.WaitForRequestsAsync(EmulatorOperation.Put, 1, Token);

        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => upload.WaitAsync(TimeSpan.FromSeconds(60), Token));
    }

    [Fact]
    public async Task A_disposed_stream_of_the_caller_is_not_mistaken_for_a_disposed_client()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var stream = new MemoryStream(TestImages.Jpeg(1000));
        var content = UploadContent.FromStream(stream);
        await stream.DisposeAsync();

        var error = await Assert.ThrowsAsync<ObjectDisposedException>(
            () => client.UploadAsync(new("abcd1234", "a.jpg", content), cancellationToken: Token));

        Assert.NotEqual(nameof(EventPicsClient), error.ObjectName);
    }

    [Fact]
    public async Task A_registered_client_outlives_a_scope_and_is_disposed_with_the_host()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var services = new ServiceCollection();
        services.AddEventPics(options => (options.ApiKey, options.BaseAddress) = (emulator.ApiKey, emulator.BaseAddress));
        var provider = services.BuildServiceProvider(validateScopes: true);
        EventPicsClient client;
        await using (var scope = provider.CreateAsyncScope())
        {
            client = scope.ServiceProvider.GetRequiredService<EventPicsClient>();
        }

        await client.GetEventsAndAlbumsAsync(Token);

        Assert.Same(client, provider.GetRequiredService<EventPicsClient>());
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task A_client_is_thread_safe()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);

        var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(
            i => Task.Run(() => client.UploadAsync(TestClient.Request(10_000 + i, $"{i}.jpg"), cancellationToken: Token), Token)));

        Assert.Equal(20, results.Select(result => result.FileName).Distinct().Count());
        Assert.All(emulator.Photos, photo => Assert.Equal($"{photo.Length - 10_000}.jpg", photo.FileName));
        Assert.Equal(20, emulator.Photos.Count);
    }
}
