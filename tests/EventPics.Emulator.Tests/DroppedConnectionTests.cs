using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EventPics.Emulator.Tests;

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
    public async Task A_dropped_connection_reaches_the_client_as_such(EmulatorOperation operation, string kind)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        byte[] bytes = new byte[1_000_000];
        emulator.Faults.On(operation, kind switch
        {
            nameof(Fault.ConnectionReset) => Fault.ConnectionReset,
            nameof(Fault.DropBeforeStoring) => Fault.DropBeforeStoring,
            nameof(Fault.DropAfter) => Fault.DropAfter(100_001),
            _ => Fault.LostResponse,
        });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => operation switch
        {
            EmulatorOperation.Events => booth.ListAsync(),
            EmulatorOperation.UploadUrl => booth.AskAsync("b.jpg"),
            _ => booth.PutAsync(link, bytes),
        });

        ReceivedRequest request = emulator.Requests[1];
        Assert.Equal((operation, null), (request.Operation, request.Status));
        bool didItsWork = kind == nameof(Fault.LostResponse);
        Assert.Equal(didItsWork && operation == EmulatorOperation.Put, emulator.Photos.Count == 1);
        Assert.Equal(didItsWork && operation == EmulatorOperation.UploadUrl, request.UploadUrlNumber == 2);
        if (operation == EmulatorOperation.Put)
        {
            Assert.Equal(kind switch { nameof(Fault.ConnectionReset) => 0, nameof(Fault.DropAfter) => 100_001, _ => bytes.Length }, request.BytesRead);
        }
    }

    [Fact]
    public async Task A_small_body_is_dropped_at_its_end_at_the_latest()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.DropAfter(1000));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => booth.PutAsync(link, [1]));

        Assert.Empty(emulator.Photos);
    }

    [Theory]
    [InlineData(EmulatorOperation.Events)]
    [InlineData(EmulatorOperation.UploadUrl)]
    [InlineData(EmulatorOperation.Put)]
    public async Task A_truncated_answer_breaks_off_after_its_status(EmulatorOperation operation)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.On(operation, Fault.TruncatedResponse);
        using var request = operation switch
        {
            EmulatorOperation.Events => new HttpRequestMessage(HttpMethod.Get, "geteventsandalbums") { Headers = { { "X-API-Key", emulator.ApiKey } } },
            EmulatorOperation.UploadUrl => new HttpRequestMessage(HttpMethod.Post, "getuploadurl")
            {
                Content = new StringContent("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"b.jpg"}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
            },
            _ => new HttpRequestMessage(HttpMethod.Put, link) { Content = new ByteArrayContent([1, 2]) },
        };

        using HttpResponseMessage response = await booth.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await Assert.ThrowsAnyAsync<Exception>(() => response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(operation == EmulatorOperation.Put ? 1 : 0, emulator.Photos.Count);
    }

    [Fact]
    public async Task An_early_refusal_reads_nothing()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Status(413).WithoutReading());

        using HttpResponseMessage response = await booth.PutAsync(link, new byte[20_000_000], change: request => request.Headers.ExpectContinue = true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("EntityTooLarge", await StorageError.CodeAsync(response));
        Assert.True(response.Headers.ConnectionClose);
        Assert.Equal(0, emulator.Requests[1].BytesRead);
    }

    [Fact]
    public async Task An_early_refusal_closes_the_connection_although_the_body_never_came()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        var link = new Uri(await booth.GetLinkAsync());
        emulator.Faults.OnPut(Fault.Status(413).WithoutReading());
        using var client = new TcpClient();
        await client.ConnectAsync(link.Host, link.Port, Token);

        string head = $"PUT {link.PathAndQuery} HTTP/1.1\r\nHost: {link.Authority}\r\nContent-Length: 1000000\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Token);
        string answer = await ReadToEndAsync(client.GetStream());

        // Where a reset throws away what had arrived before it, nothing is left of the answer; that is the point of this fault.
        Assert.True(answer.Length == 0 || (answer.StartsWith("HTTP/1.1 413 ", StringComparison.Ordinal) && answer.EndsWith("</Error>", StringComparison.Ordinal)));
        Assert.Equal((413, 0), (emulator.Requests[1].Status, emulator.Requests[1].BytesRead));
    }

    [Fact]
    public async Task An_outage_drops_open_and_new_connections_until_it_ends()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        var body = new PausedContent(new byte[100_000], 50_000);
        Task<HttpResponseMessage> underWay = booth.PutAsync(link, body);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: > 0 }], Token);

        emulator.Faults.Offline = true;
        body.Continue();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => underWay);
        int connections = emulator.ConnectionCount;
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => booth.ListAsync());
        Assert.True(emulator.ConnectionCount > connections);
        emulator.Faults.Clear();
        using HttpResponseMessage again = await booth.PutAsync(link, [1]);

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal([EmulatorOperation.UploadUrl, EmulatorOperation.Put, EmulatorOperation.Put], emulator.Requests.Select(request => request.Operation));
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
            // A reset ends a connection as well.
        }

        return Encoding.ASCII.GetString(text.ToArray());
    }
}
