using EventPics.Emulator;

namespace EventPics.Tests.Faults;

/// <summary>What each storage wants of a PUT.</summary>
public class StorageProviderTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[5000]];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StorageProvider.R2)]
    [InlineData(StorageProvider.S3)]
    [InlineData(StorageProvider.Google)]
    public async Task F046_A_signed_content_type_is_honoured(StorageProvider storage)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { Storage = storage, SignContentType = true }, Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));

        // The upload URL is signed for the type that fits the name, whatever the bytes are.
        var result = await client.UploadAsync(TestPhoto.Request(Png, "photo.jpg"), cancellationToken: Token);

        Assert.Equal((1, 1), (result.Attempts, result.UploadUrlsIssued));
        Assert.Equal(("image/jpeg", "image/jpeg"), (result.ContentType, Assert.Single(emulator.Photos).ContentType));
    }

    [Fact]
    public async Task F046_A_signed_content_type_follows_the_photos_own_name()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { SignContentType = true }, Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));
        using var folder = new TempFolder();
        var uploadUrl = await client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "photo.jpg"), Token);

        await client.PutAsync(
            uploadUrl, UploadContent.FromFile(folder.Write("7.bin", Png), "image/png", "photo.jpg"), cancellationToken: Token);

        Assert.Equal("image/jpeg", Assert.Single(emulator.Photos).ContentType);
    }

    [Theory]
    [InlineData("picture")]
    [InlineData("picture.dat")]
    public async Task F046_An_unknown_signed_content_type_is_found_without_a_new_URL(string fileName)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { SignContentType = true }, Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));

        var result = await client.UploadAsync(TestPhoto.Request(Png, fileName), cancellationToken: Token);

        Assert.Equal((2, 1), (result.Attempts, result.UploadUrlsIssued));
        Assert.Equal(result.ContentType, Assert.Single(emulator.Photos).ContentType);
    }

    [Theory]
    [InlineData(StorageProvider.R2)]
    [InlineData(StorageProvider.Azure)]
    public async Task F046_An_unsigned_content_type_is_detected_from_the_bytes(StorageProvider storage)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(new() { Storage = storage }, Token);
        using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));

        await client.UploadAsync(TestPhoto.Request(Png, "photo.jpg"), cancellationToken: Token);

        Assert.Equal("image/png", Assert.Single(emulator.Photos).ContentType);
    }

    [Fact]
    public async Task F047_Only_Azure_receives_the_blob_type_header()
    {
        foreach (var storage in Enum.GetValues<StorageProvider>())
        {
            await using var emulator = await EventPicsEmulator.StartAsync(new() { Storage = storage }, Token);
            using var client = new EventPicsClient(TestOptions.For(emulator.BaseAddress));

            await client.UploadAsync(TestPhoto.Request(Png), cancellationToken: Token);

            Assert.Equal(storage == StorageProvider.Azure, Assert.Single(emulator.Photos).Headers.ContainsKey("x-ms-blob-type"));
        }
    }

    [Theory]
    [InlineData(StorageProvider.R2)]
    [InlineData(StorageProvider.S3)]
    [InlineData(StorageProvider.Google)]
    [InlineData(StorageProvider.Azure)]
    public async Task F044_A_URL_that_really_expired_is_replaced(StorageProvider storage)
    {
        var serverTime = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var emulator = await EventPicsEmulator.StartAsync(new() { Storage = storage, TimeProvider = serverTime }, Token);
        emulator.Faults.OnPut(Fault.Status(503, "ServerBusy").WithoutReading());
        var options = TestOptions.For(emulator.BaseAddress);
        options.BaseDelay = options.MaxDelay = TimeSpan.FromSeconds(1);
        using var client = new EventPicsClient(options);
        var upload = client.UploadAsync(TestPhoto.Request(Png), cancellationToken: Token);
        await emulator.WaitForRequestsAsync(EmulatorOperation.Put, 1, Token);

        serverTime.Advance(TimeSpan.FromMinutes(6));
        var result = await upload;

        Assert.Equal(2, result.UploadUrlsIssued);
        Assert.Single(emulator.Photos);
    }
}
