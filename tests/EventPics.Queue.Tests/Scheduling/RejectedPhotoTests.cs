using EventPics.Queue.Internal;
using EventPics.Queue.Internal.Scheduling;

namespace EventPics.Queue.Tests.Scheduling;

/// <summary>Whether a rejection delays or fails one photo, or opens a circuit for all.</summary>
public sealed class RejectedPhotoTests : SendSchedulerTest
{
    [Fact]
    public void F045_A_photo_rejected_on_three_new_upload_urls_while_others_succeed_backs_off_alone_from_a_minute_to_an_hour()
    {
        var bad = Job();
        List<TimeSpan?> delays = [];
        for (var n = 0; n < 10; n++)
        {
            var decision = Reject(bad with { NewUrlRejections = n });
            Assert.Equal(FailureAction.NewUrl, decision.Action);
            Assert.Empty(Scheduler.NextClaim(large: false)!.BlockedDestinations);
            delays.Add(decision.Delay);
            Succeed(Job());
        }

        Assert.Equal(
            [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), .. ((int[])[1, 2, 4, 8, 16, 32, 60, 60])
                .Select(minutes => TimeSpan.FromMinutes(minutes))],
            delays.Select(delay => delay!.Value));
    }

    [Theory]
    [InlineData(EventPicsError.CaptivePortal, EventPicsErrorScope.Connection)]
    [InlineData(EventPicsError.RateLimited, EventPicsErrorScope.Account)]
    [InlineData(EventPicsError.RateLimited, EventPicsErrorScope.Service)]
    [InlineData(EventPicsError.ApiKeyRejected, EventPicsErrorScope.Account)]
    [InlineData(EventPicsError.ServerError, EventPicsErrorScope.Service)]
    [InlineData(EventPicsError.UnexpectedResponse, EventPicsErrorScope.Service)]
    public void A_photo_rejected_three_times_while_others_succeed_opens_no_circuit(EventPicsError error, EventPicsErrorScope scope)
    {
        var bad = Job();
        for (var n = 0; n < 2; n++)
        {
            Fail(bad, error, scope: scope);
            Time.Advance(TimeSpan.FromMinutes(20));
            Succeed(Job());
        }

        var third = Fail(bad, error, scope: scope);

        Assert.Equal((FailureAction.Retry, TimeSpan.FromMinutes(1)), (third.Action, third.Delay));
        Assert.Equal(QueueHealth.Online, Scheduler.GetStatus().Health);
        Assert.False(Scheduler.NextClaim(large: false)!.OnlyWithUrl);
    }

    [Fact]
    public void A_rejection_of_all_photos_opens_the_circuit_although_one_photo_was_rejected_alone_before()
    {
        var bad = Job();
        for (var n = 0; n < 4; n++)
        {
            Fail(bad, EventPicsError.CaptivePortal);
            Time.Advance(TimeSpan.FromMinutes(20));
            Succeed(Job());
        }

        Fail(Job(), EventPicsError.CaptivePortal);

        Assert.Equal(QueueHealth.CaptivePortal, Scheduler.GetStatus().Health);
    }

    [Fact]
    public void Only_successes_of_the_same_event_show_that_an_unknown_event_is_the_fault_of_one_photo()
    {
        for (var n = 0; n < 5; n++)
        {
            Fail(Job("gone") with { Id = "bad" }, EventPicsError.NotFound);
            Succeed(Job("other"));
        }

        Assert.Equal(["wedding gone"], Scheduler.NextClaim(large: false)!.BlockedDestinations);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void F038_The_same_rejection_of_three_photos_in_a_row_opens_the_destination_circuit_and_fails_none(bool isPut)
    {
        var photos = Enumerable.Range(0, 3).Select(_ => Job()).ToList();
        FailureDecision last = default;
        foreach (var photo in photos)
        {
            last =
                Scheduler.OnFailed(Scheduler.Acquire(photo), photo, Error(EventPicsError.InvalidRequest), isPut, isUrlOfThisAttempt: true);
            Assert.Equal(FailureAction.NewUrl, last.Action);
        }

        Assert.Equal(["wedding main"], Scheduler.NextClaim(large: false)!.BlockedDestinations);
        Assert.Equal(photos.Select(photo => photo.Id), last.Requeued);
        Assert.Equal(TimeSpan.FromSeconds(10), Scheduler.UntilNextProbe());
    }

    [Fact]
    public void Different_rejections_of_three_photos_open_no_circuit()
    {
        foreach (var error in (EventPicsError[])[EventPicsError.InvalidRequest, EventPicsError.PayloadTooLarge, EventPicsError.InvalidRequest])
        {
            Fail(Job(), error);
        }

        Assert.Empty(Scheduler.NextClaim(large: false)!.BlockedDestinations);
    }

    [Fact]
    public void F026_A_photo_rejected_again_after_others_succeeded_fails()
    {
        var bad = Job();
        Assert.Equal(FailureAction.NewUrl, Fail(bad, EventPicsError.InvalidRequest).Action);
        Succeed(Job());

        Assert.Equal(FailureAction.Fail, Fail(bad with { NewUrlRejections = 1 }, EventPicsError.InvalidRequest).Action);
    }

    [Fact]
    public void F031_The_only_photo_fails_at_its_third_rejection()
    {
        var bad = Job();

        Assert.Equal(
            [FailureAction.NewUrl, FailureAction.NewUrl, FailureAction.Fail],
            Enumerable.Range(0, 3).Select(n => Fail(bad with { NewUrlRejections = n }, EventPicsError.InvalidRequest).Action));
    }

    [Fact]
    public void F031_A_photo_that_is_too_large_fails_immediately_and_is_requeued_when_all_are_rejected()
    {
        var photos = Enumerable.Range(0, 3).Select(_ => Job()).ToList();

        var decisions = photos.Select(photo => Fail(photo, EventPicsError.PayloadTooLarge)).ToList();

        Assert.Equal([FailureAction.Fail, FailureAction.Fail, FailureAction.NewUrl], decisions.Select(decision => decision.Action));
        Assert.Equal(photos.Select(photo => photo.Id), decisions[2].Requeued);
    }

    [Fact]
    public void Every_rejection_backs_off_whatever_the_age_of_its_upload_url() => Assert.All(
        Enumerable.Range(0, 6), n => Assert.True(Reject(Job() with { NewUrlRejections = n }).Delay >= TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData(true, true, "AlreadyUploaded")]
    [InlineData(true, false, "NewUrl")]
    [InlineData(false, true, "NewUrl")]
    public void F050_An_object_that_exists_is_this_photo_only_when_all_of_it_was_sent_there_before(
        bool exists, bool sentBefore, string action)
    {
        var job = Job(hasUrl: true);

        var decision = Scheduler.OnFailed(
            Scheduler.Acquire(job), job, Error(EventPicsError.UploadRejected, objectExists: exists), isPut: true, sentBefore);

        Assert.Equal(action, decision.Action.ToString());
    }

    [Fact]
    public void Only_an_error_of_the_photo_s_own_scope_fails_a_photo()
    {
        foreach (var scope in Enum.GetValues<EventPicsErrorScope>().Where(scope => scope != EventPicsErrorScope.Upload))
        {
            foreach (var error in Enum.GetValues<EventPicsError>())
            {
                var bad = Job();
                for (var n = 0; n < 6; n++)
                {
                    Assert.NotEqual(FailureAction.Fail, Fail(bad with { NewUrlRejections = n }, error, scope: scope).Action);
                    Time.Advance(TimeSpan.FromHours(2));
                    Succeed(Job());
                }
            }
        }
    }
}
