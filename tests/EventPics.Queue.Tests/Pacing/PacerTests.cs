using EventPics.Queue.Internal;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Pacing;

public sealed class PacerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Pacer _pacer;
    private int _ids;

    public PacerTests() => _pacer = new Pacer(_time, 4, () => 0);

    private static EventPicsException Error(EventPicsError error, TimeSpan? retryAfter = null, EventPicsErrorScope? scope = null, bool objectExists = false) =>
        new(error, error.ToString(), isTransient: true, retryAfter: retryAfter, scope: scope, objectExists: objectExists);

    private UploadJob Job(string album = "main", bool hasLink = false, bool large = false) => new()
    {
        Id = $"id{++_ids}",
        LinkId = "wedding",
        AlbumId = album,
        IsLarge = large,
        Link = hasLink ? new UploadUrl(new Uri("https://storage.test/a"), default) : null,
    };

    private FailureDecision Fail(UploadJob job, EventPicsError error, AttemptTicket? ticket = null, TimeSpan? retryAfter = null, EventPicsErrorScope? scope = null) =>
        _pacer.Failed(ticket ?? _pacer.Start(job), job, Error(error, retryAfter, scope), isPut: false);

    private FailureDecision Refuse(UploadJob job) =>
        _pacer.Failed(_pacer.Start(job), job, Error(EventPicsError.UploadRejected), isPut: true, isUrlOfThisAttempt: true);

    private void Succeed(UploadJob job)
    {
        var ticket = _pacer.Start(job);
        _pacer.LinkIssued(ticket);
        _pacer.Succeeded(ticket, job.Id, backlog: false, 0);
    }

    private void GoOffline()
    {
        for (var n = 0; n < 3; n++)
        {
            Fail(Job(), EventPicsError.Network);
        }
    }

    [Fact]
    public void Two_pictures_go_at_once_and_a_large_file_beside_them()
    {
        _pacer.Start(Job());
        _pacer.Start(Job());

        Assert.Null(_pacer.Next(large: false));
        Assert.NotNull(_pacer.Next(large: true));
        _pacer.Start(Job(large: true));
        Assert.Null(_pacer.Next(large: true));
    }

    [Fact]
    public void F088_Every_third_slot_goes_to_the_oldest_however_many_new_ones_keep_coming()
    {
        List<bool> oldest = [];
        for (var n = 0; n < 6; n++)
        {
            oldest.Add(_pacer.Next(large: false)!.Oldest);
            Succeed(Job());
        }

        Assert.Equal([false, false, true, false, false, true], oldest);
    }

    [Fact]
    public void Large_files_count_turns_of_their_own()
    {
        Succeed(Job(large: true));
        Succeed(Job(large: true));

        Assert.False(_pacer.Next(large: false)!.Oldest);
        Assert.True(_pacer.Next(large: true)!.Oldest);
    }

    [Fact]
    public void F001_The_third_network_failure_in_a_row_pauses_everything_but_one_probe()
    {
        GoOffline();

        Assert.Null(_pacer.Next(large: false));
        Assert.Equal(QueueConnection.Offline, _pacer.Report().Connection);
        Assert.Equal(TimeSpan.FromSeconds(5), _pacer.UntilNextProbe());
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.NotNull(_pacer.Next(large: false));
        var probe = _pacer.Start(Job());
        Assert.Null(_pacer.Next(large: false));
        Assert.Null(_pacer.Next(large: true));
        _pacer.LinkIssued(probe);
        _pacer.Succeeded(probe, "id", backlog: false, 0);
        Assert.Equal(QueueConnection.Online, _pacer.Report().Connection);
        Assert.NotNull(_pacer.Next(large: false));
    }

    [Fact]
    public void A_picture_pays_nothing_for_an_outage()
    {
        GoOffline();
        _time.Advance(TimeSpan.FromSeconds(5));

        var decision = Fail(Job(), EventPicsError.Network);
        Assert.Equal((FailureAction.Retry, null), (decision.Action, decision.Delay));
    }

    [Fact]
    public void The_next_probe_is_another_picture_until_one_gets_through()
    {
        for (var n = 1; n <= 20; n++)
        {
            Fail(Job() with { Sequence = n }, EventPicsError.CaptivePortal);
            Fail(Job() with { Sequence = n }, EventPicsError.CaptivePortal);
        }

        _pacer.Hurry(networkOnly: true);
        Assert.Equal(Enumerable.Range(5, 16).Select(n => (long)n), _pacer.Next(large: false)!.Avoid);
        Succeed(Job());
        Assert.Empty(_pacer.Next(large: false)!.Avoid);
    }

    [Fact]
    public void F016_A_success_in_between_starts_the_count_anew()
    {
        Fail(Job(), EventPicsError.Network);
        Fail(Job(), EventPicsError.Network);
        Succeed(Job());
        Fail(Job(), EventPicsError.Network);

        Assert.Equal(QueueConnection.Online, _pacer.Report().Connection);
    }

    [Fact]
    public void Offline_there_is_one_probe_in_five_seconds()
    {
        GoOffline();
        var probes = 0;
        for (var second = 0; second < 600; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            if (_pacer.Next(large: false) is not null)
            {
                probes++;
                Fail(Job(), EventPicsError.Network);
            }
        }

        Assert.InRange(probes, 110, 120);
    }

    [Fact]
    public void F017_A_captive_portal_pauses_at_once_and_gets_sixty_probes_in_ten_minutes()
    {
        Fail(Job(), EventPicsError.CaptivePortal);
        Assert.Equal(QueueConnection.CaptivePortal, _pacer.Report().Connection);
        var probes = 0;
        for (var second = 0; second < 600; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            if (_pacer.Next(large: false) is not null)
            {
                probes++;
                Fail(Job(), EventPicsError.CaptivePortal);
            }
        }

        Assert.InRange(probes, 55, 60);
    }

    [Fact]
    public void A_probe_that_moves_many_bytes_opens_the_line_before_it_ends()
    {
        GoOffline();
        _time.Advance(TimeSpan.FromSeconds(5));
        var probe = _pacer.Start(Job());

        Assert.False(_pacer.Moved(probe, 500_000));
        Assert.True(_pacer.Moved(probe, 500_000));
        Assert.NotNull(_pacer.Next(large: true));
    }

    [Fact]
    public void A_changed_network_is_probed_at_once()
    {
        GoOffline();

        _pacer.Hurry(networkOnly: true);

        Assert.NotNull(_pacer.Next(large: false));
    }

    [Fact]
    public void F027_A_refused_key_leaves_only_pictures_with_a_link()
    {
        Fail(Job(), EventPicsError.ApiKeyRejected);

        Assert.True(_pacer.Next(large: false)!.OnlyWithLink);
        Assert.Equal(QueueConnection.ApiKeyRejected, _pacer.Report().Connection);
        foreach (var seconds in (int[])[10, 60, 900, 900])
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), _pacer.UntilNextProbe());
            _time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.False(_pacer.Next(large: false)!.OnlyWithLink);
            Fail(Job(), EventPicsError.ApiKeyRejected);
        }
    }

    [Fact]
    public void F028_An_unknown_event_pauses_its_own_lane()
    {
        Fail(Job("gone"), EventPicsError.NotFound);

        Assert.Equal(["wedding gone"], _pacer.Next(large: false)!.ClosedLanes);
        Assert.Equal(QueueConnection.EventUnavailable, _pacer.Report().Connection);
        foreach (var seconds in (int[])[10, 60, 300, 600])
        {
            Assert.Equal(TimeSpan.FromSeconds(seconds), _pacer.UntilNextProbe());
            _time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Empty(_pacer.Next(large: false)!.ClosedLanes);
            Fail(Job("gone"), EventPicsError.NotFound);
        }
    }

    [Fact]
    public void F032_The_account_waits_as_long_as_the_server_asks()
    {
        Fail(Job(), EventPicsError.RateLimited, retryAfter: TimeSpan.FromSeconds(42));

        Assert.Equal(TimeSpan.FromSeconds(42), _pacer.UntilNextProbe());
        Assert.Equal(QueueConnection.RateLimited, _pacer.Report().Connection);
    }

    [Fact]
    public void F045_A_photo_refused_on_three_new_urls_while_others_get_through_waits_alone_from_a_minute_to_an_hour()
    {
        var bad = Job();
        List<TimeSpan?> delays = [];
        for (var n = 0; n < 10; n++)
        {
            var decision = Refuse(bad with { FreshRejects = n });
            Assert.Equal(FailureAction.NewUrl, decision.Action);
            Assert.Empty(_pacer.Next(large: false)!.ClosedLanes);
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
    public void A_photo_refused_three_times_while_others_pass_pauses_nobody_else_any_more(EventPicsError error, EventPicsErrorScope scope)
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
        Assert.Equal(QueueConnection.Online, _pacer.Report().Connection);
        Assert.False(_pacer.Next(large: false)!.OnlyWithLink);
    }

    [Fact]
    public void A_refusal_that_meets_all_pauses_although_one_photo_was_refused_alone_before()
    {
        var bad = Job();
        for (var n = 0; n < 4; n++)
        {
            Fail(bad, EventPicsError.CaptivePortal);
            _time.Advance(TimeSpan.FromMinutes(20));
            Succeed(Job());
        }

        Fail(Job(), EventPicsError.CaptivePortal);

        Assert.Equal(QueueConnection.CaptivePortal, _pacer.Report().Connection);
    }

    [Fact]
    public void Only_others_of_its_own_event_show_that_an_unknown_event_is_one_photo_s_fault()
    {
        for (var n = 0; n < 5; n++)
        {
            Fail(Job("gone") with { Id = "bad" }, EventPicsError.NotFound);
            Succeed(Job("other"));
        }

        Assert.Equal(["wedding gone"], _pacer.Next(large: false)!.ClosedLanes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void F038_The_same_refusal_of_three_photos_in_a_row_pauses_the_destination_and_none_fails(bool isPut)
    {
        var photos = Enumerable.Range(0, 3).Select(_ => Job()).ToList();
        FailureDecision last = default;
        foreach (var photo in photos)
        {
            last = _pacer.Failed(_pacer.Start(photo), photo, Error(EventPicsError.InvalidRequest), isPut, isUrlOfThisAttempt: true);
            Assert.Equal(FailureAction.NewUrl, last.Action);
        }

        Assert.Equal(["wedding main"], _pacer.Next(large: false)!.ClosedLanes);
        Assert.Equal(photos.Select(photo => photo.Id), last.Revived);
        Assert.Equal(TimeSpan.FromSeconds(10), _pacer.UntilNextProbe());
    }

    [Fact]
    public void Different_refusals_of_three_photos_are_their_own()
    {
        foreach (var error in (EventPicsError[])[EventPicsError.InvalidRequest, EventPicsError.PayloadTooLarge, EventPicsError.InvalidRequest])
        {
            Fail(Job(), error);
        }

        Assert.Empty(_pacer.Next(large: false)!.ClosedLanes);
    }

    [Fact]
    public void F026_A_photo_refused_again_after_others_passed_fails()
    {
        var bad = Job();
        Assert.Equal(FailureAction.NewUrl, Fail(bad, EventPicsError.InvalidRequest).Action);
        Succeed(Job());

        Assert.Equal(FailureAction.Fail, Fail(bad with { FreshRejects = 1 }, EventPicsError.InvalidRequest).Action);
    }

    [Fact]
    public void F031_The_only_photo_fails_at_its_third_refusal()
    {
        var bad = Job();

        Assert.Equal(
            [FailureAction.NewUrl, FailureAction.NewUrl, FailureAction.Fail],
            Enumerable.Range(0, 3).Select(n => Fail(bad with { FreshRejects = n }, EventPicsError.InvalidRequest).Action));
    }

    [Fact]
    public void F031_A_photo_that_is_too_large_fails_at_once_and_waits_again_when_all_are_refused()
    {
        var photos = Enumerable.Range(0, 3).Select(_ => Job()).ToList();

        var decisions = photos.Select(photo => Fail(photo, EventPicsError.PayloadTooLarge)).ToList();

        Assert.Equal([FailureAction.Fail, FailureAction.Fail, FailureAction.NewUrl], decisions.Select(decision => decision.Action));
        Assert.Equal(photos.Select(photo => photo.Id), decisions[2].Revived);
    }

    [Fact]
    public void Every_refusal_waits_however_old_its_url_is() => Assert.All(
        Enumerable.Range(0, 6), n => Assert.True(Refuse(Job() with { FreshRejects = n }).Delay >= TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData(true, true, "AlreadyThere")]
    [InlineData(true, false, "NewUrl")]
    [InlineData(false, true, "NewUrl")]
    public void F050_An_object_that_exists_is_this_photo_only_when_all_of_it_was_sent_there_before(bool exists, bool sentBefore, string action)
    {
        var job = Job(hasLink: true);

        var decision = _pacer.Failed(_pacer.Start(job), job, Error(EventPicsError.UploadRejected, objectExists: exists), isPut: true, sentBefore);

        Assert.Equal(action, decision.Action.ToString());
    }

    [Fact]
    public void No_scope_but_the_photo_s_own_ever_fails_a_photo()
    {
        foreach (var scope in Enum.GetValues<EventPicsErrorScope>().Where(scope => scope != EventPicsErrorScope.Upload))
        {
            foreach (var error in Enum.GetValues<EventPicsError>())
            {
                var bad = Job();
                for (var n = 0; n < 6; n++)
                {
                    Assert.NotEqual(FailureAction.Fail, Fail(bad with { FreshRejects = n }, error, scope: scope).Action);
                    _time.Advance(TimeSpan.FromHours(2));
                    Succeed(Job());
                }
            }
        }
    }

    [Fact]
    public void The_place_of_an_attempt_is_given_up_once()
    {
        var ticket = _pacer.Start(Job());
        _pacer.Start(Job());
        _pacer.Abandoned(ticket);
        _pacer.Abandoned(ticket);
        _pacer.Start(Job());

        Assert.Null(_pacer.Next(large: false));
    }

    [Fact]
    public void A_question_costs_the_same_however_many_albums_were_sent_to()
    {
        Succeed(Job());
        CostOfAQuestion();
        var before = CostOfAQuestion();
        for (var n = 0; n < 1000; n++)
        {
            Succeed(Job(album: $"album{n}"));
        }

        Assert.Equal(before, CostOfAQuestion());

        long CostOfAQuestion()
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            _pacer.UntilNextProbe();
            return GC.GetAllocatedBytesForCurrentThread() - allocated;
        }
    }

    [Fact]
    public void F044_A_url_of_an_earlier_attempt_may_have_expired_and_tells_nothing_of_its_destination()
    {
        for (var n = 0; n < 6; n++)
        {
            var decision = _pacer.Failed(_pacer.Start(Job(hasLink: true)), Job(), Error(EventPicsError.UploadUrlExpired), isPut: true);
            Assert.Equal((FailureAction.NewUrl, TimeSpan.FromSeconds(1)), (decision.Action, decision.Delay));
        }

        Assert.Empty(_pacer.Next(large: false)!.ClosedLanes);
    }

    [Fact]
    public void F014_Trouble_halves_what_goes_at_once()
    {
        Fail(Job(), EventPicsError.Stalled);
        _pacer.Start(Job());

        Assert.Null(_pacer.Next(large: false));
    }
}
