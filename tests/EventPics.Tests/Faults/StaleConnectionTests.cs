using EventPics.Tests.Raw;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Faults;

/// <summary>A connection that died in the pool costs no retry; one that breaks under a request does.</summary>
public class StaleConnectionTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F007_A_pooled_connection_that_is_dead_when_a_link_is_asked_for_is_replaced_free_of_charge()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        await client.UploadAsync(Picture.Request(Picture.Of(10_000)), cancellationToken: Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        server.OnLink(RawScripts.Reset);

        var result = await client.UploadAsync(Picture.Request(Picture.Of(10_000, 2)), cancellationToken: Token);

        Assert.Equal("link, put 1, link, link, put 2", server.Requests);
        Assert.False(result.PossibleDuplicate);
    }

    [Fact]
    public async Task F007_A_pooled_connection_that_is_dead_at_the_PUT_is_replaced_free_of_charge()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        var link = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        server.OnPut(RawScripts.Reset);

        await client.PutAsync(link, UploadContent.FromBytes(Picture.Of(10_000)), cancellationToken: Token);

        Assert.Equal("link, put 1, put 1", server.Requests);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task F007_Only_one_retry_is_free()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        var link = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);
        _time.Advance(TimeSpan.FromSeconds(10));
        server.OnPut(RawScripts.Reset, 2);

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.PutAsync(link, UploadContent.FromBytes(Picture.Of(10_000)), cancellationToken: Token));

        Assert.Equal(EventPicsError.Network, error.Error);
        Assert.Equal("link, put 1, put 1", server.Requests);
    }

    [Fact]
    public async Task F007_A_connection_that_breaks_just_after_an_answer_was_not_stale()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        server.OnPut(RawScripts.Reset);

        await Assert.ThrowsAsync<EventPicsException>(
            () => client.UploadAsync(Picture.Request(Picture.Of(10_000)), cancellationToken: Token));

        Assert.Equal("link, put 1", server.Requests);
    }

    [Fact]
    public async Task F007_A_pooled_connection_that_was_closed_while_idle_is_not_even_tried()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        server.OnPut(async (connection, request) =>
        {
            await server.StoreAsync(connection, request);
            connection.Close();
        });
        await client.UploadAsync(Picture.Request(Picture.Of(10_000)), cancellationToken: Token);
        _time.Advance(TimeSpan.FromSeconds(10));

        await client.UploadAsync(Picture.Request(Picture.Of(10_000, 2)), cancellationToken: Token);

        Assert.Equal("link, put 1, link, put 2", server.Requests);
    }

    private EventPicsClient CreateClient(RawServer server)
    {
        var options = TestOptions.For(server.BaseAddress);
        options.MaxRetries = 0;
        options.TimeProvider = _time;
        return new EventPicsClient(options);
    }
}
