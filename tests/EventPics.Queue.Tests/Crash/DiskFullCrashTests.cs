using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Crash;

/// <summary>A small tmpfs that fills up.</summary>
[Collection(nameof(CrashTests))]
public sealed class DiskFullCrashTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeUploadService _service = new();
    private readonly bool _isMounted;

    public DiskFullCrashTests()
    {
        LoopDisk.Require();
        LoopDisk.Run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", _folder.Path);
        _isMounted = true;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _service.Dispose();
        if (_isMounted)
        {
            LoopDisk.Run("umount", _folder.Path);
        }

        _folder.Dispose();
    }

    [Fact]
    public async Task F071_A_full_disk_rejects_new_photos_and_queued_photos_are_still_sent()
    {
        var connected = new TaskCompletionSource();
        _service.OnUploadUrl = (_, token) => connected.Task.WaitAsync(token);
        await using var queue =
            await UploadQueue.OpenAsync(_service, new UploadQueueOptions { Folder = _folder.PathOf("queue") }, cancellationToken: Token);
        var accepted = 0;
        UploadQueueException? full = null;
        while (full is null && accepted < 100)
        {
            try
            {
                await queue.EnqueueAsync(TestPhoto.Request(accepted, length: 500_000), Token);
                accepted++;
            }
            catch (UploadQueueException e)
            {
                full = e;
            }
        }

        Assert.Equal(UploadQueueError.DiskFull, full?.Error);
        Assert.InRange(accepted, 4, 16);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool"), "*.tmp"));
        Assert.True((await queue.EnqueueAsync(TestPhoto.Request(0, length: 500_000), Token)).WasAlreadyQueued); // It needs no space.
        connected.SetResult();
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Long, Token);
        Assert.Equal(accepted, _service.Objects.Count);
        Assert.False((await queue.EnqueueAsync(TestPhoto.Request(accepted, length: 500_000), Token)).WasAlreadyQueued);
    }

    [Fact]
    public async Task F071_A_stream_of_unknown_length_leaves_room_for_the_database()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = _folder.PathOf("queue") }, cancellationToken: Token);
        var lowest = long.MaxValue;
        await using var body = new OnceReadableStream(TestImages.Jpeg(12_000_000))
        {
            StopsAt = 0,
            Stopped = () => lowest = Math.Min(lowest, new DriveInfo(_folder.Path).AvailableFreeSpace),
        };

        var full = await Assert.ThrowsAsync<UploadQueueException>(
            () => queue.EnqueueAsync("wedding", "a.jpg", body, cancellationToken: Token));

        Assert.Equal(UploadQueueError.DiskFull, full.Error);
        Assert.InRange(lowest, DiskSpace.Reserve, 2 * DiskSpace.Reserve); // It was accepted while there was room.
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")));
    }

    [Fact]
    public async Task F072_A_result_that_a_full_disk_rejects_is_saved_later_and_no_upload_starts_meanwhile()
    {
        var ballast = _folder.PathOf("ballast");
        _service.OnStored = (_, _, _) =>
        {
            Fill(ballast);
            return Task.CompletedTask;
        };
        await using var queue =
            await UploadQueue.OpenAsync(_service, new UploadQueueOptions { Folder = _folder.PathOf("queue") }, cancellationToken: Token);
        var first = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await WaitForErrorOrExitAsync(queue, first.Id);

        File.Delete(ballast);
        _service.OnStored = static (_, _, _) => Task.CompletedTask;
        await queue.EnqueueAsync(TestPhoto.Request(2), Token);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Long, Token);

        Assert.Equal(2, _service.Objects.Count);
        Assert.Equal(2, _service.UploadUrlsIssued);
        Assert.Equal(QueueHealth.Online, (await queue.GetStatusAsync(Token)).Health);
    }

    /// <summary>Waits for the storage error, or for the upload: the write-ahead log may have had space left for this one row.</summary>
    private static async Task WaitForErrorOrExitAsync(UploadQueue queue, string id)
    {
        while ((await queue.GetStatusAsync(Token)).Health != QueueHealth.StorageError
            && (await queue.FindAsync(id, Token))?.State != QueuedUploadState.Uploaded)
        {
            await Task.Delay(20, Token);
        }
    }

    private static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Append);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }
}
