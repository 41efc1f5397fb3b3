using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EventPics.Emulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Emulator.Tests;

public sealed class UploadUrlTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"linkId":"abcd1234","fileName":"a.jpg"}""", 401)]
    [InlineData("""{"apiKey":"wrong","linkId":"abcd1234","fileName":"a.jpg"}""", 401)]
    [InlineData("""{"apiKey":"emulator-key","fileName":"a.jpg"}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234"}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"none","fileName":"a.jpg"}""", 404)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg","albumId":"none"}""", 404)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg","albumId":"b1"}""", 404)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg","albumId":""}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg","albumId":null,"takenAt":null}""", 200)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg","takenAt":1736700000000}""", 200)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg","takenAt":-1}""", 200)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg","takenAt":1736700000000.5}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg","takenAt":"1736700000000"}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg","takenAt":9000000000000000000}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":7}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":" "}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":".."}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a/b.jpg"}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a\\b.jpg"}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a\nb.jpg"}""", 400)]
    [InlineData("""{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a\ud800b.jpg"}""", 400)]
    [InlineData("""{"apiKey":"\udc00","linkId":"abcd1234","fileName":"a.jpg"}""", 400)]
    [InlineData("""{"\ud800":1,"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg"}""", 400)]
    [InlineData("""[]""", 400)]
    [InlineData("""{""", 400)]
    [InlineData("", 400)]
    public async Task A_request_for_an_upload_URL_is_validated(string json, int status)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.PostAsync(json);

        Assert.Equal(status, (int)response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.True(body.TryGetProperty(status == 200 ? "uploadUrl" : "error", out _));
    }

    [Fact]
    public async Task A_name_of_256_bytes_is_too_long()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var good = await uploader.RequestUploadUrlAsync(new string('ü', 127) + "a");
        using var bad = await uploader.RequestUploadUrlAsync(new string('ü', 128));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (good.StatusCode, bad.StatusCode));
    }

    [Fact]
    public async Task The_key_in_a_header_is_not_accepted()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        uploader.Http.DefaultRequestHeaders.Add("X-API-Key", emulator.ApiKey);

        using var response = await uploader.PostAsync("""{"linkId":"abcd1234","fileName":"a.jpg"}""");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task The_body_must_be_JSON_and_small()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var text = await uploader.Http.PostAsync("getuploadurl", new StringContent("{}"), Token);
        using var large = await uploader.PostAsync(new string(' ', 100_000) + "{}");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, text.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task Every_upload_URL_is_for_a_new_object_and_states_its_lifetime()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 5, 20, 30, 7, TimeSpan.Zero));
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var uploader = new TestUploader(emulator);

        var first = await uploader.GetUploadUrlAsync();
        var second = await uploader.GetUploadUrlAsync();

        Assert.NotEqual(new Uri(first).AbsolutePath, new Uri(second).AbsolutePath);
        Assert.StartsWith(emulator.BaseAddress + "storage/abcd1234/000001-a.jpg?", first, StringComparison.Ordinal);
        Assert.Contains(
            "&X-Amz-Date=20260605T203007Z&X-Amz-Expires=300&X-Amz-SignedHeaders=host&X-Amz-Signature=", first, StringComparison.Ordinal);
        Assert.Equal([1, 2], emulator.Requests.Select(request => request.UploadUrlNumber));
    }

    [Theory]
    [InlineData("a b+c%20#?&=;,'!().jpg")]
    [InlineData("Größe – 写真 🎉.jpg")]
    [InlineData("...")]
    [InlineData("e\u0301.jpg")]
    [InlineData("~a-b_c.d")]
    public async Task An_upload_URL_with_special_characters_in_its_name_works(string fileName)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.PutAsync(await uploader.GetUploadUrlAsync(fileName), [1, 2, 3]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(fileName, Assert.Single(emulator.Photos).FileName);
    }

    [Fact]
    public async Task The_capture_time_is_stored_with_the_photo()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        using var requested = await uploader.PostAsync(
            """{"apiKey":"emulator-key","linkId":"abcd1234","fileName":"a.jpg","takenAt":1736700000123}""");
        var url = (await requested.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("uploadUrl").GetString()!;

        using var response = await uploader.PutAsync(url, [1]);

        var photo = Assert.Single(emulator.Photos);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1736700000123), photo.TakenAt);
        Assert.Null(photo.AlbumId);
    }
}
