using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using EventPics.Emulator;

namespace EventPics.Tests.Upload;

/// <summary>An upload that ended unclear, continued with its upload URL: the album has the photo once.</summary>
public sealed class ContinuedUploadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<StorageProvider, bool> Storages =>
        new MatrixTheoryData<StorageProvider, bool>(Enum.GetValues<StorageProvider>(), [false, true]);

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task F009_Three_lost_responses_and_a_continued_upload_make_one_photo(StorageProvider storage, bool createOnly)
    {
        await using var emulator =
            await EventPicsEmulator.StartAsync(new() { Storage = storage, CreateOnlyUploadUrls = createOnly }, Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 2);
        emulator.Faults.OnPut(Fault.LostResponse.Times(3));
        var request = TestClient.Request(100_000);
        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(request, cancellationToken: Token));
        Assert.Single(emulator.Photos);

        request.UploadUrl = error.UploadUrl;
        var result = await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal((true, EventPicsError.Network), (error.MayBeUploaded, error.Error));
        Assert.Single(emulator.Photos);
        Assert.Equal((1, 0, false), (result.Attempts, result.UploadUrlsIssued, result.PossibleDuplicate));
    }

    [Fact]
    public async Task F082_It_continues_in_another_process_with_an_expiry_long_past()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var request = TestClient.Request(5000);
        var error = await FailUnclearAsync(emulator, request);
        using var restarted = TestClient.For(emulator);

        request.UploadUrl = new UploadUrl(new Uri(error.UploadUrl!.Url.OriginalString), DateTimeOffset.UnixEpoch);
        var result = await restarted.UploadAsync(request, cancellationToken: Token);

        Assert.Equal("url, put 1, put 1", emulator.RequestSequence());
        Assert.Equal(2, Assert.Single(emulator.Photos).Version);
        Assert.False(result.PossibleDuplicate);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task F058_A_rejected_URL_is_replaced_and_the_result_says_PossibleDuplicate(int maxRetries)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var request = TestClient.Request(5000);
        request.UploadUrl = (await FailUnclearAsync(emulator, request)).UploadUrl;
        using var client = TestClient.For(emulator, options => options.MaxRetries = maxRetries);
        emulator.Faults.OnPut(Fault.Expired);

        var result = await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal("url, put 1, put 1, url, put 2", emulator.RequestSequence());
        Assert.Equal((2, 1, true), (result.Attempts, result.UploadUrlsIssued, result.PossibleDuplicate));
    }

    [Fact]
    public async Task A_rejected_URL_to_which_nothing_was_sent_makes_no_possible_duplicate()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var request = TestClient.Request(5000);
        request.UploadUrl = await client.GetUploadUrlAsync(new("abcd1234", "photo.jpg"), Token);
        emulator.Faults.OnPut(Fault.Expired);

        var result = await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal("url, put 1, url, put 2", emulator.RequestSequence());
        Assert.False(result.PossibleDuplicate);
    }

    [Fact]
    public async Task A_rejection_of_the_given_URL_leaves_the_new_one_its_second_chance()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var request = TestClient.Request(5000);
        request.UploadUrl = (await FailUnclearAsync(emulator, request)).UploadUrl;
        using var client = TestClient.For(emulator);
        emulator.Faults.OnPut(Fault.Status(403).Times(2));

        var result = await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal("url, put 1, put 1, url, put 2, url, put 3", emulator.RequestSequence());
        Assert.True(result.PossibleDuplicate);
    }

    [Fact]
    public async Task While_the_network_is_down_the_exception_keeps_the_URL()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 1);
        var request = TestClient.Request(5000);
        request.UploadUrl = (await FailUnclearAsync(emulator, request)).UploadUrl;
        emulator.Faults.Offline = true;
        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(request, cancellationToken: Token));
        emulator.Faults.Offline = false;

        request.UploadUrl = error.UploadUrl;
        await client.UploadAsync(request, cancellationToken: Token);

        Assert.True(error.MayBeUploaded);
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task A_service_that_fails_after_the_rejection_does_not_hide_that_the_photo_may_be_uploaded()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 1);
        emulator.Faults.OnPut(Fault.LostResponse).OnPut(Fault.Expired).OnUploadUrl(Fault.None).OnUploadUrl(Fault.Status(401));
        var request = TestClient.Request(5000);
        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(request, cancellationToken: Token));

        request.UploadUrl = error.UploadUrl;
        emulator.Faults.OnPut(Fault.Expired);
        var result = await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal((EventPicsError.ApiKeyRejected, true), (error.Error, error.MayBeUploaded));
        Assert.Contains(
            "Copy a valid key from the event's API key page in the EventPics app. The photo may be in the album already",
            error.Message, StringComparison.Ordinal);
        Assert.True(result.PossibleDuplicate);
    }

    [Fact]
    public async Task Two_unclear_URLs_stay_a_possible_duplicate()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 1);
        emulator.Faults.OnPut(Fault.LostResponse).OnPut(Fault.Expired).OnPut(Fault.LostResponse.Times(4));
        var request = TestClient.Request(5000);
        for (var i = 0; i < 2; i++)
        {
            request.UploadUrl =
                (await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(request, cancellationToken: Token))).UploadUrl;
        }

        var result = await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal("url, put 1, put 1, url, put 2, put 2, put 2, put 2, put 2", emulator.RequestSequence());
        Assert.True(result.PossibleDuplicate);
        Assert.Equal(2, emulator.Photos.Count);
    }

    [Fact]
    public async Task Two_unclear_URLs_stay_a_possible_duplicate_when_the_last_is_stored_as_text()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 0);
        emulator.Faults.OnPut(Fault.LostResponse).OnPut(Fault.Expired).OnPut(Fault.LostResponse);
        var request = TestClient.Request(5000);
        for (var i = 0; i < 2; i++)
        {
            var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(request, cancellationToken: Token));
            request.UploadUrl = new UploadUrl(new Uri(error.UploadUrl!.Url.AbsoluteUri), error.UploadUrl.ExpiresAt);
        }

        var result = await client.UploadAsync(request, cancellationToken: Token);

        Assert.True(result.PossibleDuplicate);
        Assert.All(emulator.Requests, received => Assert.DoesNotContain('#', received.Path));
    }

    [Fact]
    public async Task An_upload_that_was_rejected_or_sent_nothing_is_not_continued()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 1);
        emulator.Faults.OnPut(Fault.Status(413)).OnPut(Fault.Expired.Times(2));
        List<EventPicsException> errors =
        [
            await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Request(5000), cancellationToken: Token)),
            await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Request(5000), cancellationToken: Token)),
        ];
        emulator.Faults.Offline = true;
        errors.Add(
            await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Request(5000), cancellationToken: Token)));

        Assert.Equal(
            [EventPicsError.PayloadTooLarge, EventPicsError.UploadUrlExpired, EventPicsError.Network], errors.Select(error => error.Error));
        Assert.All(errors, error => Assert.Equal((false, null), (error.MayBeUploaded, error.UploadUrl)));
        Assert.All(errors, error => Assert.DoesNotContain("album already", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_URL_of_another_photo_is_rejected_and_replaces_nothing()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 0);
        emulator.Faults.OnPut(Fault.LostResponse);
        var error =
            await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(TestClient.Request(5000), cancellationToken: Token));
        UploadRequest[] others =
        [
            new("efgh5678", "photo.jpg", TestClient.Photo.Content) { UploadUrl = error.UploadUrl },
            new("abcd1234", "photo.jpg", TestClient.Photo.Content) { AlbumId = "a1", UploadUrl = error.UploadUrl },
            new("abcd1234", "other.jpg", TestClient.Photo.Content) { UploadUrl = error.UploadUrl },
        ];

        foreach (var other in others)
        {
            await Assert.ThrowsAsync<ArgumentException>("uploadUrl", () => client.UploadAsync(other, cancellationToken: Token));
        }

        Assert.Equal(5000, Assert.Single(emulator.Photos).Length);
    }

    [Theory]
    [InlineData("http://bucket.storage.example/1?sig=secret-signature", "https")]
    [InlineData("https://127.0.0.1/1?sig=secret-signature", "this computer")]
    [InlineData("https://192.168.0.1/1?sig=secret-signature", "public")]
    [InlineData("https://user:pass@bucket.storage.example/1?sig=secret-signature", "user name")]
    public async Task An_unsafe_URL_is_rejected_and_not_quoted(string url, string reason)
    {
        using var client = new EventPicsClient("key");
        var request = TestClient.Request(5000);
        request.UploadUrl = new UploadUrl(new Uri(url), DateTimeOffset.MaxValue);

        var error = await Assert.ThrowsAsync<ArgumentException>("uploadUrl", () => client.UploadAsync(request, cancellationToken: Token));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PUT_that_ended_unclear_names_its_own_URL()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 0);
        var url = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);
        emulator.Faults.OnPut(Fault.LostResponse);

        var error =
            await Assert.ThrowsAsync<EventPicsException>(() => client.PutAsync(url, TestClient.Photo.Content, cancellationToken: Token));

        Assert.True(error.MayBeUploaded);
        Assert.Same(url, error.UploadUrl);
        Assert.EndsWith("to continue without a duplicate, send it to the same upload URL.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_exception_shows_the_URL_in_its_property_only()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);

        var error = await FailUnclearAsync(emulator, TestClient.Request(5000));

        string[] texts =
        [
            error.ToString(), error.Message, JsonSerializer.Serialize(error.Data),
            $"{error.UploadUrl}", JsonSerializer.Serialize(error.UploadUrl),
            JsonSerializer.Serialize(new { error.MayBeUploaded, error.UploadUrl }),
        ];
        var secrets = new[] { error.UploadUrl!.Url.AbsolutePath }.Concat(error.UploadUrl.Url.Query.TrimStart('?').Split('&'));
        Assert.All(texts, text =>
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, WebUtility.UrlDecode(text), StringComparison.OrdinalIgnoreCase)));
        Assert.Equal(
            "Uploading 'photo.jpg' failed: the server can't be reached or the connection was lost. Check the network. The photo may be in the album already: " +
            "to continue without a duplicate, set UploadRequest.UploadUrl to this exception's UploadUrl.",
            error.Message);
    }

    [Fact]
    public async Task A_URL_is_not_unused_while_a_photo_is_being_sent_there()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 0);
        var url = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);
        emulator.Faults.OnPut(Fault.Expired);
        var wasUnused = new ConcurrentQueue<bool>();
        var progress = new ProgressLog(_ => wasUnused.Enqueue(url.IsUnused));

        await Assert.ThrowsAsync<EventPicsException>(
            () => client.PutAsync(url, TestClient.Request(5000).Content, progress, cancellationToken: Token));

        Assert.NotEmpty(wasUnused);
        Assert.DoesNotContain(true, wasUnused);
        Assert.True(url.IsUnused);
    }

    private static async Task<EventPicsException> FailUnclearAsync(EventPicsEmulator emulator, UploadRequest request)
    {
        using var client = TestClient.For(emulator, options => options.MaxRetries = 0);
        emulator.Faults.OnPut(Fault.LostResponse);
        return await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(request, cancellationToken: Token));
    }
}
