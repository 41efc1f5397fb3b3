using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Recovery;
using EventPics.Queue.Internal.Spool;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Recovery;

public sealed class QueueRecoveryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly MemoryStorage _storage = new();
    private readonly SpoolFolder _spool;
    private readonly QueueRecovery _recovery;

    public QueueRecoveryTests()
    {
        _spool = new SpoolFolder(_folder.Path, sourcesNeverChange: false);
        _recovery = new QueueRecovery(
            _storage, _spool, new UploadJournal(_folder.PathOf("log")), new RemovalLog(_folder.PathOf("removed"), _time),
            new UploadQueueOptions { TimeProvider = _time }, NullLogger.Instance);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.bin.tmp")]
    [InlineData("a.bin")]
    [InlineData("a.json")]
    public async Task An_old_photo_that_is_being_enqueued_is_not_treated_as_an_orphan(string name)
    {
        File.WriteAllBytes(_folder.PathOf(name), TestImages.Jpeg(100));
        File.SetLastWriteTimeUtc(
            _folder.PathOf(name), DateTime.UtcNow.AddYears(-3)); // Copies and hard links keep the time of their source.

        await _recovery.ReconcileAsync();
        _time.Advance(TimeSpan.FromMinutes(59));
        await _recovery.ReconcileAsync();
        Assert.True(File.Exists(_folder.PathOf(name)));

        _time.Advance(TimeSpan.FromMinutes(2));
        await _recovery.ReconcileAsync();
        Assert.False(File.Exists(_folder.PathOf(name)));
    }

    [Fact]
    public async Task A_file_that_has_been_written_for_hours_is_kept_until_its_writer_ends()
    {
        var path = _folder.PathOf("a.bin.tmp");
        await using (DurableFile.CreateFile(path))
        {
            await _recovery.ReconcileAsync();
            _time.Advance(TimeSpan.FromHours(3));
            await _recovery.ReconcileAsync();
            Assert.True(File.Exists(path));
        }

        await _recovery.ReconcileAsync();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Photos_without_a_row_are_adopted_in_any_number()
    {
        for (var n = 0; n < 501; n++)
        {
            var job = new QueueJob
            {
                Id = $"id{n}",
                LinkId = "wedding",
                Length = 1,
                Sha256 = n.ToString("x64", System.Globalization.CultureInfo.InvariantCulture),
            };
            File.WriteAllBytes(_spool.SidecarPath(job.Id), Sidecar.From(job).ToJson());
            File.WriteAllBytes(_spool.BytesPath(job.Id), [0]);
        }

        Assert.Equal(501, await _recovery.ReconcileAsync());
        Assert.Equal(0, await _recovery.ReconcileAsync());
        Assert.Equal(501, (await _storage.GetCountsAsync()).Waiting);
    }

    [Fact]
    public async Task Bytes_never_exist_without_their_sidecar()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "Its file system events come together and out of order.");
        List<string> renamed = [];
        var both = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(_folder.Path);
        watcher.Renamed += (_, change) =>
        {
            renamed.Add(Path.GetExtension(change.Name!));
            if (renamed.Count == 2)
            {
                both.SetResult();
            }
        };
        watcher.EnableRaisingEvents = true;
        var bytes = _spool.Write("a", UploadContent.FromBytes(TestImages.Jpeg(100)), TestContext.Current.CancellationToken);

        _spool.Commit(new QueueJob { Id = "a", LinkId = "wedding", Length = bytes.Length, Sha256 = bytes.Sha256 });

        await both.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal([".json", ".bin"], renamed);
    }
}
