using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;
using EventPics.Queue.Tests.Crash;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Session;

/// <summary>A photo of one event never goes to another one's album without confirmation.</summary>
[Collection(nameof(CrashTests))]
public sealed class OtherEventTests : QueueTest
{
    [Theory]
    [InlineData("waiting", false)]
    [InlineData("failed", false)]
    [InlineData("exported", false)]
    [InlineData("uploaded", false)]
    [InlineData("uploaded and removed", false)]
    [InlineData("interrupted and removed", false)]
    [InlineData("removed", true)]
    [InlineData("known here too", true)]
    public async Task A_photo_of_another_event_is_enqueued_only_if_that_one_never_got_it(string state, bool isEnqueued)
    {
        await using var queue = await InStateAsync(state);
        var before = Directory.EnumerateFiles(Spool).Count();

        var added = await queue.TryEnqueueAsync(TestPhoto.Request(1, "gala"), HashOf(1).ToUpperInvariant(), Token);

        Assert.Equal(isEnqueued, added is not null);
        Assert.Equal(isEnqueued, (await queue.FindDeliveriesAsync(HashOf(1), Token)).Any(delivery => delivery.LinkId == "gala"));
        if (!isEnqueued)
        {
            Assert.Equal(before, Directory.EnumerateFiles(Spool).Count());
            Assert.Equal("gala", (await queue.EnqueueAsync(TestPhoto.Request(1, "gala"), Token)).LinkId);
        }
    }

    [Fact]
    public async Task F080_A_photo_that_this_event_has_is_returned_as_a_duplicate()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        var first = await queue.TryEnqueueAsync(TestPhoto.Request(1), HashOf(1), Token);

        var again = await queue.TryEnqueueAsync(TestPhoto.Request(1), HashOf(1), Token);
        var otherAlbum = await queue.TryEnqueueAsync(TestPhoto.Request(1, albumId: "dance"), HashOf(1), Token);

        Assert.Equal((first?.Id, true), (again?.Id, again?.WasAlreadyQueued));
        Assert.Equal("dance", otherAlbum?.AlbumId);
    }

    [Fact]
    public async Task F086_Of_two_queues_on_one_folder_one_event_gets_each_photo()
    {
        const int Count = 150;
        await using var wedding = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        await using var gala = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        var both = 0;
        for (var n = 0; n < Count; n++)
        {
            using var start = new Barrier(2);
            var (a, b) = (EnqueueAsync(wedding, "wedding", n, start), EnqueueAsync(gala, "gala", n, start));
            both += (await a is null ? 0 : 1) + (await b is null ? 0 : 1);
        }

        Assert.Equal(Count, both);
        Assert.Equal(Count, (await wedding.GetStatusAsync(Token)).Waiting);
        Assert.Equal(2 * Count, Directory.EnumerateFiles(Spool).Count());
    }

    [Fact]
    public async Task F086_Of_two_processes_on_one_folder_one_event_gets_each_photo()
    {
        const int Count = 100;
        using var wedding = CrashHost.StartTrying(Options.Folder!, "wedding", Count, size: 5000);
        using var gala = CrashHost.StartTrying(Options.Folder!, "gala", Count, size: 5000);
        await Task.WhenAll(wedding.Open, gala.Open).WaitAsync(TestTimeout.Long, Token);

        wedding.Begin();
        gala.Begin();

        await Task.WhenAll(wedding.WaitUntilIdleAsync(TestTimeout.Long, Token), gala.WaitUntilIdleAsync(TestTimeout.Long, Token));
        await wedding.EndAsync(TestTimeout.Long, Token);
        await gala.EndAsync(TestTimeout.Long, Token);
        Assert.Equal(Enumerable.Range(0, Count), wedding.Acked.Concat(gala.Acked).Order());
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        Assert.Equal(
            wedding.Acked.Count,
            (await queue.ListAsync(new QueueFilter { LinkId = "wedding" }, limit: 1000, cancellationToken: Token)).Uploads.Count);
        Assert.Equal(
            gala.Acked.Count,
            (await queue.ListAsync(new QueueFilter { LinkId = "gala" }, limit: 1000, cancellationToken: Token)).Uploads.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task F082_Files_left_by_a_crash_before_the_row_are_adopted_by_the_same_rule(bool hasConfirmation)
    {
        await using (var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token))
        {
            await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        }

        var spool = new SpoolFolder(Spool, sourcesNeverChange: false);
        var bytes = spool.Write("orphan", UploadContent.FromBytes(TestImages.Jpeg(2000, 1)), Token);
        spool.Commit(new QueueJob
        {
            Id = "orphan",
            LinkId = "gala",
            FileName = "p1.jpg",
            ContentType = "image/jpeg",
            Length = bytes.Length,
            Sha256 = bytes.Sha256,
            UnlessElsewhere = !hasConfirmation,
        });

        await using (var sender = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token))
        {
            await sender.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Long, Token);
            Assert.Equal(hasConfirmation, await sender.FindAsync("orphan", Token) is not null);
        }

        Assert.Equal(hasConfirmation ? 2 : 1, Service.Objects.Count);
        Assert.Empty(Directory.EnumerateFiles(Spool));
    }

    private static string HashOf(int seed) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(TestImages.Jpeg(2000, seed)));

    private static Task<QueuedUpload?> EnqueueAsync(UploadQueue queue, string linkId, int seed, Barrier start) => Task.Run(
        () =>
        {
            start.SignalAndWait(Token);
            return queue.TryEnqueueAsync(TestPhoto.Request(seed, linkId), HashOf(seed), Token);
        },
        Token);

    /// <summary>Opens a queue in which photo 1 is in a given state in the event "wedding".</summary>
    private async Task<UploadQueue> InStateAsync(string state)
    {
        if (state.StartsWith("uploaded", StringComparison.Ordinal) || state == "failed"
            || state.StartsWith("interrupted", StringComparison.Ordinal))
        {
            var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Service.OnPut = (_, _, _) => state == "failed"
                ? throw FakeUploadService.Failure(
                    EventPicsError.PayloadTooLarge, System.Net.HttpStatusCode.RequestEntityTooLarge, scope: EventPicsErrorScope.Upload)
                : Task.CompletedTask;
            Service.OnStored = (_, _, token) =>
            {
                stored.TrySetResult();
                return state.StartsWith("interrupted", StringComparison.Ordinal) ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask;
            };
            await using var sender = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
            await sender.EnqueueAsync(TestPhoto.Request(1), Token);
            await (state.StartsWith("interrupted", StringComparison.Ordinal) ? stored.Task : sender.WaitUntilIdleAsync(Token))
                .WaitAsync(TestTimeout.Long, Token);
        }

        var queue = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token);
        var photo = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        if (state == "exported")
        {
            await queue.ExportAsync([photo.Id], Folder.PathOf("usb"), Token);
        }
        else if (state.EndsWith("removed", StringComparison.Ordinal))
        {
            await queue.RemoveAsync(photo.Id, Token);
        }
        else if (state == "known here too")
        {
            await queue.EnqueueAsync(TestPhoto.Request(1, "gala"), Token);
        }

        return queue;
    }
}
