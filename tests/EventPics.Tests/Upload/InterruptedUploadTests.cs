using EventPics.Emulator;

namespace EventPics.Tests.Upload;

/// <summary>
/// An upload that ends with another exception than <see cref="EventPicsException"/>, which can't name the upload URL: its request does.
/// </summary>
public sealed class InterruptedUploadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_can_not_be_read_again_after_a_lost_response_continues_at_its_URL()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        emulator.Faults.OnPut(Fault.LostResponse);
        var opened = 0;
        var request = Request(() => ++opened == 2 ? throw new IOException("unplugged") : new MemoryStream(TestImages.Jpeg(5000)));

        await Assert.ThrowsAsync<IOException>(() => client.UploadAsync(request, cancellationToken: Token));
        Assert.Single(emulator.Photos);
        var result = await client.UploadAsync(request, cancellationToken: Token);

        Assert.Equal((0, false), (result.UploadUrlsIssued, result.PossibleDuplicate));
        Assert.Equal(2, Assert.Single(emulator.Photos).Version);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancelled_or_disposed_upload_without_a_response_continues_at_its_URL(bool isDisposed)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        using var other = TestClient.For(emulator);
        using var cancellation = new CancellationTokenSource();
        emulator.Faults.OnPut(Fault.Delay(TimeSpan.FromHours(1)));
        var request = TestClient.Request(5000);
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var progress = new ProgressLog(report => _ = report.BytesSent == 5000 && sent.TrySetResult());
        var upload = client.UploadAsync(request, progress, cancellation.Token);
        await sent.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);

        if (isDisposed)
        {
            client.Dispose();
        }
        else
        {
            await cancellation.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<Exception>(() => upload);
        var result = await other.UploadAsync(request, cancellationToken: Token);

        Assert.Equal((0, false), (result.UploadUrlsIssued, result.PossibleDuplicate));
    }

    [Fact]
    public async Task Many_uploads_leave_the_URL_in_the_request_too()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        emulator.Faults.OnPut(Fault.LostResponse);
        var opened = 0;
        var request = Request(() => ++opened == 2 ? throw new IOException("unplugged") : new MemoryStream(TestImages.Jpeg(5000)));

        var outcome = await client.UploadManyAsync([request], cancellationToken: Token).SingleAsync(Token);

        Assert.IsType<IOException>(outcome.Error);
        Assert.NotNull(outcome.Request.UploadUrl);
    }

    [Fact]
    public async Task An_upload_that_sent_nothing_or_only_a_part_of_its_content_starts_over()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        UploadRequest[] requests =
        [
            Request(() => throw new IOException("unplugged")),
            Request(() => new ForwardOnlyStream(TestImages.Jpeg(3_000_000)), 5_000_000),
        ];

        foreach (var request in requests)
        {
            await Assert.ThrowsAsync<IOException>(() => client.UploadAsync(request, cancellationToken: Token));
            Assert.Null(request.UploadUrl);
        }
    }

    private static UploadRequest Request(Func<Stream> open, int length = 5000) =>
        new("abcd1234", "photo.jpg", UploadContent.FromStream(open, length, "image/jpeg"));
}
