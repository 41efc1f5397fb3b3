using System.Text.Json;

namespace EventPics.Tests.Api;

/// <summary>Which upload URLs are accepted, and which are rejected before anything is sent.</summary>
public sealed class CreateUploadUrlResponseTests
{
    private static readonly string[] Safe =
    [
        "https://bucket.s3.eu-central-1.amazonaws.com/a?X-Amz-Signature=1",
        "https://0123456789abcdef.r2.cloudflarestorage.com/pictures/a.jpg?X-Amz-Signature=1",
        "https://storage.googleapis.com/bucket/a?X-Goog-Signature=1",
        "https://account.blob.core.windows.net/c/a?sv=1&sig=1",
        "HTTPS://Bucket.Storage.EXAMPLE/a",
        "https://bucket.storage.example:443/a",
        "https://bucket.storage.example./a",
        "https://b\u00fccket.example/a",
        "https://b_c.storage.example/a",
        "https://127.0.0.1.storage.example/a",
        "https://bucket.storage.example/a#fragment",
    ];

    private static readonly string[] Unsafe =
    [
        "", " ", "/storage/1", "storage/1", "//bucket.storage.example/a", "bucket.storage.example/a", "https://",
        "https:bucket.storage.example/a",
        "http://bucket.storage.example/a", "HTTP://bucket.storage.example/a", "ftp://bucket.storage.example/a", "file:///etc/passwd",
        "ws://bucket.storage.example/a", "javascript:alert(1)", "data:text/plain,x", "mailto:a@b.example",
        "https://user@bucket.storage.example/a", "https://user:pw@bucket.storage.example/a",
        "https://bucket.storage.example@evil.example/a",
        "https://localhost/a", "https://LOCALHOST/a", "https://localhost./a", "https://booth.localhost/a", "https://booth/a",
        "https://booth./a",
        "http://127.0.0.1/a", "http://localhost:5000/a",
        "https://127.0.0.1/a", "https://127.1/a", "https://2130706433/a", "https://0x7f000001/a", "https://0x7f.1/a",
        "https://0177.0.0.1/a", "https://017700000001/a",
        "https://127.0.0.1./a", "https://192.168.1.1./a", "https://2130706433./a", "https://0x7f000001./a", "https://1.2.3.4.5/a",
        "https://127\u30020\u30020\u30021/a", "https://\uFF11\uFF12\uFF17.0.0.1/a", "https://\u2460\u2461\u2466.0.0.1/a",
        "https://169\uFF0E254.169.254/a",
        "https://10.0.0.1/a", "https://192.168.1.1/a", "https://172.16.0.1/a", "https://169.254.169.254/latest/meta-data/",
        "https://100.64.0.1/a",
        "https://0.0.0.0/a", "https://255.255.255.255/a", "https://8.8.8.8/a",
        "https://[::1]/a", "https://[::]/a", "https://[::ffff:127.0.0.1]/a", "https://[fd00::1]/a", "https://[fe80::1]/a",
        "https://[2001:db8::1]/a",
        "https://bucket.storage.example:22/a", "https://bucket.storage.example:80/a", "https://bucket.storage.example:8443/a",
        "https://bucket.storage.example:0/a", "https://bucket.storage.example:99999/a",
        "https://bucket.storage.example/a b", "https://bucket.storage.example/a\r\nX-Evil: 1", "https://bucket.storage.example/a\n",
        "\thttps://bucket.storage.example/a",
        "https://bucket.storage.example/\0", "https://bucket.storage.example/\u007f", "https://bucket.storage.example/\u0085",
        "https://bucket.storage.example\\@evil.example/a",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> SafeUrls => [.. Safe];

    public static TheoryData<string> UnsafeUrls => [.. Unsafe];

    [Theory]
    [MemberData(nameof(SafeUrls))]
    public async Task A_safe_upload_URL_is_accepted(string uploadUrl)
    {
        using var transport = new MockTransport().ExpectUploadUrl(UploadUrlJson(uploadUrl));

        var result = await transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);

        Assert.Equal(new Uri(uploadUrl), result.Url);
    }

