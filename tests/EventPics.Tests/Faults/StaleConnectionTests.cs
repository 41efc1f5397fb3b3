using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Faults;

/// <summary>A connection that died in the pool costs no retry; one that breaks under a request does.</summary>
public class StaleConnectionTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F007_A_stale_pooled_connection_costs_no_retry_when_a_URL_is_requested()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        server.OnUploadUrl(RawScripts.Reset);

        var result = await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000, 2)), cancellationToken: Token);

        Assert.Equal("url, put 1, url, url, put 2", server.Requests);
        Assert.False(result.PossibleDuplicate);
    }

    [Fact]
    public async Task F007_A_stale_pooled_connection_costs_no_retry_of_the_PUT()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        var uploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        server.OnPut(RawScripts.Reset);

        await client.PutAsync(uploadUrl, UploadContent.FromBytes(TestImages.Jpeg(10_000)), cancellationToken: Token);

        Assert.Equal("url, put 1, put 1", server.Requests);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task F007_Only_one_retry_is_free()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        var uploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        server.OnPut(RawScripts.Reset, 2);

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.PutAsync(uploadUrl, UploadContent.FromBytes(TestImages.Jpeg(10_000)), cancellationToken: Token));

        Assert.Equal(EventPicsError.Network, error.Error);
        Assert.Equal("url, put 1, put 1", server.Requests);
    }

    [Fact]
    public async Task F007_A_connection_lost_just_after_a_response_was_not_stale()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        server.OnPut(RawScripts.Reset);

        await Assert.ThrowsAsync<EventPicsException>(
            () => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token));

        Assert.Equal("url, put 1", server.Requests);
    }

    [Fact]
    public async Task F007_A_pooled_connection_closed_while_idle_is_not_used()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        server.OnPut(async (connection, request) =>
        {
            await server.StoreAsync(connection, request);
            connection.Close();
        });
        await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token);
        _time.Advance(TimeSpan.FromSeconds(10));

        await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000, 2)), cancellationToken: Token);

        Assert.Equal("url, put 1, url, put 2", server.Requests);
    }

    private EventPicsClient CreateClient(RawServer server)
    {
        var options = TestOptions.For(server.BaseAddress);
        options.MaxRetries = 0;
        options.TimeProvider = _time;
        return new EventPicsClient(options);
    }
}
