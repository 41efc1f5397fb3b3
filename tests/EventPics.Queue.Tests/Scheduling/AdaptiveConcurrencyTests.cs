using EventPics.Queue.Internal.Scheduling;

namespace EventPics.Queue.Tests.Scheduling;

public sealed class AdaptiveConcurrencyTests
{
    /// <summary>Uploads photos from a backlog over a connection whose speed depends on the concurrency.</summary>
    private static AdaptiveConcurrency Send(int photos, Func<int, double> speed, int max = 4)
    {
        var limit = new AdaptiveConcurrency(max);
        for (var n = 0; n < photos; n++)
        {
            limit.Succeeded(backlog: true, speed(limit.Current));
        }

        return limit;
    }

    [Fact]
    public void Three_concurrent_uploads_fill_a_clean_connection() => Assert.Equal(3, Send(200, _ => 2_500_000).Current);

    [Fact]
    public void F014_A_lossy_connection_gets_more_concurrency_as_long_as_throughput_grows() =>
        Assert.Equal(4, Send(200, concurrency => concurrency * 250_000).Current);

    [Fact]
    public void The_maximum_concurrency_is_never_exceeded()
    {
        Assert.Equal(1, Send(200, concurrency => concurrency, max: 1).Current);
        Assert.Equal(8, Send(500, concurrency => concurrency * concurrency * 1000, max: 8).Current);
    }

    [Fact]
    public void Without_a_backlog_concurrency_is_two()
    {
        var limit = Send(200, concurrency => concurrency * 1000);
        limit.Succeeded(backlog: false, 1000);

        Assert.Equal(2, limit.Current);
    }

    [Fact]
    public void Failures_halve_concurrency_down_to_one()
    {
        var limit = Send(200, concurrency => concurrency * 1000);

        limit.Failed();
        Assert.Equal(2, limit.Current);
        limit.Failed();
        limit.Failed();
        Assert.Equal(1, limit.Current);
    }
}
