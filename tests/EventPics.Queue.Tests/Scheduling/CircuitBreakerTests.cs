using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests.Scheduling;

/// <summary>Circuits that open for an outage or a rejection, and their probes.</summary>
public sealed class CircuitBreakerTests : SendSchedulerTest
{
    [Fact]
    public void F001_The_third_network_failure_in_a_row_opens_the_network_circuit_for_all_but_one_probe()
    {
        GoOffline();

        Assert.Null(Scheduler.NextClaim(large: false));
        Assert.Equal(QueueHealth.Offline, Scheduler.GetStatus().Health);
        Assert.Equal(TimeSpan.FromSeconds(5), Scheduler.UntilNextProbe());
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(Scheduler.NextClaim(large: false));
        var probe = Scheduler.Acquire(Job());
        Assert.Null(Scheduler.NextClaim(large: false));
        Assert.Null(Scheduler.NextClaim(large: true));
        Scheduler.OnUrlIssued(probe);
        Scheduler.OnSucceeded(probe, "id", backlog: false, 0);
        Assert.Equal(QueueHealth.Online, Scheduler.GetStatus().Health);
        Assert.NotNull(Scheduler.NextClaim(large: false));
    }

    [Fact]
    public void An_attempt_that_was_allowed_before_the_circuit_opened_is_no_probe()
    {
        Fail(Job(), EventPicsError.ApiKeyRejected);
        Assert.Equal(TimeSpan.FromSeconds(10), Scheduler.UntilNextProbe());

        Fail(Job(), EventPicsError.ApiKeyRejected); // claimed before, begun after
        Assert.Equal(TimeSpan.FromSeconds(10), Scheduler.UntilNextProbe());

        Time.Advance(TimeSpan.FromSeconds(10));
        Fail(Job(), EventPicsError.ApiKeyRejected);
        Assert.Equal(TimeSpan.FromSeconds(60), Scheduler.UntilNextProbe());
    }

    [Fact]
    public void An_outage_adds_no_delay_to_a_photo()
    {
        GoOffline();
        Time.Advance(TimeSpan.FromSeconds(5));

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

        Scheduler.RetryNow(networkOnly: true);
        Assert.Equal(Enumerable.Range(5, 16).Select(n => (long)n), Scheduler.NextClaim(large: false)!.Avoid);
        Succeed(Job());
        Assert.Empty(Scheduler.NextClaim(large: false)!.Avoid);
    }

    [Fact]
    public void F016_A_success_resets_the_failure_count()
    {
        Fail(Job(), EventPicsError.Network);
        Fail(Job(), EventPicsError.Network);
        Succeed(Job());
        Fail(Job(), EventPicsError.Network);

        Assert.Equal(QueueHealth.Online, Scheduler.GetStatus().Health);
    }

    [Fact]
    public void An_open_network_circuit_is_probed_every_five_seconds()
    {
        GoOffline();
        var probes = 0;
        for (var second = 0; second < 600; second++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            if (Scheduler.NextClaim(large: false) is not null)
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
        Assert.Equal(QueueHealth.CaptivePortal, Scheduler.GetStatus().Health);
        var probes = 0;
        for (var second = 0; second < 600; second++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            if (Scheduler.NextClaim(large: false) is not null)
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
        Time.Advance(TimeSpan.FromSeconds(5));
        var probe = Scheduler.Acquire(Job());

        Assert.False(Scheduler.OnBytesMoved(probe, 500_000));
        Assert.True(Scheduler.OnBytesMoved(probe, 500_000));
        Assert.NotNull(Scheduler.NextClaim(large: true));
    }

    [Fact]
    public void A_network_change_triggers_a_probe_immediately()
    {
        GoOffline();

        Scheduler.RetryNow(networkOnly: true);

        Assert.NotNull(Scheduler.NextClaim(large: false));
    }

    [Fact]
    public void F027_After_a_rejected_api_key_only_photos_with_an_upload_url_are_claimed()
    {
        Fail(Job(), EventPicsError.ApiKeyRejected);

        Assert.True(Scheduler.NextClaim(large: false)!.OnlyWithUrl);
        Assert.Equal(QueueHealth.ApiKeyRejected, Scheduler.GetStatus().Health);
        foreach (var seconds in (int[])[10, 60, 900, 900])
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), Scheduler.UntilNextProbe());
            Time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.False(Scheduler.NextClaim(large: false)!.OnlyWithUrl);
            Fail(Job(), EventPicsError.ApiKeyRejected);
        }
    }

    [Fact]
    public void F028_An_unknown_event_opens_the_circuit_of_its_own_destination()
    {
        Fail(Job("gone"), EventPicsError.NotFound);

        Assert.Equal(["wedding gone"], Scheduler.NextClaim(large: false)!.BlockedDestinations);
        Assert.Equal(QueueHealth.EventUnavailable, Scheduler.GetStatus().Health);
        foreach (var seconds in (int[])[10, 60, 300, 600])
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), Scheduler.UntilNextProbe());
            Time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Empty(Scheduler.NextClaim(large: false)!.BlockedDestinations);
            Fail(Job("gone"), EventPicsError.NotFound);
        }
    }

    [Fact]
    public void F032_The_account_circuit_stays_open_for_the_retry_after_time()
    {
        Fail(Job(), EventPicsError.RateLimited, retryAfter: TimeSpan.FromSeconds(42));

        Assert.Equal(TimeSpan.FromSeconds(42), Scheduler.UntilNextProbe());
        Assert.Equal(QueueHealth.RateLimited, Scheduler.GetStatus().Health);
    }

    [Fact]
    public void F044_A_url_of_an_earlier_attempt_may_have_expired_and_opens_no_circuit()
    {
        for (var n = 0; n < 6; n++)
        {
            var decision =
                Scheduler.OnFailed(Scheduler.Acquire(Job(hasUrl: true)), Job(), Error(EventPicsError.UploadUrlExpired), isPut: true);
            Assert.Equal((FailureAction.NewUrl, TimeSpan.FromSeconds(1)), (decision.Action, decision.Delay));
        }

        Assert.Empty(Scheduler.NextClaim(large: false)!.BlockedDestinations);
    }
}
