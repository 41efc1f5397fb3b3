using System.Net;
using EventPics.Emulator.Tests.Support;

namespace EventPics.Emulator.Tests.Faults;

public sealed class FaultyResponseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fault_for_all_calls_uses_no_memory()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        emulator.Faults.OnEvents(Fault.Status(500).Times(2))
            .OnEvents(Fault.Status(503).Times(int.MaxValue))
            .OnUploadUrl(Fault.ConnectionReset);
        Assert.Equal(int.MaxValue, emulator.Faults.Pending);

        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            using var response = await uploader.ListAsync();
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([500, 500, 503, 503, 503], statuses);
        Assert.Equal(int.MaxValue - 2, emulator.Faults.Pending);
    }

    [Fact]
    public async Task A_status_has_the_given_headers_and_the_error_of_the_storage()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.Status(503).WithHeader("Retry-After", "1").Times(2)).OnPut(Fault.Status(400, "BadDigest"));

        string?[] codes =
        [
            await StorageError.ReadCodeAsync(await uploader.PutAsync(url, [1])),
            await StorageError.ReadCodeAsync(await uploader.PutAsync(url, [1])),
            await StorageError.ReadCodeAsync(await uploader.PutAsync(url, [1])),
        ];
        Assert.Empty(emulator.Photos);
        using var last = await uploader.PutAsync(url, [1]);

        Assert.Equal(["SlowDown", "SlowDown", "BadDigest"], codes);
        Assert.Equal([200, 503, 503, 400, 200], emulator.Requests.Select(request => request.Status));
        Assert.Equal("status 400 BadDigest", emulator.Requests[3].Fault?.ToString());
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task A_status_of_the_API_has_a_JSON_body_and_issues_no_upload_URL()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        emulator.Faults.OnUploadUrl(Fault.Status(429).WithHeader("Retry-After", "7"))
            .OnEvents(Fault.Status(500).WithBody("oops", "text/plain"));

        using var url = await uploader.RequestUploadUrlAsync();
        using var list = await uploader.ListAsync();

        Assert.Equal((HttpStatusCode)429, url.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), url.Headers.RetryAfter?.Delta);
        Assert.Contains("rate_limited", await url.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("oops", await list.Content.ReadAsStringAsync(Token));
        Assert.Null(emulator.Requests[0].UploadUrlNumber);
        Assert.Contains("000001", await uploader.GetUploadUrlAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmulatorOperation.Events)]
    [InlineData(EmulatorOperation.UploadUrl)]
    [InlineData(EmulatorOperation.Put)]
    public async Task A_captive_portal_can_intercept_any_call(EmulatorOperation operation)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.On(operation, Fault.Html()).On(operation, Fault.LoginRedirect()).On(operation, Fault.NetworkAuthenticationRequired);

        for (var i = 0; i < 3; i++)
        {
            using var response = operation switch
            {
                EmulatorOperation.Events => await uploader.ListAsync(),
                EmulatorOperation.UploadUrl => await uploader.RequestUploadUrlAsync(),
                _ => await uploader.PutAsync(url, [1]),
            };
            Assert.Equal(i switch { 0 => 200, 1 => 302, _ => 511 }, (int)response.StatusCode);
            Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(i == 1 ? new Uri("http://login.portal.example/") : null, response.Headers.Location);
        }

        Assert.Empty(emulator.Photos);
        Assert.Equal(0, emulator.Faults.Pending);
    }

    [Fact]
    public async Task The_response_with_the_upload_URL_can_be_anything()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        emulator.Faults
            .OnUploadUrl(Fault.Response("not JSON"))
            .OnUploadUrl(Fault.Response(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}' }))
            .OnUploadUrl(Fault.MissingUploadUrl)
            .OnUploadUrl(Fault.UploadUrl("ftp://somewhere/else"))
            .OnUploadUrl(Fault.UploadUrl(url => url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)))
            .OnUploadUrl(Fault.SameUploadUrl);

        var bodies = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            using var response = await uploader.RequestUploadUrlAsync();
            bodies.Add(await response.Content.ReadAsStringAsync(Token));
        }

        Assert.Equal(["not JSON", "\uFEFF{}".TrimStart('\uFEFF'), "{}", """{"uploadUrl":"ftp://somewhere/else"}"""], bodies[..4]);
        Assert.Contains("http://localhost", bodies[4], StringComparison.Ordinal);
        Assert.Equal([null, null, null, 1, 2, 2], emulator.Requests.Select(request => request.UploadUrlNumber));
    }

    [Fact]
    public async Task A_photo_can_be_stored_although_the_response_reports_an_error()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.Status(500).AfterStoring());

        using var response = await uploader.PutAsync(url, [1]);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Single(emulator.Photos);
    }

    [Theory]
    [InlineData(StorageProvider.R2, "ExpiredRequest", "PreconditionFailed")]
    [InlineData(StorageProvider.S3, "AccessDenied", "PreconditionFailed")]
    [InlineData(StorageProvider.Google, "ExpiredToken", "PreconditionFailed")]
    [InlineData(StorageProvider.Azure, "AuthenticationFailed", "UnauthorizedBlobOverwrite")]
    public async Task A_valid_upload_URL_can_be_reported_as_expired_or_used(StorageProvider storage, string expired, string used)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { Storage = storage }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.Expired).OnPut(Fault.ObjectExists);

        Assert.Equal(expired, await StorageError.ReadCodeAsync(await uploader.PutAsync(url, [1])));
        Assert.Equal(used, await StorageError.ReadCodeAsync(await uploader.PutAsync(url, [1])));
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_regular_response_can_have_other_headers()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        emulator.Faults.OnPut(Fault.None.WithHeader("ETag", "\"other\"")).OnPut(Fault.None.WithHeader("ETag", ""));

        using var wrong = await uploader.PutAsync(url, [1]);
        using var without = await uploader.PutAsync(url, [1]);

        Assert.Equal("\"other\"", wrong.Headers.ETag?.Tag);
        Assert.False(without.Headers.NonValidated.Contains("ETag"));
    }

    [Fact]
    public async Task A_fault_that_can_not_be_injected_into_a_call_is_rejected()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);

        Assert.Throws<ArgumentException>(() => emulator.Faults.OnPut(Fault.SameUploadUrl));
        Assert.Throws<ArgumentException>(() => emulator.Faults.OnUploadUrl(Fault.Expired));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Status(99));
    }
}
