using System.Globalization;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Session;

/// <summary>What the queue remembers of photos and source files after a restart.</summary>
public sealed class RescanTests : QueueTest
{
    [Fact]
    public async Task Every_destination_of_a_photo_is_found_by_its_hash()
    {
        await using var queue = await SendAsync();
        var uploaded = await queue.EnqueueAsync(TestPhoto.Request(1, "a"), Token);
        await queue.WaitForAsync(uploaded.Id, Token).WaitAsync(TestTimeout.Default, Token);
        queue.Pause();
        var waiting = await queue.EnqueueAsync(TestPhoto.Request(1, "b", "album"), Token);
        var exported = await queue.EnqueueAsync(TestPhoto.Request(1, "c"), Token);
        var removed = await queue.EnqueueAsync(TestPhoto.Request(1, "d"), Token);
        await queue.EnqueueAsync(TestPhoto.Request(2, "e"), Token);
        await queue.ExportAsync([exported.Id], Usb, Token);
        await queue.RemoveAsync(removed.Id, Token);
        await queue.RemoveAsync(uploaded.Id, Token);

        var found = await queue.FindDeliveriesAsync(uploaded.Sha256.ToUpper(CultureInfo.InvariantCulture), Token);

        Assert.Equal(
            [("d", null, QueuedUploadState.Removed), ("c", null, QueuedUploadState.Exported), ("b", "album", QueuedUploadState.Waiting), ("a", null, QueuedUploadState.Removed)],
            found.Select(delivery => (delivery.LinkId, delivery.AlbumId, delivery.State)));
        Assert.Equal([false, false, false, true], found.Select(delivery => delivery.UploadedAt is not null));
        Assert.Equal(((await queue.FindAsync(waiting.Id, Token))!.EnqueuedAt, Usb), (found[2].At, found[1].ExportedTo));
        Assert.Empty(await queue.FindDeliveriesAsync(new string('0', 64), Token));
    }

    [Fact]
    public async Task A_source_file_is_remembered_with_its_exact_modification_time_and_a_new_time_too()
    {
        var path = Folder.WritePhoto();
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 5, 1, 12, 0, 0, DateTimeKind.Utc).AddTicks(1234567));
        await using var queue = await OpenWithoutSendingAsync();
        var photo = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
        Assert.Equal(new DateTimeOffset(File.GetLastWriteTimeUtc(path)), (await queue.FindAsync(photo.Id, Token))!.SourceModifiedAt);

        File.SetLastWriteTimeUtc(path, new DateTime(2026, 5, 2, 12, 0, 0, DateTimeKind.Utc));
        await queue.EnqueueAsync("wedding", path, cancellationToken: Token);

        Assert.Equal(new DateTimeOffset(2026, 5, 2, 12, 0, 0, TimeSpan.Zero), (await queue.FindAsync(photo.Id, Token))!.SourceModifiedAt);
        Assert.Null((await queue.EnqueueAsync(TestPhoto.Request(7), Token)).SourceModifiedAt);
    }

    [Fact]
    public async Task F081_A_full_scan_after_a_restart_sends_nothing_again_and_recognizes_each_file_without_reading_it()
    {
        List<string> paths = [.. Enumerable.Range(1, 6).Select(n => Folder.WritePhoto($"p{n}.jpg", seed: n))];
        await using (var queue = await SendAsync())
        {
            foreach (var path in paths)
            {
                await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
            }

            await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        }

        await using var again = await SendAsync();
        var known = await again.EnumerateAsync(new QueueFilter { SourceFolder = Folder.Path }, Token).ToListAsync(Token);
        Assert.Equal(
            paths.Select(path => (path, new FileInfo(path).Length, (DateTimeOffset?)new DateTimeOffset(File.GetLastWriteTimeUtc(path)))),
            known.OrderBy(upload => upload.SourcePath, StringComparer.Ordinal)
                .Select(upload => (upload.SourcePath!, upload.Length, upload.SourceModifiedAt)));
        foreach (var path in paths)
        {
            Assert.True((await again.EnqueueAsync("wedding", path, cancellationToken: Token)).WasAlreadyQueued);
        }

        Assert.Equal(6, Service.UploadUrlsIssued);
    }

    [Fact]
    public async Task Counts_are_the_same_after_a_restart()
    {
        QueueStatus before;
        await using (var queue = await SendAsync())
        {
            await queue.WaitForAsync((await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id, Token)
                .WaitAsync(TestTimeout.Default, Token);
            queue.Pause();
            await queue.EnqueueAsync(TestPhoto.Request(2), Token);
            await queue.ExportAsync([(await queue.EnqueueAsync(TestPhoto.Request(3), Token)).Id], Usb, Token);
            await queue.RemoveAsync((await queue.EnqueueAsync(TestPhoto.Request(4), Token)).Id, Token);
            before = await queue.GetStatusAsync(Token);
        }

        await using var again = await OpenWithoutSendingAsync();
        var after = await again.GetStatusAsync(Token);
        Assert.Equal((1, 1, 1, 1, 1), (before.Waiting, before.Uploaded, before.UploadedToday, before.Exported, before.Removed));
        Assert.Equal((1, 1, 1, 1, 1), (after.Waiting, after.Uploaded, after.UploadedToday, after.Exported, after.Removed));
        Assert.Equal(before.WaitingBytes, after.WaitingBytes);
    }
}