    [Theory]
    [MemberData(nameof(UnsafeUrls))]
    public async Task An_unsafe_upload_URL_is_rejected_before_anything_is_sent_to_it(string uploadUrl)
    {
        using var transport = new MockTransport(options => options.MaxRetries = 3).ExpectUploadUrl(UploadUrlJson(uploadUrl));

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token));

        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.False(error.IsTransient);
        Assert.Contains("the upload URL can't be used: it", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", error.Message, StringComparison.Ordinal);
        Assert.Single(transport.Sent);
    }

    [Theory]
    [MemberData(nameof(UnsafeUrls))]
    public async Task A_stored_unsafe_upload_URL_is_rejected_too(string uploadUrl)
    {
        if (!Uri.TryCreate(uploadUrl, UriKind.Absolute, out var url))
        {
            return; // It can't be an UploadUrl.
        }

        using var transport = new MockTransport();

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => transport.Client.PutAsync(
                new UploadUrl(url, DateTimeOffset.MaxValue), UploadContent.FromBytes(TestImages.Jpeg(10)), cancellationToken: Token));

        Assert.Equal("uploadUrl", error.ParamName);
        Assert.Empty(transport.Sent);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"uploadUrl":null}""")]
    [InlineData("""{"uploadURL":"https://bucket.storage.example/a"}""")]
    public async Task A_missing_upload_URL_is_reported(string json)
    {
        using var transport = new MockTransport().ExpectUploadUrl(json);

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token));

        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.Contains("it is missing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8 * 1024, true)]
    [InlineData(8 * 1024 + 1, false)]
    public async Task An_upload_URL_has_at_most_8_KB(int length, bool fits)
    {
        const string Start = MockTransport.StorageUrl + "?X-Amz-Signature=";
        using var transport = new MockTransport().ExpectUploadUrl(UploadUrlJson(Start + new string('a', length - Start.Length)));

        var call = transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);

        Assert.Equal(
            fits ? null : EventPicsError.UnexpectedResponse, (await Record.ExceptionAsync(() => call) as EventPicsException)?.Error);
    }

    [Fact]
    public async Task A_response_of_more_than_64_KB_is_rejected()
    {
        using var transport = new MockTransport()
            .ExpectUploadUrl($$"""{"uploadUrl":"{{MockTransport.SignedStorageUrl}}","padding":"{{new string('x', 64 * 1024)}}"}""");

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), Token));

        Assert.Contains("longer than 65536 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_JSON_members_are_ignored()
    {
        using var transport = new MockTransport()
            .ExpectUploadUrl($$"""{"id":7,"expires":{"in":300},"uploadUrl":"{{MockTransport.SignedStorageUrl}}","more":[true]}""");

        var result = await transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);

        Assert.Equal(MockTransport.SignedStorageUrl, result.Url.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5001/storage/1", true)]
    [InlineData("http://localhost:5001/storage/1", true)]
    [InlineData("https://localhost/storage/1", true)]
    [InlineData("https://bucket.storage.example/1", true)]
    [InlineData("http://bucket.storage.example/1", false)]
    [InlineData("http://192.168.1.1/1", false)]
    [InlineData("ftp://127.0.0.1/1", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("http://user@127.0.0.1/1", false)]
    public async Task Only_a_service_on_loopback_may_issue_upload_URLs_to_loopback(string uploadUrl, bool isSafe)
    {
        using var transport = new MockTransport(options => options.BaseAddress = new Uri("http://127.0.0.1:5000/"))
            .Expect(
                HttpMethod.Post, "http://127.0.0.1:5000/getuploadurl",
                () => new() { Content = new StringContent(UploadUrlJson(uploadUrl)) });

        var error =
            await Record.ExceptionAsync(() => transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token));

        Assert.Equal(isSafe ? null : EventPicsError.UnexpectedResponse, (error as EventPicsException)?.Error);
    }

    [Fact]
    public async Task A_service_on_another_port_may_issue_upload_URLs_to_that_port()
    {
        using var transport = new MockTransport(options => options.BaseAddress = new Uri("https://eventpics.example:8443/"))
            .Expect(
                HttpMethod.Post, "https://eventpics.example:8443/getuploadurl",
                () => new() { Content = new StringContent(UploadUrlJson("https://storage.example:8443/a")) });

        var result = await transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);

        Assert.Equal(8443, result.Url.Port);
    }

    private static string UploadUrlJson(string uploadUrl) => $$"""{"uploadUrl":{{JsonSerializer.Serialize(uploadUrl)}}}""";
}
