namespace EventPics.Queue.Tests.Scheduling;

/// <summary>Which photos are claimed, and how many at a time.</summary>
public sealed class ClaimTests : SendSchedulerTest
{
    [Fact]
    public void Two_photos_and_one_large_file_are_sent_concurrently()
    {
        Scheduler.Acquire(Job());
        Scheduler.Acquire(Job());

        Assert.Null(Scheduler.NextClaim(large: false));
        Assert.NotNull(Scheduler.NextClaim(large: true));
        Scheduler.Acquire(Job(large: true));
        Assert.Null(Scheduler.NextClaim(large: true));
    }

    [Fact]
    public void F088_Every_third_claim_takes_the_oldest_however_many_new_photos_arrive()
    {
        List<bool> oldest = [];
        for (var n = 0; n < 6; n++)
        {
            oldest.Add(Scheduler.NextClaim(large: false)!.Oldest);
            Succeed(Job());
        }

        Assert.Equal([false, false, true, false, false, true], oldest);
    }

    [Fact]
    public void Claims_of_large_files_are_counted_separately()
    {
        Succeed(Job(large: true));
        Succeed(Job(large: true));

        Assert.False(Scheduler.NextClaim(large: false)!.Oldest);
        Assert.True(Scheduler.NextClaim(large: true)!.Oldest);
    }

    [Fact]
    public void A_send_permit_is_released_only_once()
    {
        var permit = Scheduler.Acquire(Job());
        Scheduler.Acquire(Job());
        Scheduler.OnAbandoned(permit);
        Scheduler.OnAbandoned(permit);
        Scheduler.Acquire(Job());

        Assert.Null(Scheduler.NextClaim(large: false));
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
            Scheduler.UntilNextProbe();
            return GC.GetAllocatedBytesForCurrentThread() - allocated;
        }
    }

    [Fact]
    public void F014_A_failure_halves_concurrency()
    {
        Fail(Job(), EventPicsError.Stalled);
        Scheduler.Acquire(Job());

        Assert.Null(Scheduler.NextClaim(large: false));
    }
}
