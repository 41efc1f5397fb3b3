using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Emulator.Tests;

public sealed class StorageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StorageProvider.R2, 400, "ExpiredRequest")]
    [InlineData(StorageProvider.S3, 403, "AccessDenied")]
    [InlineData(StorageProvider.Google, 400, "ExpiredToken")]
    [InlineData(StorageProvider.Azure, 403, "AuthenticationFailed")]
    public async Task A_link_dies_by_the_emulators_clock(StorageProvider storage, int status, string code)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { TimeProvider = clock, Storage = storage, UploadUrlLifetime = TimeSpan.FromSeconds(30) }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();

        clock.Advance(TimeSpan.FromSeconds(29.9));
        using HttpResponseMessage alive = await booth.PutAsync(link, [1, 2, 3], change: Blob);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        using HttpResponseMessage dead = await booth.PutAsync(link, [4, 5, 6], change: Blob);

        Assert.Equal(storage == StorageProvider.Azure ? HttpStatusCode.Created : HttpStatusCode.OK, alive.StatusCode);
        Assert.Equal(clock.GetUtcNow(), dead.Headers.Date);
        Assert.Equal((status, code), ((int)dead.StatusCode, await StorageError.CodeAsync(dead)));
        Assert.Equal([1, 2, 3], Assert.Single(emulator.Photos).Bytes.ToArray());
    }

    [Fact]
    public async Task A_transfer_that_began_in_time_may_end_after_the_links_life()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(60));
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { TimeProvider = clock }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        var body = new PausedContent(new byte[100_000], 50_000);

        Task<HttpResponseMessage> put = booth.PutAsync(link, body);
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
    public async Task A_link_that_was_tampered_with_is_refused(StorageProvider storage, string code)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { Storage = storage }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        string other = await booth.GetLinkAsync();
        string[] tampered =
        [
            link.Replace("000001", "000003", StringComparison.Ordinal),
            link.Replace("Expires=300", "Expires=301", StringComparison.Ordinal).Replace("sp=cw", "sp=rw", StringComparison.Ordinal),
            link + "&more=1",
            link[..^2] + (link.EndsWith("aa", StringComparison.Ordinal) ? "bb" : "aa"),
            link[..link.IndexOf('?', StringComparison.Ordinal)],
            link[..link.IndexOf('?', StringComparison.Ordinal)] + other[other.IndexOf('?', StringComparison.Ordinal)..],
        ];

        foreach (string bad in tampered)
        {
            using HttpResponseMessage response = await booth.PutAsync(bad, [1], change: Blob);
            Assert.Equal((HttpStatusCode.Forbidden, code), (response.StatusCode, await StorageError.CodeAsync(response)));
        }

        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_second_PUT_replaces_the_first_in_its_place()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync("a.jpg");
        using HttpResponseMessage first = await booth.PutAsync(link, [1]);
        using HttpResponseMessage other = await booth.PutAsync(await booth.GetLinkAsync("b.jpg"), [2]);
        using HttpResponseMessage second = await booth.PutAsync(link, [3, 3], "image/png");

        Assert.Equal(["a.jpg", "b.jpg"], emulator.Photos.Select(photo => photo.FileName));
        ReceivedPhoto photo = emulator.Photos[0];
        Assert.Equal(("image/png", 2L, 1, 2), (photo.ContentType, photo.Length, photo.UploadUrlNumber, photo.Version));
        Assert.Equal([3, 3], photo.Bytes.ToArray());
    }

    [Theory]
    [InlineData(StorageProvider.R2, 412, "PreconditionFailed")]
    [InlineData(StorageProvider.S3, 412, "PreconditionFailed")]
    [InlineData(StorageProvider.Google, 412, "PreconditionFailed")]
    [InlineData(StorageProvider.Azure, 403, "UnauthorizedBlobOverwrite")]
    public async Task A_create_only_link_refuses_a_second_PUT(StorageProvider storage, int status, string code)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { Storage = storage, CreateOnlyUploadUrls = true }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();

        using HttpResponseMessage first = await booth.PutAsync(link, [1], change: Blob);
        using HttpResponseMessage second = await booth.PutAsync(link, [2], change: Blob);

        Assert.True(first.IsSuccessStatusCode);
        Assert.Equal((status, code), ((int)second.StatusCode, await StorageError.CodeAsync(second)));
        Assert.Equal([1], Assert.Single(emulator.Photos).Bytes.ToArray());
    }

    [Fact]
    public async Task Of_two_PUTs_at_once_a_create_only_link_takes_one()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { CreateOnlyUploadUrls = true }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();
        var slow = new PausedContent([1, 1], 1);

        Task<HttpResponseMessage> first = booth.PutAsync(link, slow);
        await emulator.WaitUntilAsync(() => emulator.Requests is [_, { BytesRead: > 0 }], Token);
        using HttpResponseMessage second = await booth.PutAsync(link, [2]);
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
    public async Task A_link_is_signed_for_PUT_alone(string method)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        using var request = new HttpRequestMessage(new HttpMethod(method), await booth.GetLinkAsync());

        using HttpResponseMessage response = await booth.Http.SendAsync(request, Token);

        Assert.Equal((HttpStatusCode.Forbidden, "application/xml"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(EmulatorOperation.Other, emulator.Requests[1].Operation);
    }

    [Fact]
    public async Task A_signed_content_type_must_fit_the_name()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(new EventPicsEmulatorOptions { SignContentType = true }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync("a.png");

        using HttpResponseMessage wrong = await booth.PutAsync(link, [1], "image/jpeg");
        using HttpResponseMessage right = await booth.PutAsync(link, [1], "image/png");

        Assert.Contains("X-Amz-SignedHeaders=content-type%3Bhost", link, StringComparison.Ordinal);
        Assert.Equal("SignatureDoesNotMatch", await StorageError.CodeAsync(wrong));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Azure_demands_the_blob_type()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { Storage = StorageProvider.Azure }, Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();

        using HttpResponseMessage without = await booth.PutAsync(link, [1]);
        using HttpResponseMessage with = await booth.PutAsync(link, [1], change: Blob);

        Assert.Equal((HttpStatusCode.BadRequest, "MissingRequiredHeader"), (without.StatusCode, await StorageError.CodeAsync(without)));
        Assert.Equal(HttpStatusCode.Created, with.StatusCode);
        Assert.True(with.Headers.Contains("x-ms-request-id"));
    }

    [Fact]
    public async Task A_header_of_the_stores_own_family_that_is_not_signed_is_refused()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);

        using HttpResponseMessage response = await booth.PutAsync(
            await booth.GetLinkAsync(), [1], change: request => request.Headers.Add("x-amz-acl", "public-read"));

        Assert.Equal((HttpStatusCode.Forbidden, "AccessDenied"), (response.StatusCode, await StorageError.CodeAsync(response)));
    }

    [Fact]
    public async Task A_PUT_must_say_its_length()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);

        using HttpResponseMessage response = await booth.PutAsync(
            await booth.GetLinkAsync(), [1], change: request => request.Headers.TransferEncodingChunked = true);

        Assert.Equal(HttpStatusCode.LengthRequired, response.StatusCode);
    }

    [Theory]
    [InlineData("Authorization", "Bearer someone", "Credentials came along with a PUT.")]
    [InlineData("Cookie", "a=b", "Credentials came along with a PUT.")]
    [InlineData("X-Anything", "the emulator-key", "The API key came along with a PUT.")]
    public async Task A_PUT_with_credentials_is_a_violation(string header, string value, string violation)
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);

        using HttpResponseMessage response = await booth.PutAsync(
            await booth.GetLinkAsync(), [1], change: request => request.Headers.TryAddWithoutValidation(header, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([null, violation], emulator.Requests.Select(request => request.Violation));
        Assert.Equal("(hidden)", emulator.Requests[1].Headers[header]);
        Assert.Empty(emulator.Photos);
    }

    [Fact]
    public async Task A_refused_body_is_never_asked_for()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync();

        using HttpResponseMessage response = await booth.PutAsync(
            link + "&more=1", new byte[20_000_000], change: request => request.Headers.ExpectContinue = true);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.True(emulator.Requests[1].ExpectsContinue);
        Assert.Equal(0, emulator.Requests[1].BytesRead);
    }

    private static void Blob(HttpRequestMessage request) => request.Headers.Add("x-ms-blob-type", "BlockBlob");
}
