using System.Net;
using EventPics.Emulator.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Emulator.Tests;

public sealed class StorageRulesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StorageProvider.R2, 400, "ExpiredRequest")]
    [InlineData(StorageProvider.S3, 403, "AccessDenied")]
    [InlineData(StorageProvider.Google, 400, "ExpiredToken")]
    [InlineData(StorageProvider.Azure, 403, "AuthenticationFailed")]
    public async Task An_upload_URL_expires_by_the_emulators_clock(StorageProvider storage, int status, string code)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using var emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { TimeProvider = clock, Storage = storage, UploadUrlLifetime = TimeSpan.FromSeconds(30) }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();

        clock.Advance(TimeSpan.FromSeconds(29.9));
        using var alive = await uploader.PutAsync(url, [1, 2, 3], change: Blob);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        using var dead = await uploader.PutAsync(url, [4, 5, 6], change: Blob);

        Assert.Equal(storage == StorageProvider.Azure ? HttpStatusCode.Created : HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal(clock.GetUtcNow(), dead.Headers.Date);
        Assert.Equal((status, code), ((int)dead.StatusCode, await StorageError.ReadCodeAsync(dead)));
        Assert.Equal([1, 2, 3], Assert.Single(emulator.Photos).Bytes.ToArray());
    }

    [Theory]
    [InlineData(StorageProvider.R2, "TooManyRequests")]
    [InlineData(StorageProvider.S3, "TooManyRequests")]
    public async Task A_second_PUT_within_a_second_can_be_rejected(StorageProvider storage, string code)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using var emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { TimeProvider = clock, Storage = storage, LimitRepeatedPuts = true }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        var other = await uploader.GetUploadUrlAsync();

        using var first = await uploader.PutAsync(url, [1]);
        clock.Advance(TimeSpan.FromSeconds(0.9));
        using var early = await uploader.PutAsync(url, [2]);
        using var elsewhere = await uploader.PutAsync(other, [3]);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        using var late = await uploader.PutAsync(url, [4]);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, elsewhere.StatusCode, late.StatusCode));
        Assert.Equal((HttpStatusCode.TooManyRequests, code), (early.StatusCode, await StorageError.ReadCodeAsync(early)));
        Assert.Equal([[4], [3]], emulator.Photos.Select(photo => photo.Bytes.ToArray()));
    }

    [Fact]
    public async Task A_transfer_that_began_in_time_may_end_after_the_URL_expired()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        var body = new PausedContent(new byte[100_000], 50_000);

        var put = uploader.PutAsync(url, body);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: > 0 }], Token);
        clock.Advance(TimeSpan.FromHours(1));
        body.Continue();

        Assert.Equal(HttpStatusCode.OK, (await put).StatusCode);
    }

    [Theory]
    [InlineData(StorageProvider.R2, "SignatureDoesNotMatch")]
    [InlineData(StorageProvider.S3, "SignatureDoesNotMatch")]
    [InlineData(StorageProvider.Google, "SignatureDoesNotMatch")]
    [InlineData(StorageProvider.Azure, "AuthenticationFailed")]
    public async Task A_tampered_upload_URL_is_rejected(StorageProvider storage, string code)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { Storage = storage }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        var other = await uploader.GetUploadUrlAsync();
        string[] tampered =
        [
            url.Replace("000001", "000003", StringComparison.Ordinal),
            url.Replace("Expires=300", "Expires=301", StringComparison.Ordinal).Replace("sp=cw", "sp=rw", StringComparison.Ordinal),
            url + "&more=1",
            url[..^2] + (url.EndsWith("aa", StringComparison.Ordinal) ? "bb" : "aa"),
            url[..url.IndexOf('?', StringComparison.Ordinal)],
            url[..url.IndexOf('?', StringComparison.Ordinal)] + other[other.IndexOf('?', StringComparison.Ordinal)..],
        ];

        foreach (var bad in tampered)
        {
            using var response = await uploader.PutAsync(bad, [1], change: Blob);
            Assert.Equal((HttpStatusCode.Forbidden, code), (response.StatusCode, await StorageError.ReadCodeAsync(response)));
        }

        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_second_PUT_replaces_the_first_in_its_place()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync("a.jpg");
        using var first = await uploader.PutAsync(url, [1]);
        using var other = await uploader.PutAsync(await uploader.GetUploadUrlAsync("b.jpg"), [2]);
        using var second = await uploader.PutAsync(url, [3, 3], "image/png");

        Assert.Equal(["a.jpg", "b.jpg"], emulator.Photos.Select(photo => photo.FileName));
        var photo = emulator.Photos[0];
        Assert.Equal(("image/png", 2L, 1, 2), (photo.ContentType, photo.Length, photo.UploadUrlNumber, photo.Version));
        Assert.Equal([3, 3], photo.Bytes.ToArray());
    }

    [Theory]
    [InlineData(StorageProvider.R2, 412, "PreconditionFailed")]
    [InlineData(StorageProvider.S3, 412, "PreconditionFailed")]
    [InlineData(StorageProvider.Google, 412, "PreconditionFailed")]
    [InlineData(StorageProvider.Azure, 403, "UnauthorizedBlobOverwrite")]
    public async Task A_create_only_URL_rejects_a_second_PUT(StorageProvider storage, int status, string code)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { Storage = storage, CreateOnlyUploadUrls = true }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();

        using var first = await uploader.PutAsync(url, [1], change: Blob);
        using var second = await uploader.PutAsync(url, [2], change: Blob);

        Assert.True(first.IsSuccessStatusCode);
        Assert.Equal((status, code), ((int)second.StatusCode, await StorageError.ReadCodeAsync(second)));
        Assert.Equal([1], Assert.Single(emulator.Photos).Bytes.ToArray());
    }

    [Fact]
    public async Task Of_two_concurrent_PUTs_a_create_only_URL_accepts_one()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { CreateOnlyUploadUrls = true }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();
        var slow = new PausedContent([1, 1], 1);

        var first = uploader.PutAsync(url, slow);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: > 0 }], Token);
        using var second = await uploader.PutAsync(url, [2]);
        slow.Continue();

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed), (second.StatusCode, (await first).StatusCode));
        Assert.Equal([2], Assert.Single(emulator.Photos).Bytes.ToArray());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("DELETE")]
    [InlineData("POST")]
    public async Task An_upload_URL_is_signed_for_PUT_only(string method)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        using var request = new HttpRequestMessage(new HttpMethod(method), await uploader.GetUploadUrlAsync());

        using var response = await uploader.Http.SendAsync(request, Token);

        Assert.Equal((HttpStatusCode.Forbidden, "application/xml"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(EmulatorOperation.Other, emulator.Requests[1].Operation);
    }

    [Fact]
    public async Task A_signed_content_type_must_match_the_file_name()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { SignContentType = true }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync("a.png");

        using var wrong = await uploader.PutAsync(url, [1], "image/jpeg");
        using var right = await uploader.PutAsync(url, [1], "image/png");

        Assert.Contains("X-Amz-SignedHeaders=content-type%3Bhost", url, StringComparison.Ordinal);
        Assert.Equal("SignatureDoesNotMatch", await StorageError.ReadCodeAsync(wrong));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Azure_requires_the_blob_type()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { Storage = StorageProvider.Azure }, Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();

        using var without = await uploader.PutAsync(url, [1]);
        using var with = await uploader.PutAsync(url, [1], change: Blob);

        Assert.Equal((HttpStatusCode.BadRequest, "MissingRequiredHeader"), (without.StatusCode, await StorageError.ReadCodeAsync(without)));
        Assert.Equal(HttpStatusCode.Created, with.StatusCode);
        Assert.True(with.Headers.Contains("x-ms-request-id"));
    }

    [Fact]
    public async Task An_unsigned_header_with_the_prefix_of_the_storage_is_rejected()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.PutAsync(
            await uploader.GetUploadUrlAsync(), [1], change: request => request.Headers.Add("x-amz-acl", "public-read"));

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (response.StatusCode, await StorageError.ReadCodeAsync(response)));
    }

    [Fact]
    public async Task A_PUT_requires_a_content_length()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.PutAsync(
            await uploader.GetUploadUrlAsync(), [1], change: request => request.Headers.TransferEncodingChunked = true);

        Assert.Equal(HttpStatusCode.LengthRequired, response.StatusCode);
    }

    [Theory]
    [InlineData("Authorization", "Bearer someone", "Credentials were sent with a PUT.")]
    [InlineData("Cookie", "a=b", "Credentials were sent with a PUT.")]
    [InlineData("X-Anything", "the emulator-key", "The API key was sent with a PUT.")]
    public async Task A_PUT_with_credentials_is_a_violation(string header, string value, string violation)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);

        using var response = await uploader.PutAsync(
            await uploader.GetUploadUrlAsync(), [1], change: request => request.Headers.TryAddWithoutValidation(header, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([null, violation], emulator.Requests.Select(request => request.Violation));
        Assert.Equal("(hidden)", emulator.Requests[1].Headers[header]);
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task The_body_of_a_rejected_PUT_is_never_read()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync();

        using var response = await uploader.PutAsync(
            url + "&more=1", new byte[20_000_000], change: request => request.Headers.ExpectContinue = true);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.True(emulator.Requests[1].ExpectsContinue);
        Assert.Equal(0, emulator.Requests[1].BytesRead);
    }

    private static void Blob(HttpRequestMessage request) => request.Headers.Add("x-ms-blob-type", "BlockBlob");
}
