using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Session;

/// <summary>Removed photos stay out of their event, until the removal is undone.</summary>
public sealed class RemovalTests : QueueTest
{
    [Fact]
    public async Task A_removed_photo_does_not_come_back_to_its_event_whatever_the_album()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1, albumId: "one"), Token);
        Assert.True(await queue.RemoveAsync(photo.Id, Token));

        var same = await queue.EnqueueAsync(TestPhoto.Request(1, albumId: "one"), Token);
        var otherAlbum = await queue.EnqueueAsync(TestPhoto.Request(1, albumId: "two"), Token);
        var otherEvent = await queue.EnqueueAsync(TestPhoto.Request(1, "party"), Token);

        Assert.Equal((photo.Id, QueuedUploadState.Removed, true), (same.Id, same.State, same.WasAlreadyQueued));
        Assert.Equal((photo.Id, QueuedUploadState.Removed, true), (otherAlbum.Id, otherAlbum.State, otherAlbum.WasAlreadyQueued));
        Assert.Equal((QueuedUploadState.Waiting, false), (otherEvent.State, otherEvent.WasAlreadyQueued));
        Assert.Equal(
            (photo.Id, QueuedUploadState.Removed),
            ((await queue.FindAsync("wedding", "two", photo.Sha256, Token))!.Id, (await queue.FindAsync(photo.Id, Token))!.State));
        Assert.False(await queue.RemoveAsync(photo.Id, Token));
        Assert.False(await queue.RerouteAsync(otherEvent.Id, "wedding", "two", Token));
        await using var sending = await SendAsync();
        Assert.Single(Service.Objects);
    }

    [Fact]
    public async Task A_removed_photo_leaves_no_bytes_and_its_source_file_is_still_recognized()
    {
        var path = Folder.WritePhoto();
        await using var queue = await OpenWithoutSendingAsync();
        var photo = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);

        await queue.RemoveAsync(photo.Id, Token);

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")));
        var removed = (await queue.FindAsync(photo.Id, Token))!;
        Assert.Equal(
            (path, 2000L, new DateTimeOffset(File.GetLastWriteTimeUtc(path))),
            (removed.SourcePath, removed.Length, removed.SourceModifiedAt));
        Assert.NotNull(removed.WithdrawnAt);
        Assert.Null(await queue.OpenReadAsync(photo.Id, Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_removed_photo_stays_out_when_the_database_is_rebuilt(bool wasUploaded)
    {
        string id;
        await using (var queue = wasUploaded ? await SendAsync() : await OpenWithoutSendingAsync())
        {
            id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
            if (wasUploaded)
            {
                await queue.WaitForAsync(id, Token).WaitAsync(TestTimeout.Default, Token);
            }

            await queue.RemoveAsync(id, Token);
        }

        DeleteDatabase();

        await using var again = await SendAsync();
        var known = await again.EnqueueAsync(TestPhoto.Request(1, albumId: "other"), Token);
        Assert.Equal((id, QueuedUploadState.Removed), (known.Id, known.State));
        Assert.Equal(wasUploaded, known.UploadedAt is not null);
        Assert.Equal(wasUploaded ? 1 : 0, Service.Objects.Count);
    }

    [Fact]
    public async Task A_rebuild_keeps_the_waiting_album_of_a_photo_that_was_removed_from_another()
    {
        await using (var queue = await OpenWithoutSendingAsync())
        {
            var one = await queue.EnqueueAsync(TestPhoto.Request(1, albumId: "one"), Token);
            await queue.EnqueueAsync(TestPhoto.Request(1, albumId: "two"), Token);
            await queue.RemoveAsync(one.Id, Token);
        }

        DeleteDatabase();

        await using var again = await SendAsync();
        Assert.Equal(["url wedding/two p1.jpg"], Service.Calls.Where(call => call.StartsWith("url", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_removed_photo_that_is_taken_back_may_be_enqueued_again_even_after_a_rebuild()
    {
        await using (var queue = await OpenWithoutSendingAsync())
        {
            var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await queue.RemoveAsync(photo.Id, Token);

            Assert.Equal(1, await queue.TakeBackAsync([photo.Id], Token));
            Assert.Equal(0, await queue.TakeBackAsync([photo.Id, "unknown"], Token));

            Assert.Equal(0, (await queue.GetStatusAsync(Token)).Removed);
            Assert.False((await queue.EnqueueAsync(TestPhoto.Request(1), Token)).WasAlreadyQueued);
        }

        DeleteDatabase();
        await using var again = await SendAsync();
        Assert.Single(Service.Objects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F080_An_uploaded_photo_whose_removal_is_undone_counts_as_uploaded_and_is_not_sent_again(bool losesDatabase)
    {
        string id;
        await using (var queue = await SendAsync())
        {
            id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
            var before = await queue.WaitForAsync(id, Token).WaitAsync(TestTimeout.Default, Token);
            await queue.RemoveAsync(id, Token);
            Assert.Equal(1, await queue.TakeBackAsync([id], Token));
            var after = (await queue.FindAsync(id, Token))!;
            Assert.Equal(
                (before.State, before.UploadedAt, before.ETag, null), (after.State, after.UploadedAt, after.ETag, after.WithdrawnAt));
        }

        if (losesDatabase)
        {
            DeleteDatabase();
        }

        await using var again = await SendAsync();
        var known = await again.EnqueueAsync(TestPhoto.Request(1), Token);
        Assert.Equal((id, QueuedUploadState.Uploaded, true), (known.Id, known.State, known.WasAlreadyQueued));
        Assert.Equal(0, await again.TakeBackAsync([id], Token));
        Assert.Single(Service.Objects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F058_A_photo_removed_after_an_unclear_put_is_a_possible_duplicate_when_it_is_enqueued_again(bool losesDatabase)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.OnStored = (_, _, token) =>
        {
            stored.TrySetResult();
            return Task.Delay(Timeout.Infinite, token);
        };
        await using (var queue = await SendAsync())
        {
            var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await stored.Task.WaitAsync(TestTimeout.Default, Token);
            await queue.RemoveAsync(photo.Id, Token);
            await queue.TakeBackAsync([photo.Id], Token);
        }

        if (losesDatabase)
        {
            DeleteDatabase();
        }

        Service.OnStored = static (_, _, _) => Task.CompletedTask;
        await using var again = await SendAsync();
        var sent = await again.EnqueueAsync(TestPhoto.Request(1), Token);
        Assert.False(sent.WasAlreadyQueued);
        Assert.True((await again.WaitForAsync(sent.Id, Token).WaitAsync(TestTimeout.Default, Token)).PossibleDuplicate);
        Assert.Equal(2, Service.Objects.Count);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task An_exported_photo_whose_removal_is_undone_is_exported_if_its_drive_still_has_it(bool isReachable, bool losesDatabase)
    {
        string id;
        await using (var queue = await OpenWithoutSendingAsync())
        {
            id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
            await queue.ExportAsync([id], Usb, Token);
            if (!isReachable)
            {
                Directory.Move(Usb, Folder.PathOf("unplugged"));
            }

            await queue.RemoveAsync(id, Token);
            Assert.Equal(1, await queue.TakeBackAsync([id], Token));
        }

        if (losesDatabase)
        {
            DeleteDatabase();
        }

        await using var sending = await SendAsync();
        var again = await sending.EnqueueAsync(TestPhoto.Request(1), Token);
        Assert.Equal(isReachable, again.Id != id);
        Assert.Equal(isReachable ? QueuedUploadState.Waiting : QueuedUploadState.Exported, again.State);
        if (!isReachable)
        {
            Assert.Equal(1, await sending.TakeBackAsync([id], Token));
            Assert.True((await sending.WaitForAsync(id, Token).WaitAsync(TestTimeout.Default, Token)).PossibleDuplicate);
        }
    }

    [Fact]
    public async Task F075_What_was_taken_back_after_its_removal_was_undone_waits_when_the_database_is_rebuilt()
    {
        await using (var queue = await OpenWithoutSendingAsync())
        {
            var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
            await queue.ExportAsync([id], Usb, Token);
            Directory.Move(Usb, Folder.PathOf("unplugged"));
            await queue.RemoveAsync(id, Token);
            await queue.TakeBackAsync([id], Token);
            await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await queue.TakeBackAsync([id], Token);
        }

        DeleteDatabase();

        await using var sending = await SendAsync();
        Assert.Single(Service.Objects);
    }

    [Fact]
    public async Task A_torn_line_in_the_removal_log_affects_no_other_line()
    {
        await using (var queue = await OpenWithoutSendingAsync())
        {
            foreach (var seed in (int[])[1, 2])
            {
                await queue.RemoveAsync((await queue.EnqueueAsync(TestPhoto.Request(seed), Token)).Id, Token);
                await File.AppendAllTextAsync(Path.Combine(queue.Folder, "removed.log"), "\nremoved\t{\"version\":1,\"id\":\"to", Token);
            }
        }

        DeleteDatabase();
        await using var again = await OpenWithoutSendingAsync();
        Assert.Equal(2, (await again.GetStatusAsync(Token)).Removed);
    }
}
