using EventPics.Queue.Internal;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Pacing;

public sealed class PacerTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Pacer _pacer;
    private int _ids;

    public PacerTests() => _pacer = new Pacer(_time, 4, () => 0);

    private static EventPicsException Error(EventPicsError error, TimeSpan? retryAfter = null) => new(error, error.ToString(), isTransient: true, retryAfter: retryAfter);

    private UploadJob Job(string album = "main", bool hasLink = false, bool large = false) => new()
    {
        Id = $"id{++_ids}",
        LinkId = "wedding",
        AlbumId = album,
        IsLarge = large,
        Link = hasLink ? new UploadUrl(new Uri("https://storage.test/a"), default) : null,
    };

    private (FailureAction Action, TimeSpan? Delay) Fail(UploadJob job, EventPicsError error, AttemptTicket? ticket = null, TimeSpan? retryAfter = null) =>
        _pacer.Failed(ticket ?? _pacer.Start(job), job, FailureRules.ForLink(error, null), Error(error, retryAfter), isFreshLink: false, isPut: false);

    private (FailureAction Action, TimeSpan? Delay) Refuse(UploadJob job) =>
        _pacer.Failed(_pacer.Start(job), job, FailureRules.ForPut(EventPicsError.UploadRejected, System.Net.HttpStatusCode.Forbidden, false), Error(EventPicsError.UploadRejected), isFreshLink: true, isPut: true);

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

        Assert.Equal((FailureAction.Retry, null), Fail(Job(), EventPicsError.Network));
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
        Assert.Equal(TimeSpan.FromMinutes(15), _pacer.UntilNextProbe());
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.False(_pacer.Next(large: false)!.OnlyWithLink);
    }

    [Fact]
    public void F028_An_unknown_event_pauses_its_own_lane()
    {
        Fail(Job("gone"), EventPicsError.NotFound);

        Assert.Equal(["wedding gone"], _pacer.Next(large: false)!.ClosedLanes);
        Assert.Equal(QueueConnection.EventUnavailable, _pacer.Report().Connection);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(_pacer.Next(large: false)!.ClosedLanes);
        Fail(Job("gone"), EventPicsError.NotFound);
        Assert.Equal(TimeSpan.FromMinutes(10), _pacer.UntilNextProbe());
    }

    [Fact]
    public void F032_The_account_waits_as_long_as_the_server_asks()
    {
        Fail(Job(), EventPicsError.RateLimited, retryAfter: TimeSpan.FromSeconds(42));

        Assert.Equal(TimeSpan.FromSeconds(42), _pacer.UntilNextProbe());
        Assert.Equal(QueueConnection.RateLimited, _pacer.Report().Connection);
    }

    [Fact]
    public void F045_A_picture_refused_on_three_fresh_links_while_others_get_through_is_set_aside()
    {
        var bad = Job();
        for (var n = 0; n < 2; n++)
        {
            Assert.Equal(FailureAction.FreshLink, Refuse(bad with { FreshRejects = n }).Action);
            Succeed(Job());
        }

        Assert.Equal((FailureAction.SetAside, null), Refuse(bad with { FreshRejects = 2 }));
    }

    [Fact]
    public void F038_When_all_are_refused_the_storage_is_at_fault_and_nobody_is_set_aside()
    {
        for (var n = 0; n < 20; n++)
        {
            Assert.Equal(FailureAction.FreshLink, Refuse(Job() with { FreshRejects = n }).Action);
        }

        Assert.Equal(["wedding main"], _pacer.Next(large: false)!.ClosedLanes);
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
    public void F044_An_old_link_may_be_dead_without_delay() => Assert.Equal(
        (FailureAction.FreshLink, null),
        _pacer.Failed(_pacer.Start(Job(hasLink: true)), Job(), FailureRules.ForPut(EventPicsError.UploadUrlExpired, null, false), Error(EventPicsError.UploadUrlExpired), isFreshLink: false, isPut: true));

    [Fact]
    public void F014_Trouble_halves_what_goes_at_once()
    {
        Fail(Job(), EventPicsError.Stalled);
        _pacer.Start(Job());

        Assert.Null(_pacer.Next(large: false));
    }
}
