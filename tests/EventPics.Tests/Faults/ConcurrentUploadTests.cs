using EventPics.Emulator;

namespace EventPics.Tests.Faults;

/// <summary>Faults that involve two uploads, or two calls for one photo.</summary>
public class ConcurrentUploadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F039_An_upload_URL_issued_for_two_photos_is_requested_again_and_overwrites_nothing()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));
        var first = TestImages.Jpeg(10_000, 1);
        var second = TestImages.Jpeg(10_000, 2);
        await client.UploadAsync(TestPhoto.Request(first, "first.jpg"), cancellationToken: Token);
        emulator.Faults.OnUploadUrl(Fault.SameUploadUrl);

        var result = await client.UploadAsync(TestPhoto.Request(second, "second.jpg"), cancellationToken: Token);

        Assert.Equal((1, 2), (result.Attempts, result.UploadUrlsIssued));
        Assert.Equal([first, second], emulator.Photos.Select(photo => photo.Bytes.ToArray()));
    }

    [Fact]
    public async Task F039_Two_photos_of_the_same_name_and_length_are_different_photos()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));
        var first = TestImages.Jpeg(10_000, 1);
        var second = TestImages.Jpeg(10_000, 2);
        await client.UploadAsync(TestPhoto.Request(first), cancellationToken: Token);
        emulator.Faults.OnUploadUrl(Fault.SameUploadUrl);

        await client.UploadAsync(TestPhoto.Request(second), cancellationToken: Token);

        Assert.Equal([first, second], emulator.Photos.Select(photo => photo.Bytes.ToArray()));
    }

    [Fact]
    public async Task F039_A_service_that_keeps_issuing_the_same_URL_is_reported_and_nothing_is_sent()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));
        await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000, 1), "first.jpg"), cancellationToken: Token);
        emulator.Faults.OnUploadUrl(Fault.SameUploadUrl.Times(3));

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000, 2), "second.jpg"), cancellationToken: Token));

        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.Single(emulator.Requests, request => request.Operation == EmulatorOperation.Put);
    }

    [Fact]
    public async Task F039_An_upload_may_receive_its_own_URL_again()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));
        var request = TestPhoto.Request(TestImages.Jpeg(10_000));
        await client.UploadAsync(request, cancellationToken: Token);
        emulator.Faults.OnUploadUrl(Fault.SameUploadUrl);

        await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal(2, Assert.Single(emulator.Photos).Version);
    }

    [Fact]
    public async Task F039_A_second_request_with_the_same_content_may_receive_its_URL_again()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));
        var content = UploadContent.FromBytes(TestImages.Jpeg(10_000));
        await client.UploadAsync(new UploadRequest("abcd1234", "photo.jpg", content), cancellationToken: Token);
        emulator.Faults.OnUploadUrl(Fault.SameUploadUrl);

        var result = await client.UploadAsync(new UploadRequest("abcd1234", "photo.jpg", content), cancellationToken: Token);

        Assert.Equal(1, result.UploadUrlsIssued);
        Assert.Equal(2, Assert.Single(emulator.Photos).Version);
    }

    [Fact]
    public async Task F060_Two_concurrent_PUTs_of_one_photo_create_no_duplicate()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.OnPut(Fault.SlowReading(2_000_000).Times(2));
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));
        var uploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);
        var content = UploadContent.FromBytes(TestImages.Jpeg(500_000));

        await Task.WhenAll(
            client.PutAsync(uploadUrl, content, cancellationToken: Token), client.PutAsync(uploadUrl, content, cancellationToken: Token));

        Assert.Equal(TestImages.Jpeg(500_000), Assert.Single(emulator.Photos).Bytes.ToArray());
    }

    [Fact]
    public async Task F009_A_URL_stored_across_a_restart_accepts_the_photo_again()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.OnPut(Fault.LostResponse);
        var options = TestOptions.For(emulator.BaseAddress);
        options.MaxRetries = 0;
        var content = UploadContent.FromBytes(TestImages.Jpeg(100_000));
        UploadUrl kept;
        using (var client = new EventPicsClient(options))
        {
            kept = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);
            await Assert.ThrowsAsync<EventPicsException>(() => client.PutAsync(kept, content, cancellationToken: Token));
        }

        using var restarted = new EventPicsClient(options);
        await restarted.PutAsync(new UploadUrl(kept.Url, kept.ExpiresAt), content, cancellationToken: Token);

        Assert.Equal(2, Assert.Single(emulator.Photos).Version);
        Assert.True(emulator.Requests[^1].ExpectsContinue);
    }

    [Fact]
    public async Task F058_A_stored_URL_that_expired_is_detected_before_the_body_is_sent()
    {
        await using var server = new RawServer();
        server.OnPut((connection, _) =>
            connection.RespondAsync(403, "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"));
        using var client = new EventPicsClient(TestOptions.For(server.BaseAddress));
        var uploadUrl = new UploadUrl(new Uri(server.BaseAddress, "storage/7?X-Amz-Signature=raw"), DateTimeOffset.UnixEpoch);

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.PutAsync(uploadUrl, UploadContent.FromBytes(TestImages.Jpeg(100_000)), cancellationToken: Token));

        Assert.Equal((EventPicsError.UploadUrlExpired, true), (error.Error, error.IsTransient));
        Assert.Equal("put 7", server.Requests);
    }

    [Theory]
    [InlineData("2199-12-31T23:59:59+00:00")]
    [InlineData("1970-01-01T00:00:00+00:00")]
    [InlineData("2026-03-29T02:30:00+01:00")]
    [InlineData("2026-06-14T20:30:00.123-07:00")]
    public async Task F065_A_capture_time_is_sent_unchanged(string text)
    {
        var takenAt = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var options = TestOptions.For(emulator.BaseAddress);
        options.TimeProvider =
            new Microsoft.Extensions.Time.Testing.FakeTimeProvider(takenAt > DateTimeOffset.UnixEpoch ? takenAt : DateTimeOffset.UnixEpoch);
        using var client = new EventPicsClient(options);
        var request = TestPhoto.Request(TestImages.Jpeg(10_000));
        request.TakenAt = takenAt;

        await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal(takenAt.ToUnixTimeMilliseconds(), Assert.Single(emulator.Photos).TakenAt!.Value.ToUnixTimeMilliseconds());
    }
}
