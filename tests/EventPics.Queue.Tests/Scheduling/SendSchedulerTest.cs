using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Scheduling;

/// <summary>A scheduler with a fake clock, and shortcuts for what happens to jobs.</summary>
public abstract class SendSchedulerTest
{
    private protected FakeTimeProvider Time { get; } = new();

    private protected SendScheduler Scheduler { get; }

    private int _ids;

    protected SendSchedulerTest() => Scheduler = new SendScheduler(Time, 4, () => 0);

    private protected static EventPicsException Error(
        EventPicsError error, TimeSpan? retryAfter = null, EventPicsErrorScope? scope = null, bool objectExists = false) =>
        new(error, error.ToString(), isTransient: true, retryAfter: retryAfter, scope: scope, objectExists: objectExists);

    private protected QueueJob Job(string album = "main", bool hasUrl = false, bool large = false) => new()
    {
        Id = $"id{++_ids}",
        LinkId = "wedding",
        AlbumId = album,
        IsLarge = large,
        UploadUrl = hasUrl ? new UploadUrl(new Uri("https://storage.test/a"), default) : null,
    };

    private protected FailureDecision Fail(
        QueueJob job, EventPicsError error, SendPermit? permit = null, TimeSpan? retryAfter = null, EventPicsErrorScope? scope = null) =>
        Scheduler.OnFailed(permit ?? Scheduler.Acquire(job), job, Error(error, retryAfter, scope), isPut: false);

    private protected FailureDecision Reject(QueueJob job) =>
        Scheduler.OnFailed(Scheduler.Acquire(job), job, Error(EventPicsError.UploadRejected), isPut: true, isUrlOfThisAttempt: true);

    private protected void Succeed(QueueJob job)
    {
        var permit = Scheduler.Acquire(job);
        Scheduler.OnUrlIssued(permit);
        Scheduler.OnSucceeded(permit, job.Id, backlog: false, 0);
    }

    protected void GoOffline()
    {
        for (var n = 0; n < 3; n++)
        {
            Fail(Job(), EventPicsError.Network);
        }
    }
}
