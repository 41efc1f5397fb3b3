using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests;

public sealed class OpeningTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly FakeService _service = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private UploadQueueOptions Options => new() { Folder = _folder.File("queue") };

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_stops_nobody_else()
    {
        Directory.CreateDirectory(_folder.File("queue"));
        var repair = LockFile.TryTake(new QueuePaths(_folder.File("queue")).OpenLock);
        await using UploadQueue queue = new(_service, Options, null);
        using CancellationTokenSource first = new();
        using CancellationTokenSource third = new();
        var (impatient, patient, late) = (queue.GetStatusAsync(first.Token), queue.GetStatusAsync(Token), queue.GetStatusAsync(third.Token));

        first.Cancel();
        third.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient.WaitAsync(Patience, Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late.WaitAsync(Patience, Token));
        repair!.Dispose();

        Assert.True((await patient.WaitAsync(Patience, Token)).IsSender);
    }

    [Fact]
    public async Task A_hold_taken_and_ended_while_it_opens_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_folder.File("queue"));
        var repair = LockFile.TryTake(new QueuePaths(_folder.File("queue")).OpenLock);
        await using UploadQueue queue = new(_service, Options, null);
        var opening = queue.OpenedAsync(Token);
        var hold = queue.Hold();
        queue.Pause();
        repair!.Dispose();
        await opening.WaitAsync(Patience, Token);
        await queue.EnqueueAsync(Pictures.Request(1), Token);
        Assert.Empty(_service.Calls);

        queue.Resume();
        hold.Dispose();

        await queue.WaitUntilIdleAsync(Token).WaitAsync(Patience, Token);
        using (queue.Hold())
        {
            Assert.Equal(QueueConnection.Held, (await queue.GetStatusAsync(Token)).Connection);
        }
    }

    [Fact]
    public async Task Uploads_may_be_remembered_for_ever()
    {
        var options = Options;
        options.KeepUploadedFor = TimeSpan.MaxValue;
        await using var queue = await UploadQueue.OpenAsync(_service, options, cancellationToken: Token);

        Assert.True((await queue.GetStatusAsync(Token)).IsSender);
    }

    [Fact]
    public async Task A_new_queue_was_not_rebuilt()
    {
        using LogList log = new();
        await using var queue = await UploadQueue.OpenAsync(_service, Options, log, Token);

        Assert.Equal(0, log.Count(212));
    }
}
