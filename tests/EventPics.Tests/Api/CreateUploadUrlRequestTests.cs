using System.Text.Json.Nodes;

namespace EventPics.Tests.Api;

/// <summary>The request for an upload URL, exactly as sent.</summary>
public sealed class CreateUploadUrlRequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_request_is_a_POST_with_the_API_key_only_in_the_body()
    {
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse());

        await transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);

        var sent = Assert.Single(transport.Sent);
        Assert.Equal(HttpMethod.Post, sent.Method);
        Assert.Equal("https://api.eventpics.net/getuploadurl", sent.Url);
        Assert.Equal("""{"apiKey":"key-0123456789","linkId":"abcd1234","fileName":"photo.jpg"}""", sent.Text);
        Assert.Equal("application/json", sent.Headers["Content-Type"]);
        Assert.Equal("application/json", sent.Headers["Accept"]);
        Assert.StartsWith("EventPics.NET/", sent.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.DoesNotContain(sent.Headers, header => header.Value.Contains(MockTransport.Key, StringComparison.Ordinal));
        Assert.DoesNotContain("Authorization", sent.Headers);
    }

    [Fact]
    public async Task The_request_has_a_Content_Length_and_no_chunked_encoding()
    {
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse());

        await transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);

        Assert.Equal(transport.Sent[0].Body.Length.ToString(provider: null), transport.Sent[0].Headers["Content-Length"]);
        Assert.DoesNotContain("Transfer-Encoding", transport.Sent[0].Headers);
    }

    [Fact]
    public async Task Album_and_capture_time_are_sent_when_given()
    {
        var taken = new DateTimeOffset(2026, 6, 20, 22, 15, 30, 123, TimeSpan.FromHours(2));
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse());

        await transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg") { AlbumId = "a1", TakenAt = taken }, Token);

        Assert.Equal(
            """{"apiKey":"key-0123456789","linkId":"abcd1234","fileName":"photo.jpg","albumId":"a1","takenAt":1781986530123}""",
            transport.Sent[0].Text);
    }

    [Fact]
    public async Task The_Unix_epoch_is_a_valid_capture_time()
    {
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse());

        await transport.Client.GetUploadUrlAsync(
            new UploadUrlRequest("abcd1234", "photo.jpg") { TakenAt = DateTimeOffset.UnixEpoch }, Token);

        Assert.Equal(0, (long?)JsonNode.Parse(transport.Sent[0].Text)!["takenAt"]);
    }

    [Theory]
    [InlineData("Übung 1 – früh.jpg")]
    [InlineData("\"quoted\" & 'single' <tag>.jpg")]
    [InlineData("写真.heic")]
    [InlineData("🎉.gif")]
    [InlineData("a'; DROP TABLE photos;--.jpg")]
    public async Task A_file_name_is_sent_unchanged(string fileName)
    {
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse());

        await transport.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", fileName), Token);

        Assert.Equal(fileName, (string?)JsonNode.Parse(transport.Sent[0].Text)!["fileName"]);
    }

    [Fact]
    public async Task An_upload_sends_the_same_request()
    {
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse()).ExpectPut();
        var request = MockTransport.Upload();
        request.AlbumId = "a1";
        request.TakenAt = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_001);

        await transport.Client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal(
            """{"apiKey":"key-0123456789","linkId":"abcd1234","fileName":"photo.jpg","albumId":"a1","takenAt":1700000000001}""",
            transport.Sent[0].Text);
    }
}
