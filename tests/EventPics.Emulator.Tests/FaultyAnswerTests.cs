using System.Net;

namespace EventPics.Emulator.Tests;

public sealed class FaultyAnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fault_for_ever_takes_no_room()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        emulator.Faults.OnEvents(Fault.Status(500).Times(2)).OnEvents(Fault.Status(503).Times(int.MaxValue)).OnUploadUrl(Fault.ConnectionReset);
        Assert.Equal(int.MaxValue, emulator.Faults.Pending);

        var statuses = new List<int>();
        for (int i = 0; i < 5; i++)
        {
            using HttpResponseMessage response = await booth.ListAsync();
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([500, 500, 503, 503, 503], statuses);
        Assert.Equal(int.MaxValue - 2, emulator.Faults.Pending);
    }

    [Fact]
    public async Task A_status_comes_with_headers_and_the_storages_own_error()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Status(503).WithHeader("Retry-After", "1").Times(2)).OnPut(Fault.Status(400, "BadDigest"));

        string?[] codes =
        [
            await StorageError.CodeAsync(await booth.PutAsync(link, [1])),
            await StorageError.CodeAsync(await booth.PutAsync(link, [1])),
            await StorageError.CodeAsync(await booth.PutAsync(link, [1])),
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
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        emulator.Faults.OnUploadUrl(Fault.Status(429).WithHeader("Retry-After", "7")).OnEvents(Fault.Status(500).WithBody("oops", "text/plain"));

        using HttpResponseMessage link = await booth.AskAsync();
        using HttpResponseMessage list = await booth.ListAsync();

        Assert.Equal((HttpStatusCode)429, link.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), link.Headers.RetryAfter?.Delta);
        Assert.Contains("rate_limited", await link.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("oops", await list.Content.ReadAsStringAsync(Token));
        Assert.Null(emulator.Requests[0].UploadUrlNumber);
        Assert.Contains("000001", await booth.GetLinkAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmulatorOperation.Events)]
    [InlineData(EmulatorOperation.UploadUrl)]
    [InlineData(EmulatorOperation.Put)]
    public async Task A_captive_portal_can_take_any_call(EmulatorOperation operation)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.On(operation, Fault.Html()).On(operation, Fault.LoginRedirect()).On(operation, Fault.NetworkAuthenticationRequired);

        for (int i = 0; i < 3; i++)
        {
            using HttpResponseMessage response = operation switch
            {
                EmulatorOperation.Events => await booth.ListAsync(),
                EmulatorOperation.UploadUrl => await booth.AskAsync(),
                _ => await booth.PutAsync(link, [1]),
            };
            Assert.Equal(i switch { 0 => 200, 1 => 302, _ => 511 }, (int)response.StatusCode);
            Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(i == 1 ? new Uri("http://login.portal.example/") : null, response.Headers.Location);
        }

        Assert.Empty(emulator.Photos);
        Assert.Equal(0, emulator.Faults.Pending);
    }

    [Fact]
    public async Task The_answer_with_the_link_can_be_anything()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        emulator.Faults
            .OnUploadUrl(Fault.Response("not JSON"))
            .OnUploadUrl(Fault.Response(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}' }))
            .OnUploadUrl(Fault.MissingUploadUrl)
            .OnUploadUrl(Fault.UploadUrl("ftp://somewhere/else"))
            .OnUploadUrl(Fault.UploadUrl(link => link.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)))
            .OnUploadUrl(Fault.SameUploadUrl);

        var bodies = new List<string>();
        for (int i = 0; i < 6; i++)
        {
            using HttpResponseMessage response = await booth.AskAsync();
            bodies.Add(await response.Content.ReadAsStringAsync(Token));
        }

        Assert.Equal(["not JSON", "\uFEFF{}".TrimStart('\uFEFF'), "{}", """{"uploadUrl":"ftp://somewhere/else"}"""], bodies[..4]);
        Assert.Contains("http://localhost", bodies[4], StringComparison.Ordinal);
        Assert.Equal([null, null, null, 1, 2, 2], emulator.Requests.Select(request => request.UploadUrlNumber));
    }

    [Fact]
    public async Task A_picture_can_be_stored_and_the_answer_say_otherwise()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Status(500).AfterStoring());

        using HttpResponseMessage response = await booth.PutAsync(link, [1]);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Single(emulator.Photos);
    }

    [Theory]
    [InlineData(StorageProvider.R2, "ExpiredRequest", "PreconditionFailed")]
    [InlineData(StorageProvider.S3, "AccessDenied", "PreconditionFailed")]
    [InlineData(StorageProvider.Google, "ExpiredToken", "PreconditionFailed")]
    [InlineData(StorageProvider.Azure, "AuthenticationFailed", "UnauthorizedBlobOverwrite")]
    public async Task A_young_link_can_be_called_expired_or_used(StorageProvider storage, string expired, string used)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { Storage = storage }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.Expired).OnPut(Fault.ObjectExists);

        Assert.Equal(expired, await StorageError.CodeAsync(await booth.PutAsync(link, [1])));
        Assert.Equal(used, await StorageError.CodeAsync(await booth.PutAsync(link, [1])));
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_plain_answer_can_carry_another_header()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        emulator.Faults.OnPut(Fault.None.WithHeader("ETag", "\"other\"")).OnPut(Fault.None.WithHeader("ETag", ""));

        using HttpResponseMessage wrong = await booth.PutAsync(link, [1]);
        using HttpResponseMessage without = await booth.PutAsync(link, [1]);

        Assert.Equal("\"other\"", wrong.Headers.ETag?.Tag);
        Assert.False(without.Headers.NonValidated.Contains("ETag"));
    }

    [Fact]
    public async Task A_fault_that_makes_no_sense_for_a_call_is_refused()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);

        Assert.Throws<ArgumentException>(() => emulator.Faults.OnPut(Fault.SameUploadUrl));
        Assert.Throws<ArgumentException>(() => emulator.Faults.OnUploadUrl(Fault.Expired));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Status(99));
    }
}
