using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests;

public sealed class RecoveryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly MemoryStorage _storage = new();
    private readonly SpoolFolder _spool;
    private readonly Recovery _recovery;

    public RecoveryTests()
    {
        _spool = new SpoolFolder(_folder.Path, sourcesNeverChange: false);
        _recovery = new Recovery(_storage, _spool, new UploadJournal(_folder.File("log")), new RemovalLog(_folder.File("removed"), _time), new UploadQueueOptions { TimeProvider = _time }, NullLogger.Instance);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.bin.tmp")]
    [InlineData("a.bin")]
    [InlineData("a.json")]
    public async Task An_old_photo_that_is_being_enqueued_is_not_taken_for_a_left_over(string name)
    {
        File.WriteAllBytes(_folder.File(name), Pictures.Bytes(100));
        File.SetLastWriteTimeUtc(_folder.File(name), DateTime.UtcNow.AddYears(-3)); // Copies and links keep the time of their source.

        await _recovery.ReconcileAsync();
        _time.Advance(TimeSpan.FromMinutes(59));
        await _recovery.ReconcileAsync();
        Assert.True(File.Exists(_folder.File(name)));

        _time.Advance(TimeSpan.FromMinutes(2));
        await _recovery.ReconcileAsync();
        Assert.False(File.Exists(_folder.File(name)));
    }

    [Fact]
    public async Task All_are_adopted_however_many_there_are()
    {
        for (var n = 0; n < 501; n++)
        {
            UploadJob job = new() { Id = $"id{n}", LinkId = "wedding", Length = 1, Sha256 = n.ToString("x64", System.Globalization.CultureInfo.InvariantCulture) };
            File.WriteAllBytes(_spool.SideCarPath(job.Id), SideCar.Of(job).ToJson());
            File.WriteAllBytes(_spool.BytesPath(job.Id), [0]);
        }

        Assert.Equal(501, await _recovery.ReconcileAsync());
        Assert.Equal(0, await _recovery.ReconcileAsync());
        Assert.Equal(501, (await _storage.GetTotalsAsync()).Waiting);
    }

    [Fact]
    public async Task Bytes_never_lie_there_without_their_side_car()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "Its file system events come together and out of order.");
        List<string> renamed = [];
        TaskCompletionSource both = new();
        using FileSystemWatcher watcher = new(_folder.Path);
        watcher.Renamed += (_, change) =>
        {
            renamed.Add(Path.GetExtension(change.Name!));
            if (renamed.Count == 2)
            {
                both.SetResult();
            }
        };
        watcher.EnableRaisingEvents = true;
        var bytes = _spool.Receive("a", UploadContent.FromBytes(Pictures.Bytes(100)), TestContext.Current.CancellationToken);

        _spool.Keep(new UploadJob { Id = "a", LinkId = "wedding", Length = bytes.Length, Sha256 = bytes.Sha256 });

        await both.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal([".json", ".bin"], renamed);
    }
}
