using System.Net;
using EventPics.Queue.Internal;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Queue.Tests.Sending;

/// <summary>The worker with a storage in memory and bytes that are never damaged.</summary>
public sealed class UploadWorkerTests : IDisposable
{
    private readonly FakeUploadService _service = new();
    private readonly MemoryStorage _storage = new();
    private readonly FakeSpool _spool = new();
    private readonly Diagnostics _counters = new("test", () => (0, 0));
    private readonly TaskCompletionSource _done = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _service.Dispose();
        _counters.Dispose();
    }

    private UploadWorker Worker(Action<QueueJob>? changed = null, IQueueStorage? storage = null, EventPicsClient? client = null) => new(new SenderServices(
        client ?? _service, storage ?? _storage, _spool, _spool, new SendScheduler(TimeProvider.System, 1, () => 0), TimeProvider.System,
        NullLogger.Instance, _counters)
    {
        VerifyUpTo = 1,
        JobChanged = (job, _) =>
        {
            changed?.Invoke(job);
            if (job.State == QueuedUploadState.Uploaded)
            {
                _done.TrySetResult();
            }
        },
    });

    private async Task SendAsync(UploadWorker worker, int n = 1)
    {
        await _storage.AddAsync(new QueueJob { Id = $"id{n}", LinkId = "wedding", FileName = "p.jpg", ContentType = "image/jpeg", Length = 10, Sha256 = n.ToString("x64", null) });
        worker.Wake();
    }

    [Fact]
    public async Task Bytes_from_before_this_sender_are_hashed_once()
    {
        var lost = 0;
        _service.OnUploadUrl = (_, _) => ++lost <= 2 ? throw FakeUploadService.Failure(EventPicsError.Network) : Task.CompletedTask;
        await using var worker = Worker();

        await SendAsync(worker);

        await _done.Task.WaitAsync(TestTimeout.Default, Token);
        Assert.Equal([true, false, false], _spool.ByHash);
    }

    [Fact]
    public async Task An_exception_in_a_status_handler_does_not_stop_the_pump()
    {
        await using var worker = Worker();
        var reported = new TaskCompletionSource();
        worker.StatusChanged += _ =>
        {
            reported.TrySetResult();
            throw new InvalidOperationException();
        };
        worker.Wake();
        await reported.Task.WaitAsync(TestTimeout.Default, Token);

        await SendAsync(worker);

        await _done.Task.WaitAsync(TestTimeout.Default, Token);
    }

    [Fact]
    public async Task An_exception_in_a_change_handler_does_not_keep_a_photo_from_being_sent()
    {
        var calls = 0;
        await using var worker = Worker(_ =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                throw new InvalidOperationException();
            }
        });

        await SendAsync(worker);

        await _done.Task.WaitAsync(TestTimeout.Default, Token);
    }

    [Fact]
    public async Task Resending_a_whole_body_does_not_reset_the_failure_count()
    {
        var twice = new TaskCompletionSource();
        _service.OnStored = (_, _, _) => throw FakeUploadService.Failure(EventPicsError.ServerError, HttpStatusCode.InternalServerError);
        await using var worker = Worker(job =>
        {
            if (job is { State: QueuedUploadState.Waiting, Failures: 2 })
            {
                twice.TrySetResult();
            }
        });

        await SendAsync(worker);

        await twice.Task.WaitAsync(TestTimeout.Default, Token);
    }

    [Fact]
    public async Task A_photo_whose_upload_url_belongs_to_another_photo_is_requeued()
    {
        var storage = new LockedStorage();
        _service.PathOf = static (_, n) => n <= 2 ? "/same" : $"/{n}";
        await storage.AddAsync(new QueueJob { Id = "other", LinkId = "wedding", FileName = "o.jpg", ContentType = "image/jpeg", Length = 10, Sha256 = new string('f', 64) }, Token);
        var other = (await storage.ClaimAsync(new ClaimRequest { Now = DateTimeOffset.UtcNow }))!;
        await storage.SaveAsync(other with
        {
            State = QueuedUploadState.Uploaded,
            ObjectKey = ObjectKey.Of(
            new UploadUrl(new Uri("https://storage.test/same"), default))
        });
        await using var worker = Worker(storage: storage);

        await storage.AddAsync(new QueueJob { Id = "id1", LinkId = "wedding", FileName = "p.jpg", ContentType = "image/jpeg", Length = 10, Sha256 = new string('1', 64) }, Token);
        storage.FailNext = true;
        worker.Wake();

        await _done.Task.WaitAsync(TestTimeout.Default, Token);
        Assert.Equal(["/3"], _service.Objects.Keys);
    }

    [Fact]
    public async Task A_key_that_is_replaced_while_a_photo_is_verified_gets_no_url_for_it()
    {
        using var service = new KeyedService("A");
        var ended = new TaskCompletionSource<QueuedUploadState>();
        await using var worker = Worker(client: service, changed: job =>
        {
            if (job.State == QueuedUploadState.Sending)
            {
                service.Use("B");
            }
            else
            {
                ended.TrySetResult(job.State);
            }
        });

        await _storage.AddAsync(
            new QueueJob { Id = "id1", LinkId = "gala", FileName = "p.jpg", ContentType = "image/jpeg", Length = 10, Sha256 = new string('1', 64), Account = Account.Of(service, "") }, Token);
        worker.Wake();

        Assert.Equal(QueuedUploadState.Waiting, await ended.Task.WaitAsync(TestTimeout.Default, Token));
        Assert.Empty(service.Calls);
    }

    /// <summary>A storage that another program locks for a moment, just when the first URL is to be saved.</summary>
    private sealed class LockedStorage : MemoryStorage
    {
        public bool FailNext { get; set; }

        public override Task<SaveResult> SaveAsync(QueueJob job) => FailNext && !(FailNext = false)
            ? Task.FromException<SaveResult>(new UploadQueueException(UploadQueueError.StorageFailed, "Another program has locked it."))
            : base.SaveAsync(job);
    }

    private sealed class FakeSpool : ISpool, IUploadJournal
    {
        public List<bool> ByHash { get; } = [];

        public Task<(string? Damage, long Stamp)> VerifyAsync(QueueJob job, bool byHash)
        {
            ByHash.Add(byHash);
            return Task.FromResult<(string?, long)>((null, 1));
        }

        public UploadContent Open(QueueJob job) => UploadContent.FromBytes(new byte[job.Length]);

        public bool IsUnchanged(QueueJob job) => true;

        public void Discard(string id)
        {
        }

        public void RecordStarted(QueueJob job)
        {
        }

        public void RecordUploaded(QueueJob job)
        {
        }
    }
}
