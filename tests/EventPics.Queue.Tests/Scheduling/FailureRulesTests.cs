using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests.Scheduling;

/// <summary>What each kind of error, with its usual scope, means for its photo and for the others.</summary>
public sealed class FailureRulesTests : SendSchedulerTest
{
    private const int MaxPhotos = 5;

    // What becomes of the photo; how many photos with this error in a row open a circuit, what the queue then reports, and the seconds to
    // its first probe.
    private static readonly Dictionary<EventPicsError, (FailureAction Action, int Photos, QueueHealth Health, int ProbeAfter)> Table = new()
    {
        [EventPicsError.Unknown] = (FailureAction.Retry, 3, QueueHealth.ServerError, 5),
        [EventPicsError.ApiKeyRejected] = (FailureAction.Retry, 1, QueueHealth.ApiKeyRejected, 10),
        [EventPicsError.NotFound] = (FailureAction.Retry, 1, QueueHealth.EventUnavailable, 10),
        [EventPicsError.InvalidRequest] = (FailureAction.NewUrl, 3, QueueHealth.EventUnavailable, 10),
        [EventPicsError.PayloadTooLarge] = (FailureAction.Fail, 3, QueueHealth.EventUnavailable, 10),
        [EventPicsError.RateLimited] = (FailureAction.Retry, 1, QueueHealth.RateLimited, 10),
        [EventPicsError.UploadUrlExpired] = (FailureAction.NewUrl, 3, QueueHealth.EventUnavailable, 10),
        [EventPicsError.UploadRejected] = (FailureAction.NewUrl, 3, QueueHealth.EventUnavailable, 10),
        [EventPicsError.ServerError] = (FailureAction.Retry, 3, QueueHealth.ServerError, 1),
        [EventPicsError.UnexpectedResponse] = (FailureAction.Retry, 3, QueueHealth.ServerError, 1),
        [EventPicsError.CaptivePortal] = (FailureAction.Retry, 1, QueueHealth.CaptivePortal, 10),
        [EventPicsError.UntrustedConnection] = (FailureAction.Retry, 1, QueueHealth.Untrusted, 60),
        [EventPicsError.Network] = (FailureAction.Retry, 3, QueueHealth.Offline, 5),
        [EventPicsError.Timeout] = (FailureAction.Retry, 3, QueueHealth.Offline, 5),
        [EventPicsError.Stalled] = (FailureAction.Retry, 3, QueueHealth.Offline, 5),
    };

    public static TheoryData<EventPicsError> Errors => [.. Enum.GetValues<EventPicsError>()];

    public static TheoryData<EventPicsError> ErrorsOfOtherScopes =>
        [.. Table.Where(row => row.Value.Action == FailureAction.Retry).Select(row => row.Key)];

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_has_the_reaction_of_the_table(EventPicsError error)
    {
        var action = Fail(Job(), error).Action;
        var photos = 1;
        for (; Scheduler.GetStatus().Health == QueueHealth.Online && photos < MaxPhotos; photos++)
        {
            Fail(Job(), error);
        }

        Assert.Equal(Table[error], (action, photos, Scheduler.GetStatus().Health, (int)Scheduler.UntilNextProbe()!.Value.TotalSeconds));
    }

    [Theory]
    [MemberData(nameof(ErrorsOfOtherScopes))]
    public void A_delay_that_the_server_requires_opens_the_circuit_for_that_long(EventPicsError error)
    {
        Fail(Job(), error, retryAfter: TimeSpan.FromSeconds(77));

        Assert.Equal(Table[error].Health, Scheduler.GetStatus().Health);
        Assert.Equal(TimeSpan.FromSeconds(77), Scheduler.UntilNextProbe());
    }

    [Theory]
    [InlineData(EventPicsError.UploadUrlExpired)]
    [InlineData(EventPicsError.UploadRejected)]
    public void A_rejected_upload_url_of_an_earlier_attempt_is_replaced_and_opens_no_circuit(EventPicsError error)
    {
        for (var photo = 0; photo < MaxPhotos; photo++)
        {
            var job = Job(hasUrl: true);
            var decision = Scheduler.OnFailed(Scheduler.Acquire(job), job, Error(error), isPut: true, isUrlOfThisAttempt: false);
            Assert.Equal((FailureAction.NewUrl, TimeSpan.FromSeconds(1)), (decision.Action, decision.Delay));
        }

        Assert.Equal(QueueHealth.Online, Scheduler.GetStatus().Health);
    }
}
