using System.Net;

namespace EventPics.Tests.Upload;

/// <summary>The PUT of a photo, exactly as sent.</summary>
public sealed class PutRequestTests
{
    private const int BigEnoughToAskFirst = 4 * 1024 * 1024;

    private static readonly UploadUrl Stored =
        new(new Uri(MockTransport.SignedStorageUrl), new DateTimeOffset(2026, 6, 20, 22, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_PUT_has_type_and_length_and_nothing_that_identifies_the_account()
    {
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse()).ExpectPut();

        await transport.Client.UploadAsync(MockTransport.Upload(1234), cancellationToken: Token);

        transport.Verify();
        var sent = transport.Sent[1];
        Assert.Equal(HttpMethod.Put, sent.Method);
        Assert.Equal(MockTransport.SignedStorageUrl, sent.Url);
        Assert.Equal(TestImages.Jpeg(1234), sent.Body);
        Assert.Equal(["Content-Length", "Content-Type", "User-Agent"], sent.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("image/jpeg", sent.Headers["Content-Type"]);
        Assert.Equal("1234", sent.Headers["Content-Length"]);
        Assert.StartsWith("EventPics.NET/", sent.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.DoesNotContain(MockTransport.Key, string.Join("\n", sent.Headers.Values) + sent.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://bucket.storage.example/pictures/a%2Fb%20c%C3%BC.jpg?X-Amz-Credential=a%2Fb%2Faws4&X-Amz-Signature=00ff")]
    [InlineData("https://bucket.storage.example/pictures/%E2%9C%93+1.jpg?sig=a%2Bb%3D%3D&sv=1")]
    [InlineData("https://bucket.storage.example/a/~b!$&'()*,;=:@?q=~%21!")]
    public async Task The_upload_URL_is_sent_unchanged(string uploadUrl)
    {
        using var transport = new MockTransport()
            .ExpectUploadUrl(MockTransport.UploadUrlResponse(uploadUrl))
            .Expect(HttpMethod.Put, "https://bucket.storage.example/*", MockTransport.Stored);

        await transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token);

        Assert.Equal(uploadUrl, transport.Sent[1].Url);
    }

    [Fact]
    public async Task A_given_content_type_takes_precedence()
    {
        using var transport = new MockTransport().ExpectPut();

        await transport.Client.PutAsync(Stored, UploadContent.FromBytes(TestImages.Jpeg(100), "image/x-booth"), cancellationToken: Token);

        Assert.Equal("image/x-booth", transport.Sent[0].Headers["Content-Type"]);
    }

    [Fact]
    public async Task Unknown_bytes_take_their_type_from_the_file_name()
    {
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse()).ExpectPut();

        var result = await transport.Client.UploadAsync(
            new UploadRequest("abcd1234", "clip.mov", UploadContent.FromBytes(new byte[100])), cancellationToken: Token);

        Assert.Equal("video/quicktime", transport.Sent[1].Headers["Content-Type"]);
        Assert.Equal("video/quicktime", result.ContentType);
    }

    [Theory]
    [InlineData("?se=2026-06-20T22%3A00%3A00Z&sv=2023-11-03&sig=abc%3D", true)]
    [InlineData("?X-Amz-Expires=300&X-Amz-Signature=abc", false)]
    [InlineData("?X-Goog-Expires=300&X-Goog-Signature=abc", false)]
    [InlineData("?sig=only-this", false)]
    public async Task Only_Azure_receives_the_blob_type(string query, bool isAzure)
    {
        using var transport = new MockTransport()
            .ExpectUploadUrl(MockTransport.UploadUrlResponse(MockTransport.StorageUrl + query))
            .ExpectPut(HttpStatusCode.Created);

        await transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token);

        Assert.Equal(isAzure ? "BlockBlob" : null, transport.Sent[1].Headers.GetValueOrDefault("x-ms-blob-type"));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(BigEnoughToAskFirst - 1, false)]
    [InlineData(BigEnoughToAskFirst, true)]
    public async Task A_large_body_sends_Expect_100_continue(int length, bool expects)
    {
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse()).ExpectPut();

        await transport.Client.UploadAsync(MockTransport.Upload(length), cancellationToken: Token);

        Assert.Equal(expects ? "100-continue" : null, transport.Sent[1].Headers.GetValueOrDefault("Expect"));
    }

    [Fact]
    public async Task A_stored_upload_URL_sends_Expect_100_continue()
    {
        using var transport = new MockTransport().ExpectPut();

        await transport.Client.PutAsync(Stored, UploadContent.FromBytes(TestImages.Jpeg(100)), cancellationToken: Token);

        Assert.Equal("100-continue", transport.Sent[0].Headers["Expect"]);
    }

    [Fact]
    public async Task A_retry_sends_Expect_100_continue()
    {
        using var transport = new MockTransport(options => (options.MaxRetries, options.BaseDelay) = (1, TimeSpan.Zero))
            .ExpectUploadUrl(MockTransport.UploadUrlResponse()).ExpectPut(HttpStatusCode.InternalServerError).ExpectPut();

        await transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token);

        Assert.DoesNotContain("Expect", transport.Sent[1].Headers);
        Assert.Equal("100-continue", transport.Sent[2].Headers["Expect"]);
    }

    [Fact]
    public async Task A_server_without_Expect_support_receives_the_body_without_it()
    {
        using var transport = new MockTransport().ExpectPut(HttpStatusCode.ExpectationFailed).ExpectPut();

        await transport.Client.PutAsync(Stored, UploadContent.FromBytes(TestImages.Jpeg(100)), cancellationToken: Token);

        Assert.DoesNotContain("Expect", transport.Sent[1].Headers);
    }

    [Fact]
    public async Task A_signed_content_type_is_the_one_of_the_file_name()
    {
        const string Link = MockTransport.StorageUrl + "?X-Amz-Expires=300&X-Amz-SignedHeaders=content-type%3Bhost&X-Amz-Signature=abc";
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse(Link)).ExpectPut();

        // The bytes are a JPEG, but the service signed the URL for the file name's type.
        await transport.Client.UploadAsync(
            new UploadRequest("abcd1234", "photo.png", UploadContent.FromBytes(TestImages.Jpeg(100))), cancellationToken: Token);

        Assert.Equal("image/png", transport.Sent[1].Headers["Content-Type"]);
    }
}
