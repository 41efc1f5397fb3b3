using EventPics.Emulator;
using Microsoft.Extensions.DependencyInjection;

namespace EventPics.Tests;

/// <summary>Who closes the connections.</summary>
public sealed class DisposalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_with_connections_of_its_own_closes_them()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var client = TestClient.For(emulator);
        await client.GetEventsAndAlbumsAsync(Token);

        client.Dispose();
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.GetEventsAndAlbumsAsync(Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.UploadAsync(TestClient.Photo, cancellationToken: Token));
        Assert.Equal("list", emulator.Story());
    }

    [Fact]
    public async Task A_registered_client_survives_a_scope_and_ends_with_the_host()
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
    public async Task One_client_serves_many_threads()
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
