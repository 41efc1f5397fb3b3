using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Session;

/// <summary>Lists by page and filter.</summary>
public sealed class QueueListTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private UploadQueue _queue = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = _folder.PathOf("queue") }, cancellationToken: Token);

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        Dispose();
    }

    public void Dispose() => _folder.Dispose();

    private async Task<List<string>> NamesAsync(QueueFilter filter) =>
        await _queue.EnumerateAsync(filter, Token).Select(upload => upload.FileName).ToListAsync(Token);

    [Fact]
    public async Task Pages_list_each_photo_once_while_photos_are_added()
    {
        for (var n = 1; n <= 7; n++)
        {
            await _queue.EnqueueAsync(TestPhoto.Request(n), Token);
        }

        var first = await _queue.ListAsync(filter: null, limit: 3, cancellationToken: Token);
        await _queue.EnqueueAsync(TestPhoto.Request(8), Token);
        var second = await _queue.ListAsync(filter: null, first.Continuation, 3, Token);
        var third = await _queue.ListAsync(filter: null, second.Continuation, 3, Token);

        Assert.Equal(
            ["p7.jpg", "p6.jpg", "p5.jpg", "p4.jpg", "p3.jpg", "p2.jpg", "p1.jpg"],
            first.Uploads.Concat(second.Uploads).Concat(third.Uploads).Select(upload => upload.FileName));
        Assert.Null(third.Continuation);
    }

    [Fact]
    public async Task A_filter_matches_state_event_album_and_part_of_the_name()
    {
        await _queue.EnqueueAsync(TestPhoto.Request(1, "a", "x"), Token);
        await _queue.EnqueueAsync(TestPhoto.Request(2, "a"), Token);
        await _queue.EnqueueAsync(TestPhoto.Request(3, "b", "x"), Token);
        await _queue.EnqueueAsync(new UploadRequest("b", "Brautpaar-ÄRGER.jpg", UploadContent.FromBytes(TestImages.Jpeg(100, 4))), Token);
        await _queue.RemoveAsync((await _queue.EnqueueAsync(TestPhoto.Request(5, "a"), Token)).Id, Token);

        Assert.Equal(["p5.jpg", "p2.jpg", "p1.jpg"], await NamesAsync(new QueueFilter { LinkId = "a" }));
        Assert.Equal(["p2.jpg", "p1.jpg"], await NamesAsync(new QueueFilter { LinkId = "a", State = QueuedUploadState.Waiting }));
        Assert.Equal(["p3.jpg"], await NamesAsync(new QueueFilter { LinkId = "b", AlbumId = "x" }));
        Assert.Equal(["Brautpaar-ÄRGER.jpg"], await NamesAsync(new QueueFilter { FileNamePart = "ärger" }));
        Assert.Equal(["p5.jpg"], await NamesAsync(new QueueFilter { State = QueuedUploadState.Removed }));
        Assert.Empty(await NamesAsync(new QueueFilter { FileNamePart = "%" }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/./")]
    public async Task A_folder_filter_matches_its_subfolders_with_or_without_a_trailing_separator(string ending)
    {
        Directory.CreateDirectory(_folder.PathOf("day"));
        Directory.CreateDirectory(_folder.PathOf("day/sub"));
        Directory.CreateDirectory(_folder.PathOf("day2"));
        foreach (var (name, seed) in (ValueTuple<string, int>[])[("day/a.jpg", 1), ("day/sub/b.jpg", 2), ("day2/c.jpg", 3)])
        {
            await _queue.EnqueueAsync("wedding", _folder.WritePhoto(name, seed: seed), cancellationToken: Token);
        }

        await _queue.EnqueueAsync(TestPhoto.Request(9), Token);

        Assert.Equal(["b.jpg", "a.jpg"], await NamesAsync(new QueueFilter { SourceFolder = _folder.PathOf("day") + ending }));
        Assert.Equal(3, (await NamesAsync(new QueueFilter { SourceFolder = "/" })).Count);
    }

    [Fact]
    public async Task A_photo_is_found_by_the_prefix_of_its_id()
    {
        List<string> ids = [];
        for (var n = 0; n < 20; n++)
        {
            ids.Add((await _queue.EnqueueAsync(TestPhoto.Request(n), Token)).Id);
        }

        Assert.All(ids, id => Assert.Equal(id, Assert.Single(_queue.FindByIdPrefixAsync(id[..12], Token).GetAwaiter().GetResult()).Id));
        Assert.Empty(await _queue.FindByIdPrefixAsync("zz", Token));
        Assert.Empty(await _queue.FindByIdPrefixAsync("%", Token));
        Assert.True(ids.Select(id => id[..6]).Distinct().Count() == 20, "The first digits must distinguish photos.");
    }

    [Fact]
    public async Task A_foreign_continuation_is_rejected() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _queue.ListAsync(filter: null, "page 2", cancellationToken: Token));
}
