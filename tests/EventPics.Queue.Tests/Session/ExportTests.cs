using System.Text.Json;
using EventPics.Queue.Internal.Sqlite;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Session;

/// <summary>Exported photos, and what is known of them when they are imported or taken back.</summary>
public sealed class ExportTests : QueueTest
{
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

        var sidecars = Directory.EnumerateFiles(Usb, "*.eventpics.json")
            .Select(path => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement)
            .ToList();
        Assert.Equal(["one", "two"], sidecars.Select(sidecar => sidecar.GetProperty("albumId").GetString()).Order());
        Assert.All(sidecars, sidecar =>
            Assert.Equal(TestImages.Jpeg(2000, 1), File.ReadAllBytes(Path.Combine(Usb, sidecar.GetProperty("storedAs").GetString()!))));
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
        Assert.Empty(Service.Objects);
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

        DeleteDatabase();

        await using var again = await SendAsync();
        Assert.Equal(
            (QueuedUploadState.Exported, Usb), ((await again.FindAsync(id, Token))!.State, (await again.FindAsync(id, Token))!.ExportedTo));
        Assert.Empty(Service.Objects);
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
                File.WriteAllText(
                    sidecar, File.ReadAllText(sidecar).Replace("\"isImported\":false", "\"isImported\":true", StringComparison.Ordinal));
            }

            Assert.Equal(1, await queue.TakeBackAsync([id], Token));
            Assert.Equal(wasImported ? 2 : 0, Directory.EnumerateFiles(Usb).Count());
        }

        DeleteDatabase();
        await using var sending = await SendAsync();
        Assert.Single(Service.Objects);
    }

    [Fact]
    public async Task An_exported_photo_whose_drive_is_unplugged_is_a_possible_duplicate_once_it_is_taken_back()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
        await queue.ExportAsync([id], Usb, Token);
        Directory.Move(Usb, Folder.PathOf("unplugged"));

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
        await using (var storage = SqliteStorage.Open(Path.Combine(Folder.PathOf("queue"), "queue.db")))
        {
            id = (await storage.ListAsync(null, 1))[0].Id;
            await storage.RecordExportAsync(id, Usb);
        }

        await using var sending = await SendAsync();
        Assert.Equal(
            (QueuedUploadState.Uploaded, true),
            ((await sending.FindAsync(id, Token))!.State, (await sending.FindAsync(id, Token))!.PossibleDuplicate));
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
        var options = Options;
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

    [Theory]
    [InlineData("waiting", false)]
    [InlineData("being sent", true)]
    [InlineData("interrupted", true)]
    [InlineData("imported with the mark", true)]
    public async Task F058_An_export_records_whether_the_photo_may_be_uploaded_and_an_import_keeps_that(string how, bool mayBeUploaded)
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Service.OnStored = async (_, _, token) =>
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

        var sidecar = JsonDocument.Parse(File.ReadAllBytes(Directory.EnumerateFiles(Usb, "*.eventpics.json").Single())).RootElement;
        Assert.Equal(mayBeUploaded, sidecar.GetProperty("mayBeUploaded").GetBoolean());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task F058_A_photo_that_may_be_uploaded_is_a_possible_duplicate_also_after_a_rebuild_and_if_it_is_queued_already(
        bool isKnown, bool isUrlKnown)
    {
        QueuedUpload upload;
        await using (var queue = await OpenWithoutSendingAsync())
        {
            if (isKnown)
            {
                await queue.EnqueueAsync(TestPhoto.Request(1), Token);
            }

            var request = TestPhoto.Request(1);
            request.MayBeUploaded = !isUrlKnown;
            request.UploadUrl = isUrlKnown ? new UploadUrl(new Uri("https://storage.example/1"), DateTimeOffset.UnixEpoch) : null;
            upload = await queue.EnqueueAsync(request, Token);
            Assert.Equal((!isUrlKnown, isKnown), (upload.PossibleDuplicate, upload.WasAlreadyQueued));
        }

        DeleteDatabase();

        await using var sending = await SendAsync();
        Assert.Equal(
            (QueuedUploadState.Uploaded, true),
            ((await sending.FindAsync(upload.Id, Token))!.State, (await sending.FindAsync(upload.Id, Token))!.PossibleDuplicate));
    }

    [Fact]
    public async Task A_photo_that_is_exported_twice_can_be_imported_once()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var id = (await queue.EnqueueAsync(TestPhoto.Request(1), Token)).Id;
        await queue.ExportAsync([id], Usb, Token);
        await queue.ExportAsync([id], Folder.PathOf("other"), Token);
        Assert.Empty(Directory.EnumerateFiles(Usb));
        Assert.Equal(2, Directory.EnumerateFiles(Folder.PathOf("other")).Count());

        var sidecar = Directory.EnumerateFiles(Folder.PathOf("other"), "*.eventpics.json").Single();
        var imported = File.ReadAllText(sidecar).Replace("\"isImported\":false", "\"isImported\":true", StringComparison.Ordinal);
        File.WriteAllText(sidecar, imported);
        await queue.ExportAsync([id], Folder.PathOf("other"), Token);
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
}
