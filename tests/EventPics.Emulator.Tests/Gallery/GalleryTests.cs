using System.Net;
using System.Net.Http.Headers;
using EventPics.Emulator.Tests.Support;

namespace EventPics.Emulator.Tests.Gallery;

public sealed class GalleryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("gallery/gallery.css")]
    [InlineData("gallery/gallery.js")]
    [InlineData("gallery/icon.svg")]
    public async Task Every_resource_has_a_strict_content_security_policy(string path)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.Http.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'",
            policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
        Assert.Empty(emulator.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gallery/gallery.js")]
    [InlineData("gallery/changes")]
    public async Task A_HEAD_request_returns_headers_only_and_completes(string path)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Token);
        using var next = await uploader.Http.GetAsync("gallery/icon.svg", Token).WaitAsync(TimeSpan.FromSeconds(10), Token);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, 1), (response.StatusCode, next.StatusCode, emulator.ConnectionCount));
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData("de", "de")]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de")]
    [InlineData("en-GB,en;q=0.9,de;q=0.8", "en")]
    [InlineData("fr,en;q=0.2,de;q=0.5", "de")]
    [InlineData("fr", "en")]
    [InlineData("de;q=nonsense", "en")]
    [InlineData("", "en")]
    public async Task The_language_is_that_of_the_browser(string accepted, string language)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        uploader.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);

        var page = await uploader.Http.GetStringAsync("", Token);

        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.jpg", "image/jpeg", "image/jpeg")]
    [InlineData("a.jpg", "IMAGE/JPEG; x=y", "image/jpeg")]
    [InlineData("a.jpg", "text/html", "image/jpeg")]
    [InlineData("a.html", "text/html", "application/octet-stream")]
    [InlineData("a.svg", "image/svg+xml", "application/octet-stream")]
    [InlineData("a", "video/mp4", "video/mp4")]
    public async Task A_photo_is_only_served_with_a_safe_content_type(string fileName, string sent, string shown)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync(fileName);
        using var put = new ByteArrayContent([1, 2, 3]);
        put.Headers.TryAddWithoutValidation("Content-Type", sent);
        using var stored = await uploader.Http.PutAsync(url, put, Token);

        using var response = await uploader.Http.GetAsync("gallery/photos/1?v=1", Token);

        Assert.Equal(shown, response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            shown == "application/octet-stream" ? "attachment" : null, response.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal([1, 2, 3], await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData(0L, 1L, 206, "0,1", "bytes 0-1/5")]
    [InlineData(3L, null, 206, "3,4", "bytes 3-4/5")]
    [InlineData(null, 2L, 206, "3,4", "bytes 3-4/5")]
    [InlineData(1L, 99L, 206, "1,2,3,4", "bytes 1-4/5")]
    [InlineData(5L, null, 416, "", "bytes */5")]
    public async Task A_video_supports_range_requests(long? from, long? to, int status, string bytes, string range)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        using var stored = await uploader.PutAsync(await uploader.GetUploadUrlAsync("a.mp4"), [0, 1, 2, 3, 4], "video/mp4");
        using var request =
            new HttpRequestMessage(HttpMethod.Get, "gallery/photos/1") { Headers = { Range = new RangeHeaderValue(from, to) } };

        using var response = await uploader.Http.SendAsync(request, Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(bytes, string.Join(',', await response.Content.ReadAsByteArrayAsync(Token)));
        Assert.Equal(range, response.Content.Headers.ContentRange?.ToString());
    }

    [Fact]
    public async Task Methods_other_than_GET_and_HEAD_are_not_found()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.Http.PostAsync("", null, Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("gallery/photos/7")]
    [InlineData("gallery/photos/../../etc/passwd")]
    [InlineData("gallery/photos/-1")]
    public async Task An_unknown_photo_is_not_found(string path)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.Http.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
