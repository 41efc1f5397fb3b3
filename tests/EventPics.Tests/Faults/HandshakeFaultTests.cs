namespace EventPics.Tests.Faults;

/// <summary>A hanging TLS handshake, in a separate class because it is slow.</summary>
public class HandshakeFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F004_A_hanging_TLS_handshake_times_out_after_fifteen_seconds()
    {
        await using var server = new RawServer { OnConnect = (connection, _) => connection.HangAsync() };
        var options = TestOptions.For(new Uri($"https://127.0.0.1:{server.Port}/"));
        options.MaxRetries = 0;
        using var client = new EventPicsClient(options);

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.Equal((EventPicsError.Network, true), (error.Error, error.IsTransient));
    }
}
