using System.Globalization;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Session;

/// <summary>What the queue remembers of photos that it does not send: delivered elsewhere, exported, removed.</summary>
public sealed class RemovalAndExportTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeUploadService _service = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Usb => _folder.PathOf("usb");

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    private UploadQueueOptions Options(string name = "queue") => new() { Folder = _folder.PathOf(name) };

    private Task<UploadQueue> OpenWithoutSendingAsync(string name = "queue") => UploadQueue.OpenWithoutSendingAsync(Options(name), cancellationToken: Token);

    private async Task<UploadQueue> SendAsync(string name = "queue")
    {
        var queue = await UploadQueue.OpenAsync(_service, Options(name), cancellationToken: Token);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        return queue;
    }

    private void LoseDatabase()
    {
        foreach (var file in Directory.EnumerateFiles(_folder.PathOf("queue"), "queue.db*").ToList())
        {
            File.Delete(file);
        }
    }

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
        Assert.Equal((photo.Id, QueuedUploadState.Removed), ((await queue.FindAsync("wedding", "two", photo.Sha256, Token))!.Id, (await queue.FindAsync(photo.Id, Token))!.State));
        Assert.False(await queue.RemoveAsync(photo.Id, Token));
        Assert.False(await queue.RerouteAsync(otherEvent.Id, "wedding", "two", Token));
        await using var sending = await SendAsync();
        Assert.Single(_service.Objects);
    }

    [Fact]
    public async Task A_removed_photo_leaves_no_bytes_and_its_source_file_is_still_recognized()
    {
        var path = _folder.WritePhoto();
        await using var queue = await OpenWithoutSendingAsync();
        var photo = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);

        await queue.RemoveAsync(photo.Id, Token);

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")));
        var removed = (await queue.FindAsync(photo.Id, Token))!;
        Assert.Equal((path, 2000L, new DateTimeOffset(File.GetLastWriteTimeUtc(path))), (removed.SourcePath, removed.Length, removed.SourceModifiedAt));
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

        LoseDatabase();

        await using var again = await SendAsync();
        var known = await again.EnqueueAsync(TestPhoto.Request(1, albumId: "other"), Token);
        Assert.Equal((id, QueuedUploadState.Removed), (known.Id, known.State));
        Assert.Equal(wasUploaded, known.UploadedAt is not null);
        Assert.Equal(wasUploaded ? 1 : 0, _service.Objects.Count);
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

        LoseDatabase();

        await using var again = await SendAsync();
        Assert.Equal(["url wedding/two p1.jpg"], _service.Calls.Where(call => call.StartsWith("url", StringComparison.Ordinal)));
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

        LoseDatabase();
        await using var again = await SendAsync();
        Assert.Single(_service.Objects);
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
            Assert.Equal((before.State, before.UploadedAt, before.ETag, null), (after.State, after.UploadedAt, after.ETag, after.WithdrawnAt));
        }

        if (losesDatabase)
        {
            LoseDatabase();
        }

        await using var again = await SendAsync();
        var known = await again.EnqueueAsync(TestPhoto.Request(1), Token);
        Assert.Equal((id, QueuedUploadState.Uploaded, true), (known.Id, known.State, known.WasAlreadyQueued));
        Assert.Equal(0, await again.TakeBackAsync([id], Token));
        Assert.Single(_service.Objects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F058_A_photo_removed_after_an_unclear_put_is_a_possible_duplicate_when_it_is_enqueued_again(bool losesDatabase)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.OnStored = (_, _, token) =>
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
            LoseDatabase();
        }

        _service.OnStored = static (_, _, _) => Task.CompletedTask;
        await using var again = await SendAsync();
        var sent = await again.EnqueueAsync(TestPhoto.Request(1), Token);
        Assert.False(sent.WasAlreadyQueued);
        Assert.True((await again.WaitForAsync(sent.Id, Token).WaitAsync(TestTimeout.Default, Token)).PossibleDuplicate);
        Assert.Equal(2, _service.Objects.Count);
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
                Directory.Move(Usb, _folder.PathOf("unplugged"));
            }

            await queue.RemoveAsync(id, Token);
            Assert.Equal(1, await queue.TakeBackAsync([id], Token));
        }

        if (losesDatabase)
        {
            LoseDatabase();
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
            Directory.Move(Usb, _folder.PathOf("unplugged"));
            await queue.RemoveAsync(id, Token);
            await queue.TakeBackAsync([id], Token);
            await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await queue.TakeBackAsync([id], Token);
        }

        LoseDatabase();

        await using var sending = await SendAsync();
        Assert.Single(_service.Objects);
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

        LoseDatabase();
        await using var again = await OpenWithoutSendingAsync();
        Assert.Equal(2, (await again.GetStatusAsync(Token)).Removed);
    }

    [Fact]
    public async Task One_photo_for_two_albums_is_exported_twice_and_can_be_imported_for_both()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var ids = new List<string>();
        foreach (var album in (string[])["one", "two"])
        {
            ids.Add((await queue.EnqueueAsync(TestPhoto.Request(1, albumId: album), Token)).Id);
        }

        Assert.Equal(2, await queue.ExportAsync([.. ids, "unknown"], Usb, Token));

        var sidecars = Directory.EnumerateFiles(Usb, "*.eventpics.json").Select(path => System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(path)).RootElement).ToList();
        Assert.Equal(["one", "two"], sidecars.Select(sidecar => sidecar.GetProperty("albumId").GetString()).Order());
        Assert.All(sidecars, sidecar => Assert.Equal(TestImages.Jpeg(2000, 1), File.ReadAllBytes(Path.Combine(Usb, sidecar.GetProperty("storedAs").GetString()!))));
        Assert.Equal(4, Directory.EnumerateFiles(Usb).Count());
    }

    [Fact]
    public async Task An_exported_photo_is_remembered_and_not_sent_and_keeps_its_bytes()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await queue.ExportAsync([photo.Id], Usb, Token);

        var again = await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        Assert.Equal((photo.Id, QueuedUploadState.Exported, Usb, true), (again.Id, again.State, again.ExportedTo, again.WasAlreadyQueued));
        var status = await queue.GetStatusAsync(Token);
        Assert.Equal((0, 1, 0L), (status.Waiting, status.Exported, status.WaitingBytes));
        Assert.Equal(QueuedUploadState.Exported, (await queue.WaitForAsync(photo.Id, Token)).State);
        await using (var bytes = await queue.OpenReadAsync(photo.Id, Token))
        {
            Assert.Equal(2000, bytes!.Length);
        }

        await using var sending = await SendAsync();
        Assert.Empty(_service.Objects);
    }

    [Fact]
    public async Task An_exported_photo_stays_exported_when_the_database_is_rebuilt()
    {
        string id;
        await using (var queue = await OpenWithoutSendingAsync())
        {
            id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
            await queue.ExportAsync([id], Usb, Token);
        }

        LoseDatabase();

        await using var again = await SendAsync();
        Assert.Equal((QueuedUploadState.Exported, Usb), ((await again.FindAsync(id, Token))!.State, (await again.FindAsync(id, Token))!.ExportedTo));
        Assert.Empty(_service.Objects);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exported_photo_that_is_taken_back_is_sent_and_reports_a_possible_duplicate(bool wasImported)
    {
        await using (var queue = await OpenWithoutSendingAsync())
        {
            var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
            await queue.ExportAsync([id], Usb, Token);
            var sidecar = Directory.EnumerateFiles(Usb, "*.eventpics.json").Single();
            if (wasImported)
            {
                File.WriteAllText(sidecar, File.ReadAllText(sidecar).Replace("\"isImported\":false", "\"isImported\":true", StringComparison.Ordinal));
            }

            Assert.Equal(1, await queue.TakeBackAsync([id], Token));
            Assert.Equal(wasImported ? 2 : 0, Directory.EnumerateFiles(Usb).Count());
        }

        LoseDatabase();
        await using var sending = await SendAsync();
        Assert.Single(_service.Objects);
    }

    [Fact]
    public async Task An_exported_photo_whose_drive_is_unplugged_is_a_possible_duplicate_once_it_is_taken_back()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
        await queue.ExportAsync([id], Usb, Token);
        Directory.Move(Usb, _folder.PathOf("unplugged"));

        Assert.Equal(1, await queue.TakeBackAsync([id], Token));

        Assert.True((await queue.FindAsync(id, Token))!.PossibleDuplicate);
    }

    [Fact]
    public async Task An_exported_photo_that_is_removed_leaves_nothing_to_import()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
        await queue.ExportAsync([id], Usb, Token);

        Assert.True(await queue.RemoveAsync(id, Token));

        Assert.Empty(Directory.EnumerateFiles(Usb));
    }

    [Fact]
    public async Task F082_A_photo_is_a_possible_duplicate_when_the_process_was_killed_during_its_export()
    {
        await using (var queue = await OpenWithoutSendingAsync())
        {
            await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        }

        string id;
        await using (var storage = EventPics.Queue.Internal.Sqlite.SqliteStorage.Open(Path.Combine(_folder.PathOf("queue"), "queue.db")))
        {
            id = (await storage.ListAsync(null, 1))[0].Id;
            await storage.RecordExportAsync(id, Usb);
        }

        await using var sending = await SendAsync();
        Assert.Equal((QueuedUploadState.Uploaded, true), ((await sending.FindAsync(id, Token))!.State, (await sending.FindAsync(id, Token))!.PossibleDuplicate));
    }

    [Theory]
    [InlineData("no folder")]
    [InlineData("damaged")]
    public async Task An_export_that_failed_leaves_no_mark(string how)
    {
        await using var queue = await OpenWithoutSendingAsync();
        var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
        if (how == "damaged")
        {
            File.WriteAllBytes(Path.Combine(queue.Folder, "spool", id + ".bin"), TestImages.Jpeg(2000, seed: 9));
            Assert.Equal(0, await queue.ExportAsync([id], Usb, Token));
        }
        else
        {
            File.WriteAllText(Usb, "a file");
            await Assert.ThrowsAnyAsync<IOException>(() => queue.ExportAsync([id], Usb, Token));
        }

        var after = (await queue.FindAsync(id, Token))!;
        Assert.Equal((QueuedUploadState.Waiting, null, false), (after.State, after.ExportedTo, after.PossibleDuplicate));
    }

    [Fact]
    public async Task A_photo_removed_while_it_is_exported_leaves_nothing_to_import()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var waits = new ShortWaitDetector();
        var options = Options();
        options.TimeProvider = waits;
        await using var other = await UploadQueue.OpenWithoutSendingAsync(options, cancellationToken: Token);
        var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
        var log = Path.Combine(queue.Folder, "removed.log");
        Task<bool> removing;
        await using (new FileStream(log, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            waits.Begin();
            removing = other.RemoveAsync(id, Token); // It reads that the photo is waiting, then waits for the log.
            await waits.Waiting.WaitAsync(TestTimeout.Default, Token);
            Assert.Equal(1, await queue.ExportAsync([id], Usb, Token));
        }

        Assert.True(await removing);
        Assert.Empty(Directory.EnumerateFiles(Usb));
    }

    [Fact]
    public async Task F071_A_photo_is_moved_and_sent_even_if_the_disk_is_full_for_its_sidecar()
    {
        await using var queue = await UploadQueue.OpenAsync(_service, Options(), cancellationToken: Token);
        using (queue.Hold())
        {
            var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
            Directory.CreateDirectory(Path.Combine(queue.Folder, "spool", id + ".json.tmp", "a folder with the name of the file"));
            Assert.True(await queue.RerouteAsync(id, "party", null, Token));
        }

        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Contains("url party/ p1.jpg", _service.Calls);
    }

    [Theory]
    [InlineData("waiting", false)]
    [InlineData("being sent", true)]
    [InlineData("interrupted", true)]
    [InlineData("imported with the mark", true)]
    public async Task F058_An_export_records_whether_the_photo_may_be_uploaded_and_an_import_keeps_that(string how, bool mayBeUploaded)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.OnStored = async (_, _, token) =>
        {
            stored.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        var isSent = how is "being sent" or "interrupted";
        var queue = isSent ? await SendAsync() : await OpenWithoutSendingAsync();
        var request = TestPhoto.Request(1);
        request.MayBeUploaded = how == "imported with the mark";
        var id = (await queue.EnqueueAsync(request, Token)).Id;
        if (isSent)
        {
            await stored.Task.WaitAsync(TestTimeout.Default, Token);
        }

        if (how == "interrupted")
        {
            await queue.DisposeAsync();
            queue = await OpenWithoutSendingAsync();
        }

        await queue.ExportAsync([id], Usb, Token);
        await queue.DisposeAsync();

        var sidecar = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(Directory.EnumerateFiles(Usb, "*.eventpics.json").Single())).RootElement;
        Assert.Equal(mayBeUploaded, sidecar.GetProperty("mayBeUploaded").GetBoolean());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F058_A_photo_that_may_be_uploaded_is_a_possible_duplicate_also_after_a_rebuild_and_if_it_is_queued_already(bool isKnown)
    {
        QueuedUpload upload;
        await using (var queue = await OpenWithoutSendingAsync())
        {
            if (isKnown)
            {
                await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            }

            var request = TestPhoto.Request(1);
            request.MayBeUploaded = true;
            upload = await queue.EnqueueAsync(request, Token);
            Assert.Equal((true, isKnown), (upload.PossibleDuplicate, upload.WasAlreadyQueued));
        }

        LoseDatabase();

        await using var sending = await SendAsync();
        Assert.Equal((QueuedUploadState.Uploaded, true), ((await sending.FindAsync(upload.Id, Token))!.State, (await sending.FindAsync(upload.Id, Token))!.PossibleDuplicate));
    }

    [Fact]
    public async Task A_photo_that_is_exported_twice_can_be_imported_once()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
        await queue.ExportAsync([id], Usb, Token);
        await queue.ExportAsync([id], _folder.PathOf("other"), Token);
        Assert.Empty(Directory.EnumerateFiles(Usb));
        Assert.Equal(2, Directory.EnumerateFiles(_folder.PathOf("other")).Count());

        var sidecar = Directory.EnumerateFiles(_folder.PathOf("other"), "*.eventpics.json").Single();
        var imported = File.ReadAllText(sidecar).Replace("\"isImported\":false", "\"isImported\":true", StringComparison.Ordinal);
        File.WriteAllText(sidecar, imported);
        await queue.ExportAsync([id], _folder.PathOf("other"), Token);
        Assert.Equal(imported, File.ReadAllText(sidecar));
    }

    [Fact]
    public async Task Export_throws_when_the_folder_can_not_be_written_and_the_photo_stays_waiting()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        File.WriteAllText(Usb, "a file, not a folder");

        await Assert.ThrowsAnyAsync<IOException>(() => queue.ExportAsync([photo.Id], Usb, Token));

        Assert.Equal(QueuedUploadState.Waiting, (await queue.FindAsync(photo.Id, Token))!.State);
    }

    [Fact]
    public async Task Damaged_bytes_are_not_exported()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        File.WriteAllBytes(Path.Combine(queue.Folder, "spool", photo.Id + ".bin"), TestImages.Jpeg(2000, seed: 9));

        Assert.Equal(0, await queue.ExportAsync([photo.Id], Usb, Token));

        Assert.Empty(Directory.EnumerateFiles(Usb));
        Assert.Equal(QueuedUploadState.Waiting, (await queue.FindAsync(photo.Id, Token))!.State);
    }

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
        var path = _folder.WritePhoto();
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
        List<string> paths = [.. Enumerable.Range(1, 6).Select(n => _folder.WritePhoto($"p{n}.jpg", seed: n))];
        await using (var queue = await SendAsync())
        {
            foreach (var path in paths)
            {
                await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
            }

            await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        }

        await using var again = await SendAsync();
        var known = await again.EnumerateAsync(new QueueFilter { SourceFolder = _folder.Path }, Token).ToListAsync(Token);
        Assert.Equal(
            paths.Select(path => (path, new FileInfo(path).Length, (DateTimeOffset?)new DateTimeOffset(File.GetLastWriteTimeUtc(path)))),
            known.OrderBy(upload => upload.SourcePath, StringComparer.Ordinal).Select(upload => (upload.SourcePath!, upload.Length, upload.SourceModifiedAt)));
        foreach (var path in paths)
        {
            Assert.True((await again.EnqueueAsync("wedding", path, cancellationToken: Token)).WasAlreadyQueued);
        }

        Assert.Equal(6, _service.UploadUrlsIssued);
    }

    [Fact]
    public async Task Counts_are_the_same_after_a_restart()
    {
        QueueStatus before;
        await using (var queue = await SendAsync())
        {
            await queue.WaitForAsync((await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id, Token).WaitAsync(TestTimeout.Default, Token);
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

    [Fact]
    public async Task Moving_all_moves_what_is_not_uploaded_and_leaves_the_rest()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var one = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        await queue.EnqueueAsync(TestPhoto.Request(2), Token);
        await queue.ExportAsync([(await queue.EnqueueAsync(TestPhoto.Request(3), Token)).Id], Usb, Token);

        Assert.Equal(1, await queue.RerouteManyAsync([one.Id], "party", "album", Token));
        Assert.Equal(2, await queue.RerouteManyAsync(null, "party", cancellationToken: Token));

        var moved = await queue.ListAsync(new QueueFilter { LinkId = "party" }, cancellationToken: Token);
        Assert.Equal(2, moved.Uploads.Count);
    }
}
