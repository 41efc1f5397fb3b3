using System.Text.Json.Nodes;

namespace EventPics.Tests;

/// <summary>The request for an upload link, exactly as it goes out.</summary>
public sealed class LinkWireTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_a_post_whose_key_is_in_the_body_alone()
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply());

        await wire.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);

        var sent = Assert.Single(wire.Sent);
        Assert.Equal(HttpMethod.Post, sent.Method);
        Assert.Equal("https://api.eventpics.net/getuploadurl", sent.Url);
        Assert.Equal("""{"apiKey":"key-0123456789","linkId":"abcd1234","fileName":"photo.jpg"}""", sent.Text);
        Assert.Equal("application/json", sent.Headers["Content-Type"]);
        Assert.Equal("application/json", sent.Headers["Accept"]);
        Assert.StartsWith("EventPics.NET/", sent.Headers["User-Agent"], StringComparison.Ordinal);
        Assert.DoesNotContain(sent.Headers, header => header.Value.Contains(Wire.Key, StringComparison.Ordinal));
        Assert.DoesNotContain("Authorization", sent.Headers);
    }

    [Fact]
    public async Task Its_length_is_known_so_that_no_proxy_sees_chunks()
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply());

        await wire.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);

        Assert.Equal(wire.Sent[0].Body.Length.ToString(provider: null), wire.Sent[0].Headers["Content-Length"]);
        Assert.DoesNotContain("Transfer-Encoding", wire.Sent[0].Headers);
    }

    [Fact]
    public async Task Album_and_capture_time_go_along_when_given()
    {
        var taken = new DateTimeOffset(2026, 6, 20, 22, 15, 30, 123, TimeSpan.FromHours(2));
        using var wire = new Wire().ExpectLink(Wire.LinkReply());

        await wire.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg") { AlbumId = "a1", TakenAt = taken }, Token);

        Assert.Equal(
            """{"apiKey":"key-0123456789","linkId":"abcd1234","fileName":"photo.jpg","albumId":"a1","takenAt":1781986530123}""",
            wire.Sent[0].Text);
    }

    [Fact]
    public async Task The_epoch_itself_is_a_capture_time()
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply());

        await wire.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg") { TakenAt = DateTimeOffset.UnixEpoch }, Token);

        Assert.Equal(0, (long?)JsonNode.Parse(wire.Sent[0].Text)!["takenAt"]);
    }

    [Theory]
    [InlineData("Übung 1 – früh.jpg")]
    [InlineData("\"quoted\" & 'single' <tag>.jpg")]
    [InlineData("写真.heic")]
    [InlineData("🎉.gif")]
    [InlineData("a'; DROP TABLE photos;--.jpg")]
    public async Task A_file_name_arrives_as_given(string fileName)
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply());

        await wire.Client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", fileName), Token);

        Assert.Equal(fileName, (string?)JsonNode.Parse(wire.Sent[0].Text)!["fileName"]);
    }

    [Fact]
    public async Task An_upload_asks_with_the_same_body()
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply()).ExpectPut();
        var request = Wire.Upload();
        request.AlbumId = "a1";
        request.TakenAt = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_001);

        await wire.Client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal(
            """{"apiKey":"key-0123456789","linkId":"abcd1234","fileName":"photo.jpg","albumId":"a1","takenAt":1700000000001}""",
            wire.Sent[0].Text);
    }
}
