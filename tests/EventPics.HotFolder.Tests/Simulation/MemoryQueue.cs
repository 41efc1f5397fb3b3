using EventPics.HotFolder.Internal.Queueing;
using EventPics.HotFolder.Tests.Support;
using EventPics.Queue;

namespace EventPics.HotFolder.Tests.Simulation;

/// <summary>A queue in memory that has the guarantees of the real one and checks those of the hot folder.</summary>
internal sealed class MemoryQueue(string folder, Func<string, bool> isWhole) : IPhotoQueue
{
    public event EventHandler<QueueChangedEventArgs>? Changed;

    private int _ids;

    public string Folder { get; } = folder;

    public List<QueuedUpload> Rows { get; } = [];

    /// <summary>Everything that was ever uploaded, even if its row is deleted by now.</summary>
    public HashSet<string> Sent { get; } = [];

    public bool IsFull { get; set; }

    public async IAsyncEnumerable<QueuedUpload> EnumerateAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var row in Rows.AsEnumerable().Reverse().ToList())
        {
            yield return Copy(row);
        }
    }

    public Task<QueuedUpload?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(Rows.Find(row => row.Id == id) is { } row ? Copy(row) : null);

    public Task<QueuedUpload?> FindAsync(string linkId, string? albumId, string sha256, CancellationToken cancellationToken) =>
        Task.FromResult(
            Rows.Find(row => row.LinkId == linkId && row.AlbumId == albumId && row.Sha256 == sha256) is { } row ? Copy(row) : null);

    public Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(string sha256, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Delivery>>(
            [.. Rows.Where(row => row.Sha256 == sha256).Select(row =>
                new Delivery { Id = row.Id, LinkId = row.LinkId, AlbumId = row.AlbumId, State = row.State, UploadedAt = row.UploadedAt })]);

    public async Task<QueuedUpload?> TryEnqueueAsync(UploadRequest request, string expectedSha256, CancellationToken cancellationToken)
    {
        var known = Rows.Where(row => row.Sha256 == expectedSha256).ToList();
        return known.Exists(row => row.LinkId != request.LinkId && DeliveryRules.BelongsToEvent(row))
            && !known.Exists(row => row.LinkId == request.LinkId)
            ? null
            : await EnqueueAsync(request, expectedSha256, cancellationToken);
    }

    public Task<QueuedUpload> EnqueueAsync(UploadRequest request, string expectedSha256, CancellationToken cancellationToken)
    {
        if (IsFull)
        {
            throw new UploadQueueException(UploadQueueError.DiskFull, "The disk is full.");
        }

        var path = request.Content.FilePath!;
        var bytes = File.ReadAllBytes(path);
        if (HotFolderFixture.Hash(bytes) != expectedSha256)
        {
            throw new InvalidDataException("Other bytes.");
        }

        Assert.True(isWhole(expectedSha256), $"Unfinished bytes of {path} were enqueued.");
        var row = Rows.Find(known => known.LinkId == request.LinkId && known.Sha256 == expectedSha256);
        var isKnown = row is not null;
        if (row is null)
        {
            row = new QueuedUpload
            {
                Id = $"{_ids++}",
                LinkId = request.LinkId,
                Sha256 = expectedSha256,
                FileName = request.FileName,
                Length = bytes.Length,
                SourcePath = path,
            };
            Rows.Add(row);
        }

        row.SourceModifiedAt = row.SourcePath == path ? File.GetLastWriteTimeUtc(path) : row.SourceModifiedAt;
        var copy = Copy(row);
        copy.WasAlreadyQueued = isKnown;
        return Task.FromResult(copy);
    }

    public Task<bool> RerouteAsync(string id, string linkId, string? albumId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Changes a row as the service or a person does.</summary>
    public void Change(QueuedUpload row, QueuedUploadState next, DateTimeOffset now)
    {
        if (row is { State: QueuedUploadState.Removed, UploadedAt: not null })
        {
            row.State = QueuedUploadState.Uploaded;
        }
        else if (row.State == QueuedUploadState.Removed)
        {
            // Restored: forgotten, so that it may be enqueued again.
            Rows.Remove(row);
        }
        else
        {
            row.State = row.State == QueuedUploadState.Exported ? QueuedUploadState.Waiting : next;
            if (row.State == QueuedUploadState.Uploaded)
            {
                (row.UploadedAt, row.ETag) = (now, "\"etag\"");
                Sent.Add(row.Sha256);
            }
        }

        Changed?.Invoke(this, new QueueChangedEventArgs(Copy(row)));
        Changed?.Invoke(this, new QueueChangedEventArgs(null));
    }

    private static QueuedUpload Copy(QueuedUpload row) => new()
    {
        Id = row.Id,
        LinkId = row.LinkId,
        AlbumId = row.AlbumId,
        FileName = row.FileName,
        SourcePath = row.SourcePath,
        SourceModifiedAt = row.SourceModifiedAt,
        Length = row.Length,
        Sha256 = row.Sha256,
        State = row.State,
        UploadedAt = row.UploadedAt,
        ETag = row.ETag,
    };
}
