using System.Text;
using EventPics.Queue.Internal.Local;
using EventPics.Queue.Internal.Sqlite;
using EventPics.Queue.Tests.Support;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Tests.Recovery;

/// <summary>A queue that is opened with a damaged, foreign or outdated database, damaged photos, leftover files or an unsuitable folder.</summary>
public sealed class SelfRepairTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeUploadService _service = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string QueueFolder => _folder.PathOf("queue");

    private string Database => Path.Combine(QueueFolder, "queue.db");

    private string Spool => Path.Combine(QueueFolder, "spool");

    private UploadQueueOptions Options => new() { Folder = QueueFolder };

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    private async Task<QueuedUpload[]> FillAsync(int count)
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        var uploads = new QueuedUpload[count];
        for (var n = 0; n < count; n++)
        {
            uploads[n] = await queue.EnqueueAsync(TestPhoto.Request(n, takenAt: DateTimeOffset.UtcNow), Token);
        }

        return uploads;
    }

    private async Task<IReadOnlyList<QueuedUpload>> SendAllAsync()
    {
        await using var queue = await UploadQueue.OpenAsync(_service, Options, cancellationToken: Token);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        return await queue.ListAsync(cancellationToken: Token);
    }

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

        Assert.Equal(uploads.Select(upload => upload.Sha256).Order(), _service.Hashes.Order());
        Assert.Equal(uploads.Select(upload => (upload.Id, upload.TakenAt)).Order(), after.Select(upload => (upload.Id, upload.TakenAt)).Order());
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
        Assert.Equal(uploads.Select(upload => upload.Id).Order(), (await queue.ListAsync(cancellationToken: Token)).Select(upload => upload.Id).Order());
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
    [InlineData("PRAGMA synchronous", 2)] // FULL: NORMAL may roll back the last commits at a power cut.
    [InlineData("PRAGMA secure_delete", 1)]
    [InlineData("PRAGMA mmap_size", 0)]
    public void F083_The_database_is_opened_so_that_commits_last_through_a_power_cut(string pragma, long value)
    {
        using var session = SqliteOpener.Open(_folder.PathOf("queue.db"));

        Assert.Equal(value, session.Number(pragma) ?? 0);
    }

    [Theory]
    [InlineData("UPDATE upload SET link_id = 'no such', taken_at = 'yesterday'", QueuedUploadState.Failed)]
    [InlineData("UPDATE upload SET step = 2, link = 'nonsense', enqueued_at = -5", QueuedUploadState.Uploaded)]
    [InlineData("UPDATE upload SET step = 2, link = 'https://storage.test/x?sig=CANARYSIG'", QueuedUploadState.Uploaded)] // On Windows, written by an older version.
    [InlineData("UPDATE upload SET step = 1, link = 'AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAA'", QueuedUploadState.Uploaded)] // Encrypted by another Windows account.
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
            damaged = await queue.EnqueueAsync("wedding", _folder.WritePhoto("a.jpg", seed: 1), cancellationToken: Token);
            gone = await queue.EnqueueAsync("wedding", _folder.WritePhoto("b.jpg", seed: 2), cancellationToken: Token);
            lost = await queue.EnqueueAsync("wedding", _folder.WritePhoto("c.jpg", seed: 3), cancellationToken: Token);
        }

        var bytes = File.ReadAllBytes(Path.Combine(Spool, damaged.Id + ".bin"));
        bytes[1000] ^= 1;
        var stamp = File.GetLastWriteTimeUtc(Path.Combine(Spool, damaged.Id + ".bin"));
        File.WriteAllBytes(Path.Combine(Spool, damaged.Id + ".bin"), bytes);
        File.SetLastWriteTimeUtc(Path.Combine(Spool, damaged.Id + ".bin"), stamp); // Bit rot leaves the time unchanged.
        File.Delete(Path.Combine(Spool, gone.Id + ".bin"));
        File.Delete(Path.Combine(Spool, lost.Id + ".bin"));
        File.Delete(_folder.PathOf("c.jpg"));

        var after = (await SendAllAsync()).ToDictionary(upload => upload.Id);

        Assert.Equal(
            (QueuedUploadState.Uploaded, QueuedUploadState.Uploaded, QueuedUploadState.Failed), (after[damaged.Id].State, after[gone.Id].State, after[lost.Id].State));
        Assert.Equal(new[] { damaged.Sha256, gone.Sha256 }.Order(), _service.Hashes.Order());
        Assert.Null(after[lost.Id].LastError);
        Assert.Contains("deleted from the queue's folder", after[lost.Id].LastErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F066_The_source_file_may_change_and_vanish_after_enqueuing()
    {
        var path = _folder.WritePhoto();
        await using var queue = await UploadQueue.OpenAsync(_service, Options, cancellationToken: Token);
        queue.Pause();
        var upload = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
        using (var file = File.OpenWrite(path))
        {
            file.Write(new byte[100]);
        }

        File.Delete(path);
        queue.Resume();
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        Assert.Equal(upload.Sha256, Assert.Single(_service.Hashes));
    }

    [Fact]
    public async Task A_hard_link_is_created_when_source_files_never_change()
    {
        var path = _folder.WritePhoto();
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = QueueFolder, SourceFilesNeverChange = true }, cancellationToken: Token);
        var upload = await queue.EnqueueAsync("wedding", path, cancellationToken: Token);
        File.AppendAllText(path, "x");

        Assert.Equal(2001, new FileInfo(Path.Combine(Spool, upload.Id + ".bin")).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_symbolic_link_to_a_photo_is_enqueued_as_the_photo(bool sourceFilesNeverChange)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows only administrators can create symbolic links.");
        var path = _folder.WritePhoto();
        var bytes = File.ReadAllBytes(path);
        var link = File.CreateSymbolicLink(_folder.PathOf("link.jpg"), path).FullName;
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = QueueFolder, SourceFilesNeverChange = sourceFilesNeverChange }, cancellationToken: Token);

        var upload = await queue.EnqueueAsync("wedding", link, cancellationToken: Token);
        File.Delete(path);

        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(Spool, upload.Id + ".bin")));
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
        Assert.Single(_service.Objects);
    }

    [Fact]
    public async Task A_photo_without_a_row_is_adopted()
    {
        await FillAsync(2);
        Execute("DELETE FROM upload WHERE file_name = 'p1.jpg'");

        await SendAllAsync();

        Assert.Equal(2, _service.Objects.Count);
    }

    [Fact]
    public async Task S013_S014_S015_Files_are_accessible_to_their_owner_only_and_hold_no_secrets_when_everything_is_sent()
    {
        if (OperatingSystem.IsWindows())
        {
            WindowsPermissions.GrantEveryone(_folder.Path);
        }

        await FillAsync(3);
        if (OperatingSystem.IsWindows())
        {
            Assert.All([QueueFolder, .. Directory.EnumerateFileSystemEntries(QueueFolder, "*", SearchOption.AllDirectories)], WindowsPermissions.AssertNotAccessibleToEveryone);
        }
        else
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(QueueFolder));
            foreach (var file in Directory.EnumerateFiles(QueueFolder, "*", SearchOption.AllDirectories))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }

        await SendAllAsync();

        Assert.All(Directory.EnumerateFiles(QueueFolder, "*", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain("CANARYSIG", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
    }

    [Fact]
    public async Task F078_A_folder_that_can_not_be_written_is_rejected_when_the_queue_opens()
    {
        File.WriteAllText(QueueFolder, "a file");

        var e = await Assert.ThrowsAsync<UploadQueueException>(() => FillAsync(1));

        Assert.Equal(UploadQueueError.FolderNotWritable, e.Error);
    }

    [Theory]
    [InlineData("/home/booth/queue", null)]
    [InlineData("/mnt/nas/queue", "cifs")]
    [InlineData("/mnt/nas", "cifs")]
    [InlineData("/mnt/nasty/queue", null)]
    [InlineData("/mnt/my share/queue", "nfs4")]
    [InlineData("/mnt/nas/local/queue", null)]
    public void F077_A_network_share_is_recognized(string folder, string? type) => Assert.Equal(type, QueueFolderGuard.NetworkTypeOf(folder,
    [
        "/dev/sda1 / ext4 rw 0 0", "//nas/booth /mnt/nas cifs rw 0 0", "nas:/x /mnt/my\\040share nfs4 rw 0 0", "/dev/sdb1 /mnt/nas/local ext4 rw 0 0", "broken",
    ]));

    [Theory]
    [InlineData(@"\\?\C:\booth\queue", @"C:\booth\queue")]
    [InlineData(@"\\?\UNC\nas\booth", @"\\nas\booth")]
    [InlineData(@"\\nas\booth", @"\\nas\booth")]
    [InlineData("/home/booth/queue", "/home/booth/queue")]
    public void F077_A_network_share_is_recognized_despite_a_long_path_prefix(string folder, string plain) => Assert.Equal(plain, QueueFolderGuard.WithoutPrefix(folder));

    [Fact]
    public async Task F077_A_queue_folder_may_have_a_long_path_prefix()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Only Windows has such paths.");
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = @"\\?\" + QueueFolder }, cancellationToken: Token);

        Assert.Equal(0, (await queue.GetStatusAsync(Token)).Waiting);
    }

    [Fact]
    public void S019_An_old_sqlite_version_is_rejected()
    {
        Assert.Equal(UploadQueueError.SqliteTooOld, Assert.Throws<UploadQueueException>(() => SqliteOpener.CheckLibrary(new Version(3, 51, 2))).Error);
        SqliteOpener.CheckLibrary(new Version(3, 51, 3));
    }

    [Fact]
    public async Task F069_F070_Invalid_content_is_rejected_when_it_is_enqueued()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        File.WriteAllBytes(_folder.PathOf("empty.jpg"), []);
        await Assert.ThrowsAsync<ArgumentException>(() => queue.EnqueueAsync("wedding", _folder.PathOf("empty.jpg"), cancellationToken: Token));
        await Assert.ThrowsAsync<FileNotFoundException>(() => queue.EnqueueAsync("wedding", _folder.PathOf("gone.jpg"), cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => queue.EnqueueAsync("two words", _folder.WritePhoto(), cancellationToken: Token));
        var grown = UploadRequest.FromFile("wedding", _folder.WritePhoto());
        File.Delete(_folder.PathOf("p.jpg"));
        await Assert.ThrowsAsync<FileNotFoundException>(() => queue.EnqueueAsync(grown, Token));
        await Assert.ThrowsAsync<IOException>(() => queue.EnqueueAsync(new UploadRequest("wedding", "a.jpg", UploadContent.FromStream(ShrinkingStream.Next)), Token));
        Assert.Empty(Directory.EnumerateFiles(Spool));
        Assert.Empty(await queue.ListAsync(cancellationToken: Token));
    }

    private static class ShrinkingStream
    {
        private static int _length = 10;

        public static MemoryStream Next() => new(new byte[Interlocked.Decrement(ref _length)]);
    }
}
