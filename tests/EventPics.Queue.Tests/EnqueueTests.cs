using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests;

/// <summary>What happens at the door.</summary>
public sealed class EnqueueTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly FakeService _service = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private UploadQueueOptions Options => new() { Folder = _folder.File("queue") };

    private string Spool => Path.Combine(_folder.File("queue"), "spool");

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("damaged")]
    [InlineData("truncated")]
    public async Task F066_F074_Enqueued_again_a_picture_whose_bytes_were_lost_is_sent_from_the_new_ones(string how)
    {
        QueuedUpload upload;
        await using (var looking = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token))
        {
            upload = await looking.EnqueueAsync(Pictures.Request(1), Token);
        }

        var bytes = Path.Combine(Spool, upload.Id + ".bin");
        switch (how)
        {
            case "deleted":
                File.Delete(bytes);
                break;
            case "damaged":
                File.WriteAllBytes(bytes, Pictures.Bytes(2000, seed: 99));
                break;
            default:
                File.WriteAllBytes(bytes, Pictures.Bytes(5));
                break;
        }

        await using var queue = await UploadQueue.OpenAsync(_service, Options, cancellationToken: Token);
        Assert.Equal(QueuedUploadState.SetAside, (await queue.WaitForAsync(upload.Id, Token).WaitAsync(Patience, Token)).State);

        var again = await queue.EnqueueAsync(Pictures.Request(1), Token);

        await queue.WaitUntilIdleAsync(Token).WaitAsync(Patience, Token);
        Assert.Equal((upload.Id, true), (again.Id, again.WasAlreadyQueued));
        Assert.Equal(QueuedUploadState.Uploaded, (await queue.FindAsync(upload.Id, Token))?.State);
        Assert.Equal(upload.Sha256, Assert.Single(_service.Hashes));
    }

    [Fact]
    public async Task S018_What_is_too_large_or_too_much_is_refused_and_nothing_is_dropped()
    {
        var options = Options;
        (options.MaxFileSize, options.MaxWaitingBytes) = (3000, 5000);
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(options, cancellationToken: Token);
        await queue.EnqueueAsync(Pictures.Request(1), Token);
        await queue.EnqueueAsync(Pictures.Request(2, length: 3000), Token);

        await Assert.ThrowsAsync<ArgumentException>(() => queue.EnqueueAsync(Pictures.Request(3, length: 3001), Token));
        var full = await Assert.ThrowsAsync<UploadQueueException>(() => queue.EnqueueAsync(Pictures.Request(4, length: 10), Token));

        Assert.Equal(UploadQueueError.QueueFull, full.Error);
        Assert.True((await queue.EnqueueAsync(Pictures.Request(2, length: 3000), Token)).WasAlreadyQueued); // It takes no more room.
        Assert.Equal((2, 5000), ((await queue.GetStatusAsync(Token)).Waiting, (await queue.GetStatusAsync(Token)).WaitingBytes));
        Assert.Equal(4, Directory.EnumerateFiles(Spool).Count());
    }

    [Fact]
    public async Task A_screen_that_is_gone_costs_no_picture()
    {
        await using var queue = await new BrokenContext().Run(() => UploadQueue.OpenAsync(_service, Options, cancellationToken: Token));

        await queue.EnqueueAsync(Pictures.Request(1), Token);

        await queue.WaitUntilIdleAsync(Token).WaitAsync(Patience, Token);
        Assert.Single(_service.Objects);
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(100)]
    public async Task F061_A_clock_that_was_months_off_makes_no_duplicate(int days)
    {
        foreach (var wrong in (int[])[days, 0])
        {
            var options = Options;
            options.TimeProvider = new ShiftedTime(TimeSpan.FromDays(wrong));
            await using var queue = await UploadQueue.OpenAsync(_service, options, cancellationToken: Token);
            await queue.EnqueueAsync(Pictures.Request(1), Token);
            await queue.WaitUntilIdleAsync(Token).WaitAsync(Patience, Token);
        }

        Assert.Single(_service.Objects);
    }

    [Fact]
    public async Task F067_A_picture_that_changed_since_it_was_looked_at_is_not_taken()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        var path = _folder.Picture("a.jpg");
        var seen = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));
        var request = UploadRequest.FromFile("wedding", path);

        await Assert.ThrowsAsync<InvalidDataException>(() => queue.EnqueueAsync(request, new string('0', 64), Token));
        Assert.Empty(Directory.EnumerateFiles(Spool));
        Assert.Empty(await queue.ListAsync(cancellationToken: Token));

        Assert.False((await queue.EnqueueAsync(request, seen, Token)).WasAlreadyQueued);
    }

    [Fact]
    public async Task The_bytes_of_a_waiting_picture_can_be_rescued_when_its_file_is_gone()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        var path = _folder.Picture("a.jpg");
        var bytes = File.ReadAllBytes(path);
        var upload = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
        File.Delete(path);

        using var rescued = new MemoryStream();
        await using (var stream = await queue.OpenReadAsync(upload.Id, Token))
        {
            await stream!.CopyToAsync(rescued, Token);
        }

        Assert.Equal(bytes, rescued.ToArray());
        Assert.Null(await queue.OpenReadAsync("nobody", Token));
    }

    [Fact]
    public async Task Cancelled_while_it_copies_it_stops_and_leaves_nothing()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        using CancellationTokenSource impatience = new();
        List<DrippingStream> opened = [];
        var content = UploadContent.FromStream(() =>
        {
            opened.Add(new DrippingStream(impatience));
            return opened[^1];
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queue.EnqueueAsync(new UploadRequest("wedding", "a.jpg", content), impatience.Token));

        Assert.InRange(opened[^1].Reads, DrippingStream.CancelAt, DrippingStream.CancelAt + 1);
        Assert.Empty(Directory.EnumerateFiles(Spool));
        Assert.Empty(await queue.ListAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task A_spool_that_was_deleted_while_the_queue_was_open_is_made_anew()
    {
        await using var queue = await UploadQueue.OpenAsync(_service, Options, cancellationToken: Token);
        Directory.Delete(Spool, recursive: true);

        await queue.EnqueueAsync(Pictures.Request(1), Token);

        await queue.WaitUntilIdleAsync(Token).WaitAsync(Patience, Token);
        Assert.Single(_service.Objects);
        Assert.Equal(QueueConnection.Online, (await queue.GetStatusAsync(Token)).Connection);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Spool) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_that_was_deleted_while_the_queue_was_open_is_told(bool sends)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows deletes no file that is open.");
        await using (var queue = sends
            ? await UploadQueue.OpenAsync(_service, Options, cancellationToken: Token)
            : await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token))
        {
            Directory.Delete(_folder.File("queue"), recursive: true);

            var lost = await Assert.ThrowsAsync<UploadQueueException>(() => queue.EnqueueAsync(Pictures.Request(1), Token));
            var status = await queue.GetStatusAsync(Token);

            Assert.Equal(UploadQueueError.FolderNotWritable, lost.Error);
            Assert.Contains("Restart the program", lost.Message, StringComparison.Ordinal);
            Assert.Equal(QueueConnection.StorageTrouble, status.Connection);
            Assert.Contains(_folder.File("queue"), status.PauseReason, StringComparison.Ordinal);
            Assert.False(Directory.Exists(_folder.File("queue")));
        }

        await using var again = await UploadQueue.OpenAsync(_service, Options, cancellationToken: Token);
        Assert.Equal(QueueConnection.Online, (await again.GetStatusAsync(Token)).Connection);
    }

    /// <summary>Gives a byte at a time, and makes the caller lose patience.</summary>
    private sealed class DrippingStream(CancellationTokenSource impatience) : MemoryStream(Pictures.Bytes(100_000))
    {
        public const int CancelAt = 1000;

        public int Reads { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (++Reads == CancelAt)
            {
                impatience.Cancel();
            }

            return base.Read(buffer, offset, 1);
        }
    }
}
