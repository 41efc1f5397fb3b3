using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;
using EventPics.Queue;

namespace EventPics.HotFolder.Tests.Schedules;

/// <summary>A queue in memory that keeps the real one's promises and checks the hot folder's.</summary>
internal sealed class MemoryQueue(string folder, Func<string, bool> isWhole) : IPhotoQueue
{
    public event EventHandler<QueueChangedEventArgs>? Changed;

    public string Folder { get; } = folder;

    public List<QueuedUpload> Rows { get; } = [];

    public bool IsFull { get; set; }

    public async IAsyncEnumerable<QueuedUpload> EnumerateAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var row in Rows.AsEnumerable().Reverse().ToList())
        {
            yield return row;
        }
    }

    public Task<QueuedUpload?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Rows.Find(row => row.Id == id));

    public Task<QueuedUpload?> FindAsync(string linkId, string? albumId, string sha256, CancellationToken cancellationToken) =>
        Task.FromResult(Rows.Find(row => row.LinkId == linkId && row.AlbumId == albumId && row.Sha256 == sha256));

    public Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(string sha256, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Delivery>>(
            [.. Rows.Where(row => row.Sha256 == sha256).Select(row => new Delivery { Id = row.Id, LinkId = row.LinkId, AlbumId = row.AlbumId, State = row.State, UploadedAt = row.UploadedAt })]);

    public Task<QueuedUpload> EnqueueAsync(UploadRequest request, string expectedSha256, CancellationToken cancellationToken)
    {
        if (IsFull)
        {
            throw new UploadQueueException(UploadQueueError.DiskFull, "The disk is full.");
        }

        var path = request.Content.FilePath!;
        var bytes = File.ReadAllBytes(path);
        if (Scene.Hash(bytes) != expectedSha256)
        {
            throw new InvalidDataException("Other bytes.");
        }

        Assert.True(isWhole(expectedSha256), $"Unfinished bytes of {path} were enqueued.");
        var row = Rows.Find(known => known.LinkId == request.LinkId && known.Sha256 == expectedSha256);
        var isKnown = row is not null;
        if (row is null)
        {
            row = new QueuedUpload { Id = $"{Rows.Count}", LinkId = request.LinkId, Sha256 = expectedSha256, FileName = request.FileName, Length = bytes.Length, SourcePath = path };
            Rows.Add(row);
        }

        row.WasAlreadyQueued = isKnown;
        row.SourceModifiedAt = row.SourcePath == path ? File.GetLastWriteTimeUtc(path) : row.SourceModifiedAt;
        return Task.FromResult(row);
    }

    public Task<bool> RerouteAsync(string id, string linkId, string? albumId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Set(QueuedUpload row, QueuedUploadState state, DateTimeOffset now)
    {
        row.State = state;
        if (state == QueuedUploadState.Uploaded)
        {
            (row.UploadedAt, row.ETag) = (now, "\"etag\"");
        }

        Changed?.Invoke(this, new QueueChangedEventArgs(row));
        Changed?.Invoke(this, new QueueChangedEventArgs(null));
    }
}
