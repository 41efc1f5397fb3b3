using EventPics.HotFolder.Internal.Albums;
using EventPics.HotFolder.Internal.Intake;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using EventPics.HotFolder.Tests.Support;
using EventPics.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.Intake;

public sealed class FileExaminerTests : IAsyncDisposable
{
    private readonly TempFolder _root = new();
    private readonly TempFolder _queueFolder = new();
    private InterruptedQueue _interruptedQueue = null!;
    private readonly HotFolderOptions _options = new() { LinkId = "x" };
    private UploadQueue? _queue;
    private WatchedFolder? _folder;
    private TimeSpan _now;

    public async ValueTask DisposeAsync()
    {
        _folder?.Dispose();
        if (_queue is not null)
        {
            await _queue.DisposeAsync();
        }

        _root.Dispose();
        _queueFolder.Dispose();
    }

    [Fact]
    public async Task A_file_that_is_waiting_for_the_queue_is_not_read_again()
    {
        var path = _root.Write("a.jpg", TestMedia.Jpeg(seed: 1));
        var file = Candidate(path);
        var examiner = await ExaminerAsync();
        await ExamineAsync(examiner, file);
        _interruptedQueue.Next = static () => throw new IOException("The disk is busy.");
        Assert.IsType<ExaminationResult.Wait>(await ExamineAsync(examiner, file));
        Assert.Equal(HotFolderFixture.Hash(TestMedia.Jpeg(seed: 1)), file.Sha256);

        // Only reading it would show the difference.
        Overwrite(path, new byte[new FileInfo(path).Length]);
        _interruptedQueue.Next = static () => throw new IOException("The disk is still busy.");
        Assert.IsType<ExaminationResult.Wait>(await ExamineAsync(examiner, file));
        Assert.Equal(HotFolderFixture.Hash(TestMedia.Jpeg(seed: 1)), file.Sha256);

        // A new version is read again.
        await File.WriteAllBytesAsync(path, TestMedia.Jpeg(seed: 5, size: 700), TestContext.Current.CancellationToken);
        await ExamineAsync(examiner, file);
        var queued = Assert.IsType<ExaminationResult.Queued>(await ExamineAsync(examiner, file));
        Assert.Equal(HotFolderFixture.Hash(TestMedia.Jpeg(seed: 5, size: 700)), queued.Upload.Sha256);
    }

    [Fact]
    public async Task A_locked_file_is_tried_again_less_and_less_often()
    {
        var path = _root.Write("a.jpg", TestMedia.Jpeg());
        var file = Candidate(path);
        var examiner = await ExaminerAsync();
        await ExamineAsync(examiner, file);
        await using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            List<double> delays = [];
            for (var n = 0; n < 10; n++)
            {
                var wait = Assert.IsType<ExaminationResult.Wait>(await ExamineAsync(examiner, file));
                Assert.Equal(WaitReason.Locked, wait.Reason);
                delays.Add(wait.Delay.TotalSeconds);
            }

            Assert.Equal([1, 1, 2, 2, 4, 4, 8, 8, 10, 10], delays);
        }

