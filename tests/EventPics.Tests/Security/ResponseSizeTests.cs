using System.IO.Compression;
using EventPics.Internal.Http;

namespace EventPics.Tests.Security;

/// <summary>No server can exhaust this computer's memory or keep it busy.</summary>
[Collection(nameof(NonParallel))]
public class ResponseSizeTests
{
    private const int MemoryLimit = 5 * 1024 * 1024;

    // The runtime does not distinguish every malformed response from a lost connection.
    private static readonly EventPicsError[] Expected =
        [EventPicsError.UnexpectedResponse, EventPicsError.InvalidRequest, EventPicsError.Timeout, EventPicsError.Network];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IEnumerable<TheoryDataRow<string>> Floods =>
        [.. All.Keys.Select(name => new TheoryDataRow<string>(name) { TestDisplayName = $"S09 {name} costs no memory" })];

    private static Dictionary<string, Func<RawConnection, RawRequest, Task>> All { get; } = new()
    {
        ["100 MB of JSON"] = RawScripts.Endless("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n{\"uploadUrl\":\"", "a"),
        ["100 MB of JSON without a length"] = RawScripts.Endless("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"uploadUrl\":\"", "a"),
        ["JSON in chunks without an end"] = RawScripts.Endless(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "10\r\naaaaaaaaaaaaaaaa\r\n"),
        ["An error without an end"] = RawScripts.Endless("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n", "a"),
        ["A gzip bomb"] = GzipBomb,
        ["Headers without an end"] = RawScripts.Endless("HTTP/1.1 200 OK\r\n", "X-Header: aaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"),
        ["A status line without an end"] = RawScripts.Endless("HTTP/1.1 200 ", "a"),
        ["A chunk extension without an end"] = RawScripts.Endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=", "a"),
        ["Trailers without an end"] = RawScripts.Endless(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n", "X-Header: aaaaaaaaaaaaaaa\r\n"),
    };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task S09_An_endless_response_ends_in_an_error_with_bounded_memory(string name)
    {
        await using var server = new RawServer();
        var options = TestOptions.For(server.BaseAddress);
        options.MaxRetries = 0;
        options.ApiTimeout = TimeSpan.FromSeconds(5);
        using var client = new EventPicsClient(options);
        await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "warm.jpg"), Token);
        server.OnUploadUrl(All[name]);
        server.OnPut(All[name]);
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token));
        var uploadUrl = new UploadUrl(new Uri(server.BaseAddress, "storage/1"), DateTimeOffset.UnixEpoch);
        var outcome = await Record.ExceptionAsync(
            () => client.PutAsync(uploadUrl, UploadContent.FromBytes(TestImages.Jpeg(1000)), cancellationToken: Token));

        Assert.Contains(error.Error, Expected);
        Assert.True(outcome is null or EventPicsException, outcome?.ToString());
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.True(allocated < MemoryLimit, $"{allocated} bytes were allocated.");
    }

    [Fact]
    public void S09_The_runtimes_own_limits_are_set()
    {
        using var handler = Assert.IsType<SocketsHttpHandler>(HttpTransport.CreateHandler(new EventPicsClientOptions()));

        Assert.Equal(System.Net.DecompressionMethods.None, handler.AutomaticDecompression);
        Assert.Equal(32, handler.MaxResponseHeadersLength);
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
        Assert.Null(handler.Credentials);
        Assert.False(handler.PreAuthenticate);
    }

    private static async Task GzipBomb(RawConnection connection, RawRequest request)
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.WriteAsync(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {Bomb.Value.Length}\r\n\r\n");
        await connection.WriteAsync(Bomb.Value);
    }

    private static Lazy<byte[]> Bomb { get; } = new(() =>
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            var block = new byte[64 * 1024];
            Array.Fill(block, (byte)' ');
            for (var i = 0; i < 800; i++)
            {
                gzip.Write(block);
            }
        }

        return packed.ToArray();
    });
}
