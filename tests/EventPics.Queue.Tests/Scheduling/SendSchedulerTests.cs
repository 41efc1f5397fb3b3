using EventPics.Queue.Internal;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Scheduling;

public sealed class SendSchedulerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SendScheduler _scheduler;
    private int _ids;

    public SendSchedulerTests() => _scheduler = new SendScheduler(_time, 4, () => 0);

    private static EventPicsException Error(EventPicsError error, TimeSpan? retryAfter = null, EventPicsErrorScope? scope = null, bool objectExists = false) =>
        new(error, error.ToString(), isTransient: true, retryAfter: retryAfter, scope: scope, objectExists: objectExists);

    private QueueJob Job(string album = "main", bool hasUrl = false, bool large = false) => new()
    {
        Id = $"id{++_ids}",
        LinkId = "wedding",
        AlbumId = album,
        IsLarge = large,
        UploadUrl = hasUrl ? new UploadUrl(new Uri("https://storage.test/a"), default) : null,
    };

    private FailureDecision Fail(QueueJob job, EventPicsError error, SendPermit? permit = null, TimeSpan? retryAfter = null, EventPicsErrorScope? scope = null) =>
        _scheduler.OnFailed(permit ?? _scheduler.Acquire(job), job, Error(error, retryAfter, scope), isPut: false);

    private FailureDecision Reject(QueueJob job) =>
        _scheduler.OnFailed(_scheduler.Acquire(job), job, Error(EventPicsError.UploadRejected), isPut: true, isUrlOfThisAttempt: true);

    private void Succeed(QueueJob job)
    {
        var permit = _scheduler.Acquire(job);
        _scheduler.OnUrlIssued(permit);
        _scheduler.OnSucceeded(permit, job.Id, backlog: false, 0);
    }

    private void GoOffline()
    {
        for (var n = 0; n < 3; n++)
        {
            Fail(Job(), EventPicsError.Network);
        }
    }

    [Fact]
    public void Two_photos_and_one_large_file_are_sent_concurrently()
    {
        _scheduler.Acquire(Job());
        _scheduler.Acquire(Job());

        Assert.Null(_scheduler.NextClaim(large: false));
        Assert.NotNull(_scheduler.NextClaim(large: true));
        _scheduler.Acquire(Job(large: true));
        Assert.Null(_scheduler.NextClaim(large: true));
    }

    [Fact]
    public void F088_Every_third_claim_takes_the_oldest_however_many_new_photos_arrive()
    {
        List<bool> oldest = [];
        for (var n = 0; n < 6; n++)
        {
            oldest.Add(_scheduler.NextClaim(large: false)!.Oldest);
            Succeed(Job());
        }

        Assert.Equal([false, false, true, false, false, true], oldest);
    }

    [Fact]
    public void Claims_of_large_files_are_counted_separately()
    {
        Succeed(Job(large: true));
        Succeed(Job(large: true));

        Assert.False(_scheduler.NextClaim(large: false)!.Oldest);
        Assert.True(_scheduler.NextClaim(large: true)!.Oldest);
    }

    [Fact]
    public void F001_The_third_network_failure_in_a_row_opens_the_network_circuit_for_all_but_one_probe()
    {
        GoOffline();

        Assert.Null(_scheduler.NextClaim(large: false));
        Assert.Equal(QueueHealth.Offline, _scheduler.GetStatus().Health);
        Assert.Equal(TimeSpan.FromSeconds(5), _scheduler.UntilNextProbe());
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(_scheduler.NextClaim(large: false));
        var probe = _scheduler.Acquire(Job());
        Assert.Null(_scheduler.NextClaim(large: false));
        Assert.Null(_scheduler.NextClaim(large: true));
        _scheduler.OnUrlIssued(probe);
        _scheduler.OnSucceeded(probe, "id", backlog: false, 0);
        Assert.Equal(QueueHealth.Online, _scheduler.GetStatus().Health);
        Assert.NotNull(_scheduler.NextClaim(large: false));
    }

    [Fact]
    public void An_outage_adds_no_delay_to_a_photo()
    {
        GoOffline();
        _time.Advance(TimeSpan.FromSeconds(5));

        var decision = Fail(Job(), EventPicsError.Network);
        Assert.Equal((FailureAction.Retry, null), (decision.Action, decision.Delay));
    }

    [Fact]
    public void Each_probe_is_another_photo_until_one_succeeds()
    {
        for (var n = 1; n <= 20; n++)
        {
            Fail(Job() with { Sequence = n }, EventPicsError.CaptivePortal);
            Fail(Job() with { Sequence = n }, EventPicsError.CaptivePortal);
        }

        _scheduler.RetryNow(networkOnly: true);
        Assert.Equal(Enumerable.Range(5, 16).Select(n => (long)n), _scheduler.NextClaim(large: false)!.Avoid);
        Succeed(Job());
        Assert.Empty(_scheduler.NextClaim(large: false)!.Avoid);
    }

    [Fact]
    public void F016_A_success_resets_the_failure_count()
    {
        Fail(Job(), EventPicsError.Network);
        Fail(Job(), EventPicsError.Network);
        Succeed(Job());
        Fail(Job(), EventPicsError.Network);

        Assert.Equal(QueueHealth.Online, _scheduler.GetStatus().Health);
    }

    [Fact]
    public void An_open_network_circuit_is_probed_every_five_seconds()
    {
        GoOffline();
        var probes = 0;
        for (var second = 0; second < 600; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            if (_scheduler.NextClaim(large: false) is not null)
            {
                probes++;
                Fail(Job(), EventPicsError.Network);
            }
        }

        Assert.InRange(probes, 110, 120);
    }

    [Fact]
    public void F017_A_captive_portal_opens_the_network_circuit_immediately_and_is_probed_sixty_times_in_ten_minutes()
    {
        Fail(Job(), EventPicsError.CaptivePortal);
        Assert.Equal(QueueHealth.CaptivePortal, _scheduler.GetStatus().Health);
        var probes = 0;
        for (var second = 0; second < 600; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            if (_scheduler.NextClaim(large: false) is not null)
            {
                probes++;
                Fail(Job(), EventPicsError.CaptivePortal);
            }
        }

        Assert.InRange(probes, 55, 60);
    }

    [Fact]
    public void A_probe_that_sends_many_bytes_closes_the_network_circuit_before_it_ends()
    {
        GoOffline();
        _time.Advance(TimeSpan.FromSeconds(5));
        var probe = _scheduler.Acquire(Job());

        Assert.False(_scheduler.OnBytesMoved(probe, 500_000));
        Assert.True(_scheduler.OnBytesMoved(probe, 500_000));
        Assert.NotNull(_scheduler.NextClaim(large: true));
    }

    [Fact]
    public void A_network_change_triggers_a_probe_immediately()
    {
        GoOffline();

        _scheduler.RetryNow(networkOnly: true);

        Assert.NotNull(_scheduler.NextClaim(large: false));
    }

    [Fact]
    public void F027_After_a_rejected_api_key_only_photos_with_an_upload_url_are_claimed()
    {
        Fail(Job(), EventPicsError.ApiKeyRejected);

        Assert.True(_scheduler.NextClaim(large: false)!.OnlyWithUrl);
        Assert.Equal(QueueHealth.ApiKeyRejected, _scheduler.GetStatus().Health);
        foreach (var seconds in (int[])[10, 60, 900, 900])
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), _scheduler.UntilNextProbe());
            _time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.False(_scheduler.NextClaim(large: false)!.OnlyWithUrl);
            Fail(Job(), EventPicsError.ApiKeyRejected);
        }
    }

    [Fact]
    public void F028_An_unknown_event_opens_the_circuit_of_its_own_destination()
    {
        Fail(Job("gone"), EventPicsError.NotFound);

        Assert.Equal(["wedding gone"], _scheduler.NextClaim(large: false)!.BlockedDestinations);
        Assert.Equal(QueueHealth.EventUnavailable, _scheduler.GetStatus().Health);
        foreach (var seconds in (int[])[10, 60, 300, 600])
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), _scheduler.UntilNextProbe());
            _time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Empty(_scheduler.NextClaim(large: false)!.BlockedDestinations);
            Fail(Job("gone"), EventPicsError.NotFound);
        }
    }

    [Fact]
    public void F032_The_account_circuit_stays_open_for_the_retry_after_time()
    {
        Fail(Job(), EventPicsError.RateLimited, retryAfter: TimeSpan.FromSeconds(42));

        Assert.Equal(TimeSpan.FromSeconds(42), _scheduler.UntilNextProbe());
        Assert.Equal(QueueHealth.RateLimited, _scheduler.GetStatus().Health);
    }

    [Fact]
    public void F045_A_photo_rejected_on_three_new_upload_urls_while_others_succeed_backs_off_alone_from_a_minute_to_an_hour()
    {
        var bad = Job();
        List<TimeSpan?> delays = [];
        for (var n = 0; n < 10; n++)
        {
            var decision = Reject(bad with { NewUrlRejections = n });
            Assert.Equal(FailureAction.NewUrl, decision.Action);
            Assert.Empty(_scheduler.NextClaim(large: false)!.BlockedDestinations);
            delays.Add(decision.Delay);
            Succeed(Job());
        }

        Assert.Equal(
            [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), .. ((int[])[1, 2, 4, 8, 16, 32, 60, 60]).Select(minutes => TimeSpan.FromMinutes(minutes))],
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
            _time.Advance(TimeSpan.FromMinutes(20));
            Succeed(Job());
        }

        var third = Fail(bad, error, scope: scope);

        Assert.Equal((FailureAction.Retry, TimeSpan.FromMinutes(1)), (third.Action, third.Delay));
        Assert.Equal(QueueHealth.Online, _scheduler.GetStatus().Health);
        Assert.False(_scheduler.NextClaim(large: false)!.OnlyWithUrl);
    }

    [Fact]
    public void A_rejection_of_all_photos_opens_the_circuit_although_one_photo_was_rejected_alone_before()
    {
        var bad = Job();
        for (var n = 0; n < 4; n++)
        {
            Fail(bad, EventPicsError.CaptivePortal);
            _time.Advance(TimeSpan.FromMinutes(20));
            Succeed(Job());
        }

        Fail(Job(), EventPicsError.CaptivePortal);

        Assert.Equal(QueueHealth.CaptivePortal, _scheduler.GetStatus().Health);
    }

    [Fact]
    public void Only_successes_of_the_same_event_show_that_an_unknown_event_is_the_fault_of_one_photo()
    {
        for (var n = 0; n < 5; n++)
        {
            Fail(Job("gone") with { Id = "bad" }, EventPicsError.NotFound);
            Succeed(Job("other"));
        }

        Assert.Equal(["wedding gone"], _scheduler.NextClaim(large: false)!.BlockedDestinations);
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
            last = _scheduler.OnFailed(_scheduler.Acquire(photo), photo, Error(EventPicsError.InvalidRequest), isPut, isUrlOfThisAttempt: true);
            Assert.Equal(FailureAction.NewUrl, last.Action);
        }

        Assert.Equal(["wedding main"], _scheduler.NextClaim(large: false)!.BlockedDestinations);
        Assert.Equal(photos.Select(photo => photo.Id), last.Requeued);
        Assert.Equal(TimeSpan.FromSeconds(10), _scheduler.UntilNextProbe());
    }

    [Fact]
    public void Different_rejections_of_three_photos_open_no_circuit()
    {
        foreach (var error in (EventPicsError[])[EventPicsError.InvalidRequest, EventPicsError.PayloadTooLarge, EventPicsError.InvalidRequest])
        {
            Fail(Job(), error);
        }

        Assert.Empty(_scheduler.NextClaim(large: false)!.BlockedDestinations);
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
    public void F050_An_object_that_exists_is_this_photo_only_when_all_of_it_was_sent_there_before(bool exists, bool sentBefore, string action)
    {
        var job = Job(hasUrl: true);

        var decision = _scheduler.OnFailed(_scheduler.Acquire(job), job, Error(EventPicsError.UploadRejected, objectExists: exists), isPut: true, sentBefore);

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
                    _time.Advance(TimeSpan.FromHours(2));
                    Succeed(Job());
                }
            }
        }
    }

    [Fact]
    public void A_send_permit_is_released_only_once()
    {
        var permit = _scheduler.Acquire(Job());
        _scheduler.Acquire(Job());
        _scheduler.OnAbandoned(permit);
        _scheduler.OnAbandoned(permit);
        _scheduler.Acquire(Job());

        Assert.Null(_scheduler.NextClaim(large: false));
    }

    [Fact]
    public void The_cost_of_the_next_probe_time_does_not_grow_with_the_number_of_albums()
    {
        Succeed(Job());
        Measure();
        var before = Measure();
        for (var n = 0; n < 1000; n++)
        {
            Succeed(Job(album: $"album{n}"));
        }

        Assert.Equal(before, Measure());

        long Measure()
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            _scheduler.UntilNextProbe();
            return GC.GetAllocatedBytesForCurrentThread() - allocated;
        }
    }

    [Fact]
    public void F044_A_url_of_an_earlier_attempt_may_have_expired_and_opens_no_circuit()
    {
        for (var n = 0; n < 6; n++)
        {
            var decision = _scheduler.OnFailed(_scheduler.Acquire(Job(hasUrl: true)), Job(), Error(EventPicsError.UploadUrlExpired), isPut: true);
            Assert.Equal((FailureAction.NewUrl, TimeSpan.FromSeconds(1)), (decision.Action, decision.Delay));
        }

        Assert.Empty(_scheduler.NextClaim(large: false)!.BlockedDestinations);
    }

    [Fact]
    public void F014_A_failure_halves_concurrency()
    {
        Fail(Job(), EventPicsError.Stalled);
        _scheduler.Acquire(Job());

        Assert.Null(_scheduler.NextClaim(large: false));
    }
}
