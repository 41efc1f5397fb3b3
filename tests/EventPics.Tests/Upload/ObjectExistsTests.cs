using EventPics.Emulator;

namespace EventPics.Tests.Upload;

/// <summary>
/// What a PUT reports when the storage refuses to replace an object, which proves delivery only to a caller that sent it before.
/// </summary>
public sealed class ObjectExistsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<StorageProvider> Storages => [.. Enum.GetValues<StorageProvider>()];

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task A_first_PUT_to_an_existing_object_throws_ObjectExists(StorageProvider storage)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { Storage = storage, CreateOnlyUploadUrls = true }, Token);
        using var client = TestClient.For(emulator);
        var url = await client.GetUploadUrlAsync(new("abcd1234", "photo.jpg"), Token);
        await client.PutAsync(url, TestClient.Photo.Content, cancellationToken: Token);

        // As a queue after a crash: it no longer knows that the first response arrived.
        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.PutAsync(new UploadUrl(url.Url, url.ExpiresAt), TestClient.Photo.Content, cancellationToken: Token));

        Assert.True(error.ObjectExists);
        Assert.Equal((EventPicsError.UploadRejected, EventPicsErrorScope.UploadUrl), (error.Error, error.Scope));
        Assert.Single(emulator.Photos);
    }

    [Theory]
    [InlineData(409, "ContainerBeingDeleted")]
    [InlineData(409, "InvalidBucketState")]
    [InlineData(412, "LeaseIdMissing")]
    [InlineData(409, "SnapshotsPresent")]
    [InlineData(412, "ConditionNotMet")]
    public async Task Another_conflict_does_not_set_ObjectExists(int status, string code)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        emulator.Faults.OnPut(Fault.Status(status, code));
        var url = await client.GetUploadUrlAsync(new("abcd1234", "photo.jpg"), Token);

        var error =
            await Assert.ThrowsAsync<EventPicsException>(() => client.PutAsync(url, TestClient.Photo.Content, cancellationToken: Token));

        Assert.False(error.ObjectExists);
        Assert.Equal((EventPicsError.UploadRejected, EventPicsErrorScope.UploadUrl), (error.Error, error.Scope));
        Assert.Empty(emulator.Photos);
    }

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task F050_An_object_at_a_URL_that_was_never_used_is_another_photo(StorageProvider storage)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { Storage = storage }, Token);
        using var client = TestClient.For(emulator);
        var request = TestClient.Request(5000);
        request.UploadUrl = await client.GetUploadUrlAsync(new("abcd1234", "photo.jpg"), Token);
        emulator.Faults.OnPut(Fault.ObjectExists);

        var result = await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal("url, put 1, url, put 2", emulator.RequestSequence());
        Assert.Single(emulator.Photos);
        Assert.True(result.PossibleDuplicate);
    }

    [Fact]
    public async Task F050_An_object_at_a_URL_that_was_rejected_before_a_new_one_could_be_had_is_another_photo()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 1);
        var request = TestClient.Request(5000);
        request.UploadUrl = await client.GetUploadUrlAsync(new("abcd1234", "photo.jpg"), Token);
        emulator.Faults.OnPut(Fault.ObjectExists.Times(2)).OnUploadUrl(Fault.Status(401));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.UploadAsync(request, cancellationToken: Token));
        await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal((EventPicsError.ApiKeyRejected, false, null), (error.Error, error.MayBeUploaded, error.UploadUrl));
        Assert.Equal("url, put 1, url, put 1, url, put 2", emulator.RequestSequence());
        Assert.Single(emulator.Photos);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F050_An_object_at_a_URL_that_was_used_or_stored_is_this_photo(bool isStored)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { CreateOnlyUploadUrls = true }, Token);
        using var client = TestClient.For(emulator);
        var request = TestClient.Request(5000);
        var url = await client.GetUploadUrlAsync(new("abcd1234", "photo.jpg"), Token);
        await client.PutAsync(url, request.Content, cancellationToken: Token);
        request.UploadUrl = isStored ? new UploadUrl(url.Url, url.ExpiresAt) : url;

        var result = await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal("url, put 1, put 1", emulator.RequestSequence());
        Assert.False(result.PossibleDuplicate);
    }

    [Fact]
    public async Task An_incomplete_earlier_PUT_does_not_prove_that_the_object_is_this_photo()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        emulator.Faults.OnPut(Fault.DropAfter(1_000_000)).OnPut(Fault.ObjectExists);
        var url = await client.GetUploadUrlAsync(new("abcd1234", "photo.jpg"), Token);

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.PutAsync(url, TestClient.Request(8_000_000).Content, cancellationToken: Token));

        Assert.True(error.ObjectExists);
        Assert.Empty(emulator.Photos);
    }
}
