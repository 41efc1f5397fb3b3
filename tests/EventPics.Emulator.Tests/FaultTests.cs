using System.Net;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Emulator.Tests;

public sealed class FaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_status_comes_with_headers_and_the_storages_own_error()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Status(503).WithHeader("Retry-After", "1").Times(2)).OnPut(Fault.Status(400, "BadDigest"));

        string[] codes =
        [
            await CodeAsync(await booth.PutAsync(link, [1])),
            await CodeAsync(await booth.PutAsync(link, [1])),
            await CodeAsync(await booth.PutAsync(link, [1])),
        ];
        Assert.Empty(emulator.Photos);
        using HttpResponseMessage last = await booth.PutAsync(link, [1]);

        Assert.Equal(["SlowDown", "SlowDown", "BadDigest"], codes);
        Assert.Equal([200, 503, 503, 400, 200], emulator.Requests.Select(request => request.Status));
        Assert.Equal("status 400 BadDigest", emulator.Requests[3].Fault?.ToString());
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task A_status_on_the_API_is_JSON_and_issues_no_link()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        emulator.Faults.OnLink(Fault.Status(429).WithHeader("Retry-After", "7")).OnList(Fault.Status(500).WithBody("oops", "text/plain"));

        using HttpResponseMessage link = await booth.AskAsync();
        using HttpResponseMessage list = await booth.ListAsync();

        Assert.Equal((HttpStatusCode)429, link.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), link.Headers.RetryAfter?.Delta);
        Assert.Contains("rate_limited", await link.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("oops", await list.Content.ReadAsStringAsync(Token));
        Assert.Null(emulator.Requests[0].LinkNumber);
        Assert.Contains("000001", await booth.GetLinkAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_runs_on_the_emulators_clock_after_the_work_is_done()
    {
        var clock = new FakeTimeProvider();
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Delay(TimeSpan.FromMinutes(1)));

        Task<HttpResponseMessage> put = booth.PutAsync(link, [1]);
        await emulator.WaitForPhotosAsync(1, Token);
        Assert.False(put.IsCompleted);
        await AdvanceUntilDone(clock, put, TimeSpan.FromSeconds(20));

        Assert.Equal(HttpStatusCode.OK, (await put).StatusCode);
    }

    public static TheoryData<EmulatorOperation, string> Drops => new()
    {
        { EmulatorOperation.List, nameof(Fault.Drop) },
        { EmulatorOperation.Link, nameof(Fault.Drop) },
        { EmulatorOperation.Put, nameof(Fault.Drop) },
        { EmulatorOperation.Link, nameof(Fault.DropBeforeStoring) },
        { EmulatorOperation.Put, nameof(Fault.DropBeforeStoring) },
        { EmulatorOperation.Put, nameof(Fault.DropAfter) },
        { EmulatorOperation.List, nameof(Fault.LostAnswer) },
        { EmulatorOperation.Link, nameof(Fault.LostAnswer) },
        { EmulatorOperation.Put, nameof(Fault.LostAnswer) },
    };

    [Theory]
    [MemberData(nameof(Drops))]
    public async Task A_dropped_connection_reaches_the_client_as_such(EmulatorOperation operation, string kind)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        byte[] bytes = new byte[1_000_000];
        emulator.Faults.On(operation, kind switch
        {
            nameof(Fault.Drop) => Fault.Drop,
            nameof(Fault.DropBeforeStoring) => Fault.DropBeforeStoring,
            nameof(Fault.DropAfter) => Fault.DropAfter(100_001),
            _ => Fault.LostAnswer,
        });

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => operation switch
        {
            EmulatorOperation.List => booth.ListAsync(),
            EmulatorOperation.Link => booth.AskAsync("b.jpg"),
            _ => booth.PutAsync(link, bytes),
        });

        ReceivedRequest request = emulator.Requests[1];
        Assert.Equal((operation, null), (request.Operation, request.Status));
        bool didItsWork = kind == nameof(Fault.LostAnswer);
        Assert.Equal(didItsWork && operation == EmulatorOperation.Put, emulator.Photos.Count == 1);
        Assert.Equal(didItsWork && operation == EmulatorOperation.Link, request.LinkNumber == 2);
        if (operation == EmulatorOperation.Put)
        {
            Assert.Equal(kind switch { nameof(Fault.Drop) => 0, nameof(Fault.DropAfter) => 100_001, _ => bytes.Length }, request.BytesRead);
        }
    }

    [Fact]
    public async Task A_small_body_is_dropped_at_its_end_at_the_latest()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.DropAfter(1000));

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => booth.PutAsync(link, [1]));

        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_stall_reads_so_much_and_no_more_until_the_client_gives_up()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Stall(afterBytes: 70_000));
        using var give = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Put, link) { Content = new ByteArrayContent(new byte[30_000_000]) };

        Task<HttpResponseMessage> put = booth.Http.SendAsync(request, give.Token);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: 70_000 }], Token);
        Assert.False(put.IsCompleted);
        await give.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        Assert.Equal(70_000, emulator.Requests[1].BytesRead);
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task Slow_reading_ends_well()
    {
        var clock = new FakeTimeProvider();
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.SlowReading(bytesPerSecond: 1000));

        Task<HttpResponseMessage> put = booth.PutAsync(link, new byte[1000]);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: 100 }], Token);
        await AdvanceUntilDone(clock, put);

        Assert.Equal(HttpStatusCode.OK, (await put).StatusCode);
        Assert.True(clock.GetUtcNow() - clock.Start >= TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task A_slow_answer_drips()
    {
        var clock = new FakeTimeProvider();
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var booth = new Booth(emulator);
        emulator.Faults.OnList(Fault.SlowAnswer(bytesPerSecond: 50));

        Task<HttpResponseMessage> list = booth.ListAsync();
        await AdvanceUntilDone(clock, list);

        Assert.EndsWith("}", await (await list).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.True(clock.GetUtcNow() - clock.Start >= TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(EmulatorOperation.List)]
    [InlineData(EmulatorOperation.Link)]
    [InlineData(EmulatorOperation.Put)]
    public async Task A_captive_portal_can_take_any_call(EmulatorOperation operation)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.On(operation, Fault.Html()).On(operation, Fault.LoginRedirect()).On(operation, Fault.NetworkAuthenticationRequired);

        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = operation switch
            {
                EmulatorOperation.List => await booth.ListAsync(),
                EmulatorOperation.Link => await booth.AskAsync(),
                _ => await booth.PutAsync(link, [1]),
            };
            Assert.Equal(i switch { 0 => 200, 1 => 302, _ => 511 }, (int)response.StatusCode);
            Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(i == 1 ? new Uri("http://login.portal.example/") : null, response.Headers.Location);
        }

        Assert.Empty(emulator.Photos);
        Assert.Equal(0, emulator.Faults.Pending);
    }

    [Theory]
    [InlineData(EmulatorOperation.List)]
    [InlineData(EmulatorOperation.Link)]
    [InlineData(EmulatorOperation.Put)]
    public async Task A_truncated_answer_breaks_off_after_its_status(EmulatorOperation operation)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.On(operation, Fault.TruncatedAnswer);
        using var request = operation switch
        {
            EmulatorOperation.List => new HttpRequestMessage(HttpMethod.Get, "geteventsandalbums") { Headers = { { "X-API-Key", emulator.ApiKey } } },
            EmulatorOperation.Link => new HttpRequestMessage(HttpMethod.Post, "getuploadurl")
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
    public async Task The_answer_with_the_link_can_be_anything()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        emulator.Faults
            .OnLink(Fault.Answer("not JSON"))
            .OnLink(Fault.Answer(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}' }))
            .OnLink(Fault.MissingUploadUrl)
            .OnLink(Fault.UploadUrl("ftp://somewhere/else"))
            .OnLink(Fault.UploadUrl(link => link.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)))
            .OnLink(Fault.SameUploadUrl);

        var bodies = new List<string>();
        for (int i = 0; i < 6; i++)
        {
            using HttpResponseMessage response = await booth.AskAsync();
            bodies.Add(await response.Content.ReadAsStringAsync(Token));
        }

        Assert.Equal(["not JSON", "\uFEFF{}".TrimStart('\uFEFF'), "{}", """{"uploadUrl":"ftp://somewhere/else"}"""], bodies[..4]);
        Assert.Contains("http://localhost", bodies[4], StringComparison.Ordinal);
        Assert.Equal([null, null, null, 1, 2, 2], emulator.Requests.Select(request => request.LinkNumber));
    }

    [Fact]
    public async Task A_huge_answer_is_not_held_in_memory()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        emulator.Faults.OnLink(Fault.HugeAnswer(100_000_000));
        using var request = new HttpRequestMessage(HttpMethod.Post, "getuploadurl");

        using HttpResponseMessage response = await booth.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        using Stream body = await response.Content.ReadAsStreamAsync(Token);
        long before = GC.GetTotalAllocatedBytes();
        long length = 0;
        byte[] buffer = new byte[100_000];
        for (int count; (count = await body.ReadAsync(buffer, Token)) > 0;)
        {
            length += count;
        }

        Assert.Equal(100_000_000, length);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50_000_000);
    }

    [Fact]
    public async Task A_picture_can_be_stored_and_the_answer_say_otherwise()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Status(500).AfterStoring());

        using HttpResponseMessage response = await booth.PutAsync(link, [1]);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task An_early_refusal_reads_nothing()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Status(413).WithoutReading());

        using HttpResponseMessage response = await booth.PutAsync(link, new byte[20_000_000], change: request => request.Headers.ExpectContinue = true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("EntityTooLarge", await CodeAsync(response));
        Assert.True(response.Headers.ConnectionClose);
        Assert.Equal(0, emulator.Requests[1].BytesRead);
    }

    [Theory]
    [InlineData(StoragePersonality.R2, "ExpiredRequest", "PreconditionFailed")]
    [InlineData(StoragePersonality.S3, "AccessDenied", "PreconditionFailed")]
    [InlineData(StoragePersonality.Google, "ExpiredToken", "PreconditionFailed")]
    [InlineData(StoragePersonality.Azure, "AuthenticationFailed", "UnauthorizedBlobOverwrite")]
    public async Task A_young_link_can_be_called_expired_or_used(StoragePersonality storage, string expired, string used)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { Storage = storage }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Expired).OnPut(Fault.AlreadyThere);

        Assert.Equal(expired, await CodeAsync(await booth.PutAsync(link, [1])));
        Assert.Equal(used, await CodeAsync(await booth.PutAsync(link, [1])));
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_plain_answer_can_carry_another_header()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.None.WithHeader("ETag", "\"other\"")).OnPut(Fault.None.WithHeader("ETag", ""));

        using HttpResponseMessage wrong = await booth.PutAsync(link, [1]);
        using HttpResponseMessage without = await booth.PutAsync(link, [1]);

        Assert.Equal(("\"other\"", null), (wrong.Headers.ETag?.Tag, without.Headers.ETag));
    }

    [Fact]
    public async Task An_outage_drops_open_and_new_connections_until_it_ends()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);
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
        Assert.Equal([EmulatorOperation.Link, EmulatorOperation.Put, EmulatorOperation.Put], emulator.Requests.Select(request => request.Operation));
    }

    [Fact]
    public async Task A_fault_that_makes_no_sense_for_a_call_is_refused()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(ct: Token);

        Assert.Throws<ArgumentException>(() => emulator.Faults.OnPut(Fault.SameUploadUrl));
        Assert.Throws<ArgumentException>(() => emulator.Faults.OnLink(Fault.Expired));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Status(99));
    }

    // The emulator sets its next timer only after a step of its own; so the clock must be pushed until the answer is there.
    private static async Task AdvanceUntilDone(FakeTimeProvider clock, Task task, TimeSpan? step = null)
    {
        while (!task.IsCompleted)
        {
            clock.Advance(step ?? TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Delay(5, Token));
            Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<string> CodeAsync(HttpResponseMessage response)
    {
        using (response)
        {
            return XDocument.Parse(await response.Content.ReadAsStringAsync(Token)).Root!.Element("Code")!.Value;
        }
    }
}
