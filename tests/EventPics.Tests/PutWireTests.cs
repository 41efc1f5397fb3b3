using System.Net;

namespace EventPics.Tests;

/// <summary>The PUT of a picture, exactly as it goes out.</summary>
public sealed class PutWireTests
{
    private const int BigEnoughToAskFirst = 4 * 1024 * 1024;

    private static readonly UploadUrl Stored = new(new Uri(Wire.StorageLink), new DateTimeOffset(2026, 6, 20, 22, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_carries_type_and_length_and_nothing_that_identifies_the_account()
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply()).ExpectPut();

        await wire.Client.UploadAsync(Wire.Upload(1234), cancellationToken: Token);

        wire.Verify();
        var sent = wire.Sent[1];
        Assert.Equal(HttpMethod.Put, sent.Method);
        Assert.Equal(Wire.StorageLink, sent.Url);
        Assert.Equal(Jpeg.Of(1234), sent.Body);
        Assert.Equal(["Content-Length", "Content-Type", "User-Agent"], sent.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("image/jpeg", sent.Headers["Content-Type"]);
        Assert.Equal("1234", sent.Headers["Content-Length"]);
        Assert.StartsWith("EventPics.NET/", sent.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.DoesNotContain(Wire.Key, string.Join("\n", sent.Headers.Values) + sent.Url, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://bucket.storage.example/pictures/a%2Fb%20c%C3%BC.jpg?X-Amz-Credential=a%2Fb%2Faws4&X-Amz-Signature=00ff")]
    [InlineData("https://bucket.storage.example/pictures/%E2%9C%93+1.jpg?sig=a%2Bb%3D%3D&sv=1")]
    [InlineData("https://bucket.storage.example/a/~b!$&'()*,;=:@?q=~%21!")]
    public async Task The_link_goes_out_letter_by_letter_because_its_signature_covers_them(string link)
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply(link)).Expect(HttpMethod.Put, "https://bucket.storage.example/*", Wire.Stored);

        await wire.Client.UploadAsync(Wire.Upload(), cancellationToken: Token);

        Assert.Equal(link, wire.Sent[1].Url);
    }

    [Fact]
    public async Task A_given_content_type_wins()
    {
        using var wire = new Wire().ExpectPut();

        await wire.Client.PutAsync(Stored, UploadContent.FromBytes(Jpeg.Of(100), "image/x-booth"), cancellationToken: Token);

        Assert.Equal("image/x-booth", wire.Sent[0].Headers["Content-Type"]);
    }

    [Fact]
    public async Task Unknown_bytes_take_their_type_from_the_file_name()
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply()).ExpectPut();

        var result = await wire.Client.UploadAsync(
            new UploadRequest("abcd1234", "clip.mov", UploadContent.FromBytes(new byte[100])), cancellationToken: Token);

        Assert.Equal("video/quicktime", wire.Sent[1].Headers["Content-Type"]);
        Assert.Equal("video/quicktime", result.ContentType);
    }

    [Theory]
    [InlineData("?se=2026-06-20T22%3A00%3A00Z&sv=2023-11-03&sig=abc%3D", true)]
    [InlineData("?X-Amz-Expires=300&X-Amz-Signature=abc", false)]
    [InlineData("?X-Goog-Expires=300&X-Goog-Signature=abc", false)]
    [InlineData("?sig=only-this", false)]
    public async Task Azure_alone_gets_its_blob_type(string query, bool isAzure)
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply(Wire.StorageUrl + query)).ExpectPut(HttpStatusCode.Created);

        await wire.Client.UploadAsync(Wire.Upload(), cancellationToken: Token);

        Assert.Equal(isAzure ? "BlockBlob" : null, wire.Sent[1].Headers.GetValueOrDefault("x-ms-blob-type"));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(BigEnoughToAskFirst - 1, false)]
    [InlineData(BigEnoughToAskFirst, true)]
    public async Task A_big_body_asks_first(int length, bool asks)
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply()).ExpectPut();

        await wire.Client.UploadAsync(Wire.Upload(length), cancellationToken: Token);

        Assert.Equal(asks ? "100-continue" : null, wire.Sent[1].Headers.GetValueOrDefault("Expect"));
    }

    [Fact]
    public async Task A_stored_link_asks_first_since_it_may_be_dead()
    {
        using var wire = new Wire().ExpectPut();

        await wire.Client.PutAsync(Stored, UploadContent.FromBytes(Jpeg.Of(100)), cancellationToken: Token);

        Assert.Equal("100-continue", wire.Sent[0].Headers["Expect"]);
    }

    [Fact]
    public async Task A_repeat_asks_first()
    {
        using var wire = new Wire(options => (options.MaxRetries, options.BaseDelay) = (1, TimeSpan.Zero))
            .ExpectLink(Wire.LinkReply()).ExpectPut(HttpStatusCode.InternalServerError).ExpectPut();

        await wire.Client.UploadAsync(Wire.Upload(), cancellationToken: Token);

        Assert.DoesNotContain("Expect", wire.Sent[1].Headers);
        Assert.Equal("100-continue", wire.Sent[2].Headers["Expect"]);
    }

    [Fact]
    public async Task A_server_that_knows_no_expect_is_sent_the_body_without()
    {
        using var wire = new Wire().ExpectPut(HttpStatusCode.ExpectationFailed).ExpectPut();

        await wire.Client.PutAsync(Stored, UploadContent.FromBytes(Jpeg.Of(100)), cancellationToken: Token);

        Assert.DoesNotContain("Expect", wire.Sent[1].Headers);
    }

    [Fact]
    public async Task A_link_that_binds_the_content_type_gets_the_one_the_service_could_know()
    {
        const string Link = Wire.StorageUrl + "?X-Amz-Expires=300&X-Amz-SignedHeaders=content-type%3Bhost&X-Amz-Signature=abc";
        using var wire = new Wire().ExpectLink(Wire.LinkReply(Link)).ExpectPut();

        // The bytes are a JPEG; whoever signed the link saw only the name.
        await wire.Client.UploadAsync(
            new UploadRequest("abcd1234", "photo.png", UploadContent.FromBytes(Jpeg.Of(100))), cancellationToken: Token);

        Assert.Equal("image/png", wire.Sent[1].Headers["Content-Type"]);
    }
}
