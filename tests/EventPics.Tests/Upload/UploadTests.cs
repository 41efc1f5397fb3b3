using System.Net;
using System.Security.Cryptography;
using EventPics.Emulator;

namespace EventPics.Tests.Upload;

/// <summary>List, upload URL, PUT and upload against a real local server.</summary>
public sealed class UploadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(AlbumIdProperty.Id)]
    [InlineData(AlbumIdProperty.AlbumId)]
    public async Task Events_and_albums_are_listed_in_either_shape(AlbumIdProperty shape)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { AlbumIdProperty = shape }, Token);
        using var client = TestClient.For(emulator);

        var events = await client.GetEventsAndAlbumsAsync(Token);

        Assert.Equal(["Sommerfest", "Hochzeit Jana & Jörg"], events.Select(item => item.Title));
        Assert.Equal(["abcd1234", "efgh5678"], events.Select(item => item.LinkId));
        Assert.Equal([new("a1", "Fotobox"), new("a2", "Backstage")], events[0].Albums);
    }

    [Fact]
    public async Task F058_A_photo_that_may_be_uploaded_already_is_a_possible_duplicate()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = TestClient.For(emulator);
        var request = TestClient.Request(1000);
        request.MayBeUploaded = true;

        Assert.True((await client.UploadAsync(request, cancellationToken: TestContext.Current.CancellationToken)).PossibleDuplicate);
        Assert.False((await client.UploadAsync(
            TestClient.Request(1000), cancellationToken: TestContext.Current.CancellationToken)).PossibleDuplicate);
    }

    [Fact]
    public async Task A_photo_is_stored_byte_for_byte_with_its_metadata()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.ApplicationName = "MyBooth/2.1");
        var bytes = TestImages.Jpeg(1_234_567);
        var taken = new DateTimeOffset(2026, 6, 20, 22, 15, 30, 123, TimeSpan.FromHours(2));
        var request = new UploadRequest("abcd1234", "Übung 1.jpg", UploadContent.FromBytes(bytes)) { AlbumId = "a2", TakenAt = taken };

        var result = await client.UploadAsync(request, cancellationToken: Token);

        var photo = Assert.Single(emulator.Photos);
        Assert.Equal(bytes, photo.Bytes);
        Assert.Equal(
            ("abcd1234", "a2", "Übung 1.jpg", "image/jpeg", taken),
            (photo.LinkId, photo.AlbumId, photo.FileName, photo.ContentType, photo.TakenAt));
        Assert.Equal(
            ("abcd1234", "a2", "Übung 1.jpg", "image/jpeg", 1_234_567L, taken),
            (result.LinkId, result.AlbumId, result.FileName, result.ContentType, result.Length, result.TakenAt));
        Assert.Equal((1, 1, false), (result.Attempts, result.UploadUrlsIssued, result.PossibleDuplicate));
        Assert.Equal(ETag(bytes), result.ETag);
        Assert.True(result.Duration > TimeSpan.Zero);
        Assert.Equal("url, put 1", emulator.RequestSequence());
        Assert.All(emulator.Requests, sent => Assert.Equal($"EventPics.NET/{Version} MyBooth/2.1", sent.Headers["User-Agent"]));
        Assert.All(emulator.Requests, sent => Assert.DoesNotContain("Transfer-Encoding", sent.Headers));
        Assert.All(emulator.Requests, sent => Assert.Null(sent.Violation));
    }

    [Fact]
    public async Task A_file_is_uploaded_under_its_own_name()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var folder = new TempFolder();

        var result = await client.UploadAsync(
            "abcd1234", folder.Write("Jana & Jörg (1).jpg", TestImages.Jpeg(5000)), "a1", cancellationToken: Token);

        Assert.Equal(("Jana & Jörg (1).jpg", "a1", 5000L), (result.FileName, result.AlbumId, result.Length));
        Assert.Equal("Jana & Jörg (1).jpg", emulator.Photos[0].FileName);
    }

    [Fact]
    public async Task Without_an_album_and_a_capture_time_the_service_decides()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);

        var result = await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal((null, null), (result.AlbumId, result.TakenAt));
        Assert.Equal((null, null), (emulator.Photos[0].AlbumId, emulator.Photos[0].TakenAt));
    }

    [Theory]
    [InlineData("Apple iPhone 6.jpg")]
    [InlineData("IMG_2927.HEIC")]
    [InlineData("with-gps.mov")]
    public async Task A_real_photo_is_stored(string file)
    {
        var path = SamplePhotos.Path(file);
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);

        await client.UploadAsync("abcd1234", path, cancellationToken: Token);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path, Token))), emulator.Photos[0].Sha256);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63 * 1024)]
    [InlineData(64 * 1024)]
    [InlineData(256 * 1024 + 1)]
    [InlineData(16 * 1024 * 1024 + 1)]
    public async Task Any_length_is_stored_completely(int length)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var bytes = TestImages.Jpeg(length);

        await client.UploadAsync(new UploadRequest("abcd1234", "a.jpg", UploadContent.FromBytes(bytes)), cancellationToken: Token);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), emulator.Photos[0].Sha256);
    }

    [Fact]
    public async Task Requesting_a_URL_and_PUT_work_separately()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var content = UploadContent.FromBytes(TestImages.Jpeg(5000));

        var uploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg") { AlbumId = "a1" }, Token);
        var first = await client.PutAsync(uploadUrl, content, cancellationToken: Token);
        var again = await client.PutAsync(new UploadUrl(uploadUrl.Url, uploadUrl.ExpiresAt), content, cancellationToken: Token);

        Assert.Equal((HttpStatusCode.OK, ETag(TestImages.Jpeg(5000)), 1), (first.StatusCode, first.ETag, first.Attempts));
        Assert.Equal(first.ETag, again.ETag);
        Assert.Equal(2, Assert.Single(emulator.Photos).Version);
        Assert.Equal(
            [false, true],
            emulator.Requests.Where(request => request.Operation == EmulatorOperation.Put).Select(request => request.ExpectsContinue));
    }

    [Theory]
    [InlineData(StorageProvider.R2)]
    [InlineData(StorageProvider.S3)]
    [InlineData(StorageProvider.Google)]
    [InlineData(StorageProvider.Azure)]
    public async Task Every_storage_provider_accepts_the_photo(StorageProvider storage)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { Storage = storage }, Token);
        using var client = TestClient.For(emulator);

        await client.UploadAsync(TestClient.Photo, cancellationToken: Token);

        Assert.Equal(100_000, Assert.Single(emulator.Photos).Length);
    }

    [Theory]
    [InlineData("wrong-key", "abcd1234", null, EventPicsError.ApiKeyRejected)]
    [InlineData("emulator-key", "nowhere", null, EventPicsError.NotFound)]
    [InlineData("emulator-key", "abcd1234", "b1", EventPicsError.NotFound)]
    public async Task A_wrong_key_event_or_album_is_not_retried(string key, string linkId, string? albumId, EventPicsError expected)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.ApiKey = key);
        var request = new UploadRequest(linkId, "a.jpg", UploadContent.FromBytes(TestImages.Jpeg(10))) { AlbumId = albumId };

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(request, cancellationToken: Token));

        Assert.Equal((expected, false), (error.Error, error.IsTransient));
        Assert.Equal("url", emulator.RequestSequence());
    }

    [Fact]
    public async Task A_redirect_is_never_followed()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var other = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 0);
        var elsewhere = Fault.LoginRedirect(new Uri(other.BaseAddress, "geteventsandalbums").AbsoluteUri, 307);
        emulator.Faults.OnEvents(elsewhere).OnUploadUrl(elsewhere).OnUploadUrl(Fault.None).OnPut(elsewhere.Times(2));

        var list = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));
        var uploadUrl = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Photo, cancellationToken: Token));
        var put = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Photo, cancellationToken: Token));

        Assert.Equal(
            [EventPicsError.CaptivePortal, EventPicsError.CaptivePortal, EventPicsError.UploadRejected],
            new[] { list, uploadUrl, put }.Select(error => error.Error));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, put.StatusCode);
        Assert.Empty(other.Requests);
    }

#pragma warning disable CA5351 // An ETag is an MD5 by the storage's definition.
    private static string ETag(byte[] bytes) => $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"";
#pragma warning restore CA5351

    private static string Version => typeof(EventPicsClient).Assembly.GetName().Version!.ToString(3);
}
