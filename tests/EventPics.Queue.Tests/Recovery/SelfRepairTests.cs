using EventPics.Queue.Internal.Sqlite;
using EventPics.Queue.Tests.Support;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Tests.Recovery;

/// <summary>
/// A queue that is opened with a damaged, foreign or outdated database, damaged photos, leftover files or an unsuitable folder.
/// </summary>
public sealed class SelfRepairTests : QueueTest
{
    private string Database => Path.Combine(QueueFolder, "queue.db");

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("truncated")]
    [InlineData("garbage")]
    [InlineData("overwritten")]
    [InlineData("of another program")]
    public async Task F075_A_lost_database_is_rebuilt_and_no_photo_is_lost(string how)
    {
        var uploads = await FillAsync(20);
        switch (how)
        {
            case "deleted":
                File.Delete(Database);
                break;
            case "truncated":
                using (var file = File.OpenWrite(Database))
                {
                    file.SetLength(file.Length / 2);
                }

                break;
            case "garbage":
                File.WriteAllBytes(Database, TestImages.Jpeg(10_000));
                break;
            case "overwritten":
                using (var file = File.OpenWrite(Database))
                {
                    file.Position = 4096;
                    file.Write(TestImages.Jpeg(4096 * 3));
                }

                break;
            default:
                File.Delete(Database);
                Execute("CREATE TABLE holiday(photo BLOB)");
                break;
        }

        var after = await SendAllAsync();

        Assert.Equal(uploads.Select(upload => upload.Sha256).Order(), Service.Hashes.Order());
        Assert.Equal(
            uploads.Select(upload => (upload.Id, upload.TakenAt)).Order(), after.Select(upload => (upload.Id, upload.TakenAt)).Order());
        Assert.All(after, upload => Assert.False(upload.PossibleDuplicate));
        Assert.Equal(how != "deleted", Directory.EnumerateFiles(QueueFolder, "queue.db.damaged*").Any());
    }

    [Fact]
    public async Task F075_A_rebuild_that_was_interrupted_by_a_crash_is_repeated()
    {
        var uploads = await FillAsync(3);
        Execute("DELETE FROM rebuilt; DELETE FROM upload WHERE file_name <> 'p1.jpg'"); // Like a database that was created but not filled.

        await FillAsync(0);

        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        Assert.Equal(
            uploads.Select(upload => upload.Id).Order(), (await queue.ListAsync(null, 1000, Token)).Select(upload => upload.Id).Order());
    }

    [Fact]
    public async Task F075_Photos_uploaded_before_the_database_was_lost_are_not_sent_again()
    {
        await FillAsync(3);
        await SendAllAsync();
        File.Delete(Database);

        var again = await FillAsync(3);

        Assert.All(again, upload => Assert.Equal((true, QueuedUploadState.Uploaded), (upload.WasAlreadyQueued, upload.State)));
    }

    [Fact]
    public async Task F058_A_photo_that_was_being_sent_when_the_database_was_lost_is_a_possible_duplicate()
    {
        var upload = (await FillAsync(1))[0];
        File.AppendAllText(Path.Combine(QueueFolder, "uploaded.log"), $"\nstarted\t{upload.Id}\nuploaded\ttorn");
        File.Delete(Database);

        Assert.True(Assert.Single(await SendAllAsync()).PossibleDuplicate);
    }

    [Fact]
    public async Task A_newer_database_is_rejected_and_left_unchanged()
    {
        await FillAsync(1);
        Execute($"PRAGMA user_version={Schema.Version + 1}");

        var e = await Assert.ThrowsAsync<UploadQueueException>(() => FillAsync(1));

        Assert.Equal(UploadQueueError.NewerVersion, e.Error);
        Assert.Single(Directory.EnumerateFiles(QueueFolder, "queue.db"));
    }

    [Fact]
    public async Task An_empty_database_is_brought_to_the_current_version()
    {
        Directory.CreateDirectory(QueueFolder);
        File.WriteAllBytes(Database, []);

        await FillAsync(1);

        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT user_version || ' ' || (SELECT journal_mode FROM pragma_journal_mode) FROM pragma_user_version";
        Assert.Equal($"{Schema.Version} wal", command.ExecuteScalar());
        Assert.Empty(Directory.EnumerateFiles(QueueFolder, "*.damaged*"));
    }

    [Theory]
    [InlineData("UPDATE upload SET link_id = 'no such', taken_at = 'yesterday'", QueuedUploadState.Failed)]
    [InlineData("UPDATE upload SET step = 2, link = 'nonsense', enqueued_at = -5", QueuedUploadState.Uploaded)]
    [InlineData(
        "UPDATE upload SET step = 2, link = 'https://storage.test/x?sig=CANARYSIG'",
        QueuedUploadState.Uploaded)] // On Windows, written by an older version.
    [InlineData(
        "UPDATE upload SET step = 1, link = 'AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAA'",
        QueuedUploadState.Uploaded)] // Encrypted by another Windows account.
    [InlineData("UPDATE upload SET not_before = 9223372036854775807", QueuedUploadState.Uploaded)]
    [InlineData("UPDATE upload SET state = 1, fence = 77, attempts = 5000000000", QueuedUploadState.Uploaded)]
    [InlineData("UPDATE upload SET sha256 = printf('%064d', 7)", QueuedUploadState.Failed)]
    [InlineData("UPDATE upload SET file_name = '../../etc/passwd'", QueuedUploadState.Failed)]
    public async Task A_row_edited_by_hand_never_stops_the_queue(string sql, QueuedUploadState end)
    {
        await FillAsync(1);
        Execute(sql);

        Assert.Equal(end, Assert.Single(await SendAllAsync()).State);
    }

    [Fact]
    public async Task F066_F074_Damaged_bytes_are_restored_from_the_source_file_or_the_photo_fails()
    {
        QueuedUpload damaged, gone, lost;
        await using (var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token))
        {
            damaged = await queue.EnqueueAsync("wedding", Folder.WritePhoto("a.jpg", seed: 1), cancellationToken: Token);
            gone = await queue.EnqueueAsync("wedding", Folder.WritePhoto("b.jpg", seed: 2), cancellationToken: Token);
            lost = await queue.EnqueueAsync("wedding", Folder.WritePhoto("c.jpg", seed: 3), cancellationToken: Token);
        }

        var bytes = File.ReadAllBytes(Path.Combine(Spool, damaged.Id + ".bin"));
        bytes[1000] ^= 1;
        var stamp = File.GetLastWriteTimeUtc(Path.Combine(Spool, damaged.Id + ".bin"));
        File.WriteAllBytes(Path.Combine(Spool, damaged.Id + ".bin"), bytes);
        File.SetLastWriteTimeUtc(Path.Combine(Spool, damaged.Id + ".bin"), stamp); // Bit rot leaves the time unchanged.
        File.Delete(Path.Combine(Spool, gone.Id + ".bin"));
        File.Delete(Path.Combine(Spool, lost.Id + ".bin"));
        File.Delete(Folder.PathOf("c.jpg"));

        var after = (await SendAllAsync()).ToDictionary(upload => upload.Id);

        Assert.Equal(
            (QueuedUploadState.Uploaded, QueuedUploadState.Uploaded, QueuedUploadState.Failed),
            (after[damaged.Id].State, after[gone.Id].State, after[lost.Id].State));
        Assert.Equal(new[] { damaged.Sha256, gone.Sha256 }.Order(), Service.Hashes.Order());
        Assert.Null(after[lost.Id].LastError);
        Assert.Contains("deleted from the queue's folder", after[lost.Id].LastErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F085_Leftover_files_of_finished_photos_are_deleted()
    {
        var upload = (await FillAsync(1))[0];
        var (bin, json) = (Path.Combine(Spool, upload.Id + ".bin"), Path.Combine(Spool, upload.Id + ".json"));
        var (bytes, sidecar) = (File.ReadAllBytes(bin), File.ReadAllBytes(json));
        await SendAllAsync();
        File.WriteAllBytes(bin, bytes);
        File.WriteAllBytes(json, sidecar);

        await SendAllAsync();

        Assert.Empty(Directory.EnumerateFiles(Spool));
        Assert.Single(Service.Objects);
    }

    [Fact]
    public async Task A_photo_without_a_row_is_adopted()
    {
        await FillAsync(2);
        Execute("DELETE FROM upload WHERE file_name = 'p1.jpg'");

        await SendAllAsync();

        Assert.Equal(2, Service.Objects.Count);
    }
}
