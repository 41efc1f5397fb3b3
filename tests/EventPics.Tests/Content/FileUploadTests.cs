using EventPics.Emulator;

namespace EventPics.Tests.Content;

/// <summary>An upload of a file by its path, which is opened once for validation and the first attempt.</summary>
public sealed class FileUploadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, 0)]
    [InlineData(401, 0)] // no upload URL, so the file is not read
    [InlineData(200, 3)]
    public async Task The_file_is_closed_after_the_upload(int linkStatus, int failedPuts)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator, options => options.MaxRetries = 1);
        using var folder = new TempFolder();
        var path = folder.Write("a.jpg", TestImages.Jpeg(5000));
        if (linkStatus != 200)
        {
            emulator.Faults.OnUploadUrl(Fault.Status(linkStatus));
        }

        if (failedPuts > 0)
        {
            emulator.Faults.OnPut(Fault.Status(503).Times(failedPuts));
        }

        var error = await Record.ExceptionAsync(() => client.UploadAsync("abcd1234", path, cancellationToken: Token));

        Assert.Equal(linkStatus == 200 && failedPuts == 0, error is null);
        AssertFree(path);
    }

    [Fact]
    public async Task The_file_is_closed_after_an_overridden_upload()
    {
        using var client = new OtherWay();
        using var folder = new TempFolder();
        var path = folder.Write("a.jpg", TestImages.Jpeg(5000));

        await client.UploadAsync("abcd1234", path, cancellationToken: Token);

        AssertFree(path);
    }

    [Fact]
    public async Task The_file_is_closed_when_the_album_id_is_invalid()
    {
        using var client = new EventPicsClient("key");
        using var folder = new TempFolder();
        var path = folder.Write("a.jpg", TestImages.Jpeg(5000));

        await Assert.ThrowsAsync<ArgumentException>(() => client.UploadAsync("abcd1234", path, " ", cancellationToken: Token));

        AssertFree(path);
    }

    [Fact]
    public async Task A_missing_file_fails_through_the_task_so_that_concurrent_uploads_continue()
    {
        using var client = new EventPicsClient("key");

        var upload = client.UploadAsync("abcd1234", Path.Combine(Path.GetTempPath(), "no-such-file.jpg"), cancellationToken: Token);

        await Assert.ThrowsAsync<FileNotFoundException>(() => upload);
    }

    [Fact]
    public async Task Every_attempt_starts_at_the_first_byte()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var folder = new TempFolder();
        var bytes = TestImages.Jpeg(700_000);
        emulator.Faults.OnPut(Fault.Status(503));

        await client.UploadAsync("abcd1234", folder.Write("a.jpg", bytes), cancellationToken: Token);

        Assert.Equal(bytes, Assert.Single(emulator.Photos).Bytes);
    }

    // An open handle anywhere would make exclusive access fail.
    private static void AssertFree(string path)
    {
        using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(5000, alone.Length);
    }

    private sealed class OtherWay : EventPicsClient
    {
        public override Task<UploadResult> UploadAsync(
            UploadRequest request, IProgress<UploadProgress>? progress = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new UploadResult(request.LinkId, request.FileName, request.Content.ContentType, request.Content.Length));
    }
}
