using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Session;

/// <summary>What EnqueueAsync accepts, rejects and recognizes.</summary>
public sealed class EnqueueTests : QueueTest
{
    [Theory]
    [InlineData("deleted")]
    [InlineData("damaged")]
    [InlineData("truncated")]
    public async Task F066_F074_A_photo_whose_bytes_were_lost_is_sent_from_the_new_bytes_when_enqueued_again(string how)
    {
        QueuedUpload upload;
        await using (var other = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token))
        {
            upload = await other.EnqueueAsync(TestPhoto.Request(1), Token);
        }

        var bytes = Path.Combine(Spool, upload.Id + ".bin");
        switch (how)
        {
            case "deleted":
                File.Delete(bytes);
                break;
            case "damaged":
                File.WriteAllBytes(bytes, TestImages.Jpeg(2000, seed: 99));
                break;
            default:
                File.WriteAllBytes(bytes, TestImages.Jpeg(5));
                break;
        }

        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        Assert.Equal(QueuedUploadState.Failed, (await queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);

        var again = await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal((upload.Id, true), (again.Id, again.WasAlreadyQueued));
        Assert.Equal(QueuedUploadState.Uploaded, (await queue.FindAsync(upload.Id, Token))?.State);
        Assert.Equal(upload.Sha256, Assert.Single(Service.Hashes));
    }

    [Fact]
    public async Task S018_A_photo_that_is_too_large_or_one_too_many_is_rejected_and_nothing_is_dropped()
    {
        var options = Options;
        (options.MaxFileSize, options.MaxWaitingBytes) = (3000, 5000);
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(options, cancellationToken: Token);
        await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await queue.EnqueueAsync(TestPhoto.Request(2, length: 3000), Token);

        await Assert.ThrowsAsync<ArgumentException>(() => queue.EnqueueAsync(TestPhoto.Request(3, length: 3001), Token));
        var full = await Assert.ThrowsAsync<UploadQueueException>(() => queue.EnqueueAsync(TestPhoto.Request(4, length: 10), Token));

        Assert.Equal(UploadQueueError.QueueFull, full.Error);
        Assert.True((await queue.EnqueueAsync(TestPhoto.Request(2, length: 3000), Token)).WasAlreadyQueued); // It needs no more space.
        Assert.Equal((2, 5000), ((await queue.GetStatusAsync(Token)).Waiting, (await queue.GetStatusAsync(Token)).WaitingBytes));
        Assert.Equal(4, Directory.EnumerateFiles(Spool).Count());
    }

    [Fact]
    public async Task A_closed_window_costs_no_photo()
    {
        await using var queue = await new ClosedWindowContext()
            .Run(() => UploadQueue.OpenAsync(Service, Options, cancellationToken: Token));

        await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Single(Service.Objects);
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(100)]
    public async Task F061_A_clock_that_was_months_off_makes_no_duplicate(int days)
    {
        foreach (var error in (int[])[days, 0])
        {
            var options = Options;
            options.TimeProvider = new ShiftedTimeProvider(TimeSpan.FromDays(error));
            await using var queue = await UploadQueue.OpenAsync(Service, options, cancellationToken: Token);
            await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        }

        Assert.Single(Service.Objects);
    }

    [Fact]
    public async Task F067_A_photo_that_changed_since_it_was_examined_is_not_enqueued()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        var path = Folder.WritePhoto("a.jpg");
        var seen = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        var request = UploadRequest.FromFile("wedding", path);

        await Assert.ThrowsAsync<InvalidDataException>(() => queue.EnqueueAsync(request, new string('0', 64), Token));
        Assert.Empty(Directory.EnumerateFiles(Spool));
        Assert.Empty(await queue.ListAsync(null, 1000, Token));

        Assert.False((await queue.EnqueueAsync(request, seen, Token)).WasAlreadyQueued);
    }

    [Fact]
    public async Task The_bytes_of_a_waiting_photo_can_be_read_when_its_file_is_gone()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        var path = Folder.WritePhoto("a.jpg");
        var bytes = File.ReadAllBytes(path);
        var upload = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
        File.Delete(path);

        using var rescued = new MemoryStream();
        await using (var stream = await queue.OpenReadAsync(upload.Id, Token))
        {
            await stream!.CopyToAsync(rescued, Token);
        }

        Assert.Equal(bytes, rescued.ToArray());
        Assert.Null(await queue.OpenReadAsync("unknown", Token));
    }

    [Fact]
    public async Task Cancelling_while_copying_stops_and_leaves_no_files()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        using var cancellation = new CancellationTokenSource();
        List<DrippingStream> opened = [];
        var content = UploadContent.FromStream(() =>
        {
            opened.Add(new DrippingStream(cancellation));
            return opened[^1];
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => queue.EnqueueAsync(new UploadRequest("wedding", "a.jpg", content), cancellation.Token));

        Assert.InRange(opened[^1].Reads, DrippingStream.CancelAt, DrippingStream.CancelAt + 1);
        Assert.Empty(Directory.EnumerateFiles(Spool));
        Assert.Empty(await queue.ListAsync(null, 1000, Token));
    }

    [Fact]
    public async Task A_spool_folder_deleted_while_the_queue_is_open_is_recreated()
    {
        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        Directory.Delete(Spool, recursive: true);

        await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Single(Service.Objects);
        Assert.Equal(QueueHealth.Online, (await queue.GetStatusAsync(Token)).Health);
        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(Spool) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_queue_folder_deleted_while_the_queue_is_open_is_reported(bool sends)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes no file that is open.");
        await using (var queue = sends
            ? await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token)
            : await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token))
        {
            Directory.Delete(QueueFolder, recursive: true);

            var lost = await Assert.ThrowsAsync<UploadQueueException>(() => queue.EnqueueAsync(TestPhoto.Request(1), Token));
            var status = await queue.GetStatusAsync(Token);

            Assert.Equal(UploadQueueError.FolderNotWritable, lost.Error);
            Assert.Contains("Restart the program", lost.Message, StringComparison.Ordinal);
            Assert.Equal(QueueHealth.StorageError, status.Health);
            Assert.Contains(QueueFolder, status.PauseReason, StringComparison.Ordinal);
            Assert.False(Directory.Exists(QueueFolder));
        }

        await using var again = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        Assert.Equal(QueueHealth.Online, (await again.GetStatusAsync(Token)).Health);
    }

    /// <summary>Returns one byte at a time, and cancels the caller.</summary>
    private sealed class DrippingStream(CancellationTokenSource cancellation) : MemoryStream(TestImages.Jpeg(100_000))
    {
        public const int CancelAt = 1000;

        public int Reads { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (++Reads == CancelAt)
            {
                cancellation.Cancel();
            }

            return base.Read(buffer, offset, 1);
        }
    }
}
