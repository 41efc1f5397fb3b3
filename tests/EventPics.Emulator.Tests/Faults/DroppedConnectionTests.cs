using System.Net;
using System.Net.Sockets;
using System.Text;
using EventPics.Emulator.Tests.Support;

namespace EventPics.Emulator.Tests.Faults;

public sealed class DroppedConnectionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<EmulatorOperation, string> Drops => new()
    {
        { EmulatorOperation.Events, nameof(Fault.ConnectionReset) },
        { EmulatorOperation.UploadUrl, nameof(Fault.ConnectionReset) },
        { EmulatorOperation.Put, nameof(Fault.ConnectionReset) },
        { EmulatorOperation.UploadUrl, nameof(Fault.DropBeforeStoring) },
        { EmulatorOperation.Put, nameof(Fault.DropBeforeStoring) },
        { EmulatorOperation.Put, nameof(Fault.DropAfter) },
        { EmulatorOperation.Events, nameof(Fault.LostResponse) },
        { EmulatorOperation.UploadUrl, nameof(Fault.LostResponse) },
        { EmulatorOperation.Put, nameof(Fault.LostResponse) },
    };

    [Theory]
    [MemberData(nameof(Drops))]
    public async Task The_client_sees_a_dropped_connection(EmulatorOperation operation, string kind)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        var bytes = new byte[1_000_000];
        emulator.Faults.On(operation, kind switch
        {
            nameof(Fault.ConnectionReset) => Fault.ConnectionReset,
            nameof(Fault.DropBeforeStoring) => Fault.DropBeforeStoring,
            nameof(Fault.DropAfter) => Fault.DropAfter(100_001),
            _ => Fault.LostResponse,
        });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => operation switch
        {
            EmulatorOperation.Events => uploader.ListAsync(),
            EmulatorOperation.UploadUrl => uploader.RequestUploadUrlAsync("b.jpg"),
            _ => uploader.PutAsync(url, bytes),
        });

        var request = emulator.Requests[1];
        Assert.Equal((operation, null), (request.Operation, request.Status));
        var isCompleted = kind == nameof(Fault.LostResponse);
        Assert.Equal(isCompleted && operation == EmulatorOperation.Put, emulator.Photos.Count == 1);
        Assert.Equal(isCompleted && operation == EmulatorOperation.UploadUrl, request.UploadUrlNumber == 2);
        if (operation == EmulatorOperation.Put)
        {
            Assert.Equal(
                kind switch { nameof(Fault.ConnectionReset) => 0, nameof(Fault.DropAfter) => 100_001, _ => bytes.Length },
                request.BytesRead);
        }
    }

    [Fact]
    public async Task The_connection_is_dropped_at_the_end_of_a_short_body()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.DropAfter(1000));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => uploader.PutAsync(url, [1]));

        Assert.Empty(emulator.Photos);
    }

    [Theory]
    [InlineData(EmulatorOperation.Events)]
    [InlineData(EmulatorOperation.UploadUrl)]
    [InlineData(EmulatorOperation.Put)]
    public async Task A_truncated_response_fails_after_its_status(EmulatorOperation operation)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.On(operation, Fault.TruncatedResponse);
        using var request = operation switch
        {
            EmulatorOperation.Events =>
                new HttpRequestMessage(HttpMethod.Get, "geteventsandalbums") { Headers = { { "X-API-Key", emulator.ApiKey } } },
            EmulatorOperation.UploadUrl => new HttpRequestMessage(HttpMethod.Post, "getuploadurl")
            {
                Content = new StringContent(
                    """{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"b.jpg"}""",
                    new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
            },
            _ => new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent([1, 2]) },
        };

        using var response = await uploader.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(operation == EmulatorOperation.Put ? 1 : 0, emulator.Photos.Count);
    }

    [Fact]
    public async Task A_rejection_without_reading_reads_no_body()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.Status(413).WithoutReading());

        using var response = await uploader.PutAsync(url, new byte[20_000_000], change: request => request.Headers.ExpectContinue = true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("EntityTooLarge", await StorageError.ReadCodeAsync(response));
        Assert.True(response.Headers.ConnectionClose);
        Assert.Equal(0, emulator.Requests[1].BytesRead);
    }

    [Fact]
    public async Task A_rejection_without_reading_closes_the_connection_before_the_body_is_sent()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = new Uri(await uploader.GetUploadUrlAsync());
        emulator.Faults.OnPut(Fault.Status(413).WithoutReading());
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, Token);

        var head = $"PUT {url.PathAndQuery} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Length: 1000000\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Token);
        var response = await ReadToEndAsync(client.GetStream());

        // A reset may discard what arrived before it, including the response; that is the point of this fault.
        Assert.True(response.Length == 0
            || (response.StartsWith("HTTP/1.1 413 ", StringComparison.Ordinal) && response.EndsWith("</Error>", StringComparison.Ordinal)));
        Assert.Equal((413, 0), (emulator.Requests[1].Status, emulator.Requests[1].BytesRead));
    }

    [Fact]
    public async Task An_outage_drops_open_and_new_connections_until_it_ends()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        var body = new PausedContent(new byte[100_000], 50_000);
        var inProgress = uploader.PutAsync(url, body);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: > 0 }], Token);

        emulator.Faults.Offline = true;
        body.Continue();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => inProgress);
        var connections = emulator.ConnectionCount;
        // HttpClient reads the address of a new connection; if it is reset before that, the SocketException comes without a wrapper.
        var refused = await Record.ExceptionAsync(() => uploader.ListAsync());
        Assert.True(refused is HttpRequestException or SocketException, $"{refused}");
        Assert.True(emulator.ConnectionCount > connections);
        emulator.Faults.Clear();
        using var again = await uploader.PutAsync(url, [1]);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(
            [EmulatorOperation.UploadUrl, EmulatorOperation.Put, EmulatorOperation.Put],
            emulator.Requests.Select(request => request.Operation));
    }

    private static async Task<string> ReadToEndAsync(Stream stream)
    {
        var text = new MemoryStream();
        try
        {
            await stream.CopyToAsync(text, Token);
        }
        catch (IOException)
        {
            // A reset also ends the connection.
        }

        return Encoding.ASCII.GetString(text.ToArray());
    }
}
