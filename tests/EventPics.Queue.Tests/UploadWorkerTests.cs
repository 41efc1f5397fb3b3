using System.Net;
using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Queue.Tests;

/// <summary>The worker over a storage in memory and bytes that are always right.</summary>
public sealed class UploadWorkerTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FakeService _service = new();
    private readonly MemoryStorage _storage = new();
    private readonly Paper _paper = new();
    private readonly Diagnostics _counters = new("test", () => (0, 0));
    private readonly TaskCompletionSource _done = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _service.Dispose();
        _counters.Dispose();
    }

    private UploadWorker Worker(Action<UploadJob>? changed = null, IQueueStorage? storage = null) => new(new SendContext(
        _service, storage ?? _storage, _paper, _paper, new Pacer(TimeProvider.System, 1, () => 0), TimeProvider.System, NullLogger.Instance, _counters)
    {
        VerifyUpTo = 1,
        Changed = (job, _) =>
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
        await _storage.AddAsync(new UploadJob { Id = $"id{n}", LinkId = "wedding", FileName = "p.jpg", ContentType = "image/jpeg", Length = 10, Sha256 = n.ToString("x64", null) });
        worker.Wake();
    }

    [Fact]
    public async Task Bytes_from_before_this_sender_are_hashed_once()
    {
        var lost = 0;
        _service.OnLink = (_, _) => ++lost <= 2 ? throw FakeService.Failure(EventPicsError.Network) : Task.CompletedTask;
        await using var worker = Worker();

        await SendAsync(worker);

        await _done.Task.WaitAsync(Patience, Token);
        Assert.Equal([true, false, false], _paper.ByHash);
    }

    [Fact]
    public async Task Whoever_listens_can_not_stop_the_pump()
    {
        await using var worker = Worker();
        TaskCompletionSource reported = new();
        worker.Reported += _ =>
        {
            reported.TrySetResult();
            throw new InvalidOperationException();
        };
        worker.Wake();
        await reported.Task.WaitAsync(Patience, Token);

        await SendAsync(worker);

        await _done.Task.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task Whoever_listens_can_not_keep_a_picture_from_being_sent()
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

        await _done.Task.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task A_picture_that_had_gone_out_whole_comes_no_further_by_going_out_again()
    {
        TaskCompletionSource twice = new();
        _service.OnStored = (_, _, _) => throw FakeService.Failure(EventPicsError.ServerError, HttpStatusCode.InternalServerError);
        await using var worker = Worker(job =>
        {
            if (job is { State: QueuedUploadState.Waiting, Failures: 2 })
            {
                twice.TrySetResult();
            }
        });

        await SendAsync(worker);

        await twice.Task.WaitAsync(Patience, Token);
    }

    [Fact]
    public async Task A_photo_whose_url_could_not_be_saved_and_belongs_to_another_is_given_back()
    {
        HeldStorage held = new();
        _service.PathOf = static (_, n) => n <= 2 ? "/same" : $"/{n}";
        await held.AddAsync(new UploadJob { Id = "other", LinkId = "wedding", FileName = "o.jpg", ContentType = "image/jpeg", Length = 10, Sha256 = new string('f', 64) }, Token);
        var other = (await held.ClaimAsync(new ClaimRequest { Now = DateTimeOffset.UtcNow }))!;
        await held.SaveAsync(other with { State = QueuedUploadState.Uploaded, ObjectKey = Convert.ToBase64String(SqliteRows.LinkKey(new UploadUrl(new Uri("https://storage.test/same"), default))) });
        await using var worker = Worker(storage: held);

        await held.AddAsync(new UploadJob { Id = "id1", LinkId = "wedding", FileName = "p.jpg", ContentType = "image/jpeg", Length = 10, Sha256 = new string('1', 64) }, Token);
        held.HoldNext = true;
        worker.Wake();

        await _done.Task.WaitAsync(Patience, Token);
        Assert.Equal(["/3"], _service.Objects.Keys);
    }

    /// <summary>Another program holds the rows for a moment, just when the first URL is to be saved.</summary>
    private sealed class HeldStorage : MemoryStorage
    {
        public bool HoldNext { get; set; }

        public override Task<SaveOutcome> SaveAsync(UploadJob job) => HoldNext && !(HoldNext = false)
            ? Task.FromException<SaveOutcome>(new UploadQueueException(UploadQueueError.StorageFailed, "Another program holds it."))
            : base.SaveAsync(job);
    }

    private sealed class Paper : ISpool, IUploadLog
    {
        public List<bool> ByHash { get; } = [];

        public Task<(string? Damage, long Stamp)> CheckAsync(UploadJob job, bool byHash)
        {
            ByHash.Add(byHash);
            return Task.FromResult<(string?, long)>((null, 1));
        }

        public UploadContent Open(UploadJob job) => UploadContent.FromBytes(new byte[job.Length]);

        public bool IsUntouched(UploadJob job) => true;

        public void Discard(string id)
        {
        }

        public void Started(UploadJob job)
        {
        }

        public void Uploaded(UploadJob job)
        {
        }
    }
}