        Assert.IsType<ExaminationResult.Queued>(await ExamineAsync(examiner, file));
    }

    [Fact]
    public async Task A_file_that_waits_for_its_album_is_not_read_again()
    {
        var lookup = new TaskCompletionSource<string?>();
        (_options.AlbumBySubfolder, _options.FindAlbum) = (true, (_, _) => lookup.Task);
        var path = _root.Write("Dance/a.jpg", TestMedia.Jpeg(seed: 1));
        var file = Candidate(path);
        var examiner = await ExaminerAsync();
        await ExamineAsync(examiner, file);
        Assert.Equal(WaitReason.Albums, Assert.IsType<ExaminationResult.Wait>(await ExamineAsync(examiner, file)).Reason);
        Assert.Null(file.Sha256);

        // Examining its structure would detect the missing end.
        Overwrite(path, [0xFF, 0xD8, 0xFF, .. new byte[new FileInfo(path).Length - 3]]);
        Assert.Equal(WaitReason.Albums, Assert.IsType<ExaminationResult.Wait>(await ExamineAsync(examiner, file)).Reason);
    }

    [Fact]
    public async Task A_file_written_between_the_examination_and_the_copy_is_never_uploaded_half_written()
    {
        var (first, last) = (TestMedia.Jpeg(seed: 1), TestMedia.Jpeg(seed: 3));
        var path = _root.Write("a.jpg", first);
        var file = Candidate(path);
        var examiner = await ExaminerAsync();
        await ExamineAsync(examiner, file);
        _interruptedQueue.Next = () => Overwrite(path, [.. last[..300], .. first[300..]]);
        Assert.Equal(WaitReason.Unfinished, Assert.IsType<ExaminationResult.Wait>(await ExamineAsync(examiner, file)).Reason);
        Assert.Empty(await _queue!.ListAsync(null, 10, TestContext.Current.CancellationToken));
        Assert.Null(file.Sha256);

        Overwrite(path, last);
        await ExamineAsync(examiner, file);
        var queued = Assert.IsType<ExaminationResult.Queued>(await ExamineAsync(examiner, file));
        Assert.Equal(HotFolderFixture.Hash(last), queued.Upload.Sha256);
    }

    private static void Overwrite(string path, byte[] bytes)
    {
        var written = File.GetLastWriteTimeUtc(path);
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, written);
    }

    private Candidate Candidate(string path)
    {
        _folder = new WatchedFolder(_root.Path, _options, NullLogger.Instance, (_, _) => { }, () => { });
        return new Candidate(_folder, path, File.GetLastWriteTimeUtc(path), default, _now);
    }

    private async Task<FileExaminer> ExaminerAsync()
    {
        var options = new UploadQueueOptions { Folder = _queueFolder.Path };
        _queue = await UploadQueue.OpenWithoutSendingAsync(options, null, TestContext.Current.CancellationToken);
        _interruptedQueue = new InterruptedQueue(_queue);
        var loop =
            new LoopContext(new Mailbox(_options.TimeProvider), () => _now, static work => work(), TestContext.Current.CancellationToken);
        var albums = new AlbumResolver(_options, NullLogger.Instance, loop, static _ => { });
        return new FileExaminer(
            _options, albums, new QueueFeeder(_interruptedQueue, _options, albums, NullLogger.Instance), NullLogger.Instance);
    }

    private Task<ExaminationResult> ExamineAsync(FileExaminer examiner, Candidate file)
    {
        _now += TimeSpan.FromSeconds(1);
        return examiner.ExamineAsync(file, _now, TestContext.Current.CancellationToken);
    }

    /// <summary>The real queue, with an interruption between the hot folder's examination of a file and the queue's copy of it.</summary>
    private sealed class InterruptedQueue(UploadQueue queue) : IPhotoQueue
    {
        private readonly PhotoQueue _queue = new(queue);
        private Action? _next;

        public event EventHandler<QueueChangedEventArgs>? Changed
        {
            add => _queue.Changed += value;
            remove => _queue.Changed -= value;
        }

        public Action Next { set => _next = value; }

        public string Folder => _queue.Folder;

        public IAsyncEnumerable<QueuedUpload> EnumerateAsync(CancellationToken cancellationToken) =>
            _queue.EnumerateAsync(cancellationToken);

        public Task<QueuedUpload?> FindAsync(string id, CancellationToken cancellationToken) => _queue.FindAsync(id, cancellationToken);

        public Task<QueuedUpload?> FindAsync(string linkId, string? albumId, string sha256, CancellationToken cancellationToken) =>
            _queue.FindAsync(linkId, albumId, sha256, cancellationToken);

        public Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(string sha256, CancellationToken cancellationToken) =>
            _queue.FindDeliveriesAsync(sha256, cancellationToken);

        public Task<QueuedUpload?> TryEnqueueAsync(UploadRequest request, string expectedSha256, CancellationToken cancellationToken)
        {
            Interlocked.Exchange(ref _next, null)?.Invoke();
            return _queue.TryEnqueueAsync(request, expectedSha256, cancellationToken);
        }

        public Task<QueuedUpload> EnqueueAsync(UploadRequest request, string expectedSha256, CancellationToken cancellationToken)
        {
            Interlocked.Exchange(ref _next, null)?.Invoke();
            return _queue.EnqueueAsync(request, expectedSha256, cancellationToken);
        }

        public Task<bool> RerouteAsync(string id, string linkId, string? albumId, CancellationToken cancellationToken) =>
            _queue.RerouteAsync(id, linkId, albumId, cancellationToken);
    }
}
