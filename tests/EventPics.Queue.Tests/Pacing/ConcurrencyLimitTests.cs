using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests.Pacing;

public sealed class ConcurrencyLimitTests
{
    /// <summary>Sends with a backlog over a line; the speed depends on how many go at once.</summary>
    private static ConcurrencyLimit Send(int pictures, Func<int, double> speed, int most = 4)
    {
        ConcurrencyLimit limit = new(most);
        for (var n = 0; n < pictures; n++)
        {
            limit.Succeeded(backlog: true, speed(limit.Current));
        }

        return limit;
    }

    [Fact]
    public void A_clean_line_is_filled_by_three() => Assert.Equal(3, Send(200, _ => 2_500_000).Current);

    [Fact]
    public void F014_A_lossy_line_gets_as_many_as_bring_more() => Assert.Equal(4, Send(200, atOnce => atOnce * 250_000).Current);

    [Fact]
    public void The_most_is_never_passed()
    {
        Assert.Equal(1, Send(200, atOnce => atOnce, most: 1).Current);
        Assert.Equal(8, Send(500, atOnce => atOnce * atOnce * 1000, most: 8).Current);
    }

    [Fact]
    public void Without_a_backlog_two_do()
    {
        var limit = Send(200, atOnce => atOnce * 1000);
        limit.Succeeded(backlog: false, 1000);

        Assert.Equal(2, limit.Current);
    }

    [Fact]
    public void Trouble_halves_down_to_one()
    {
        var limit = Send(200, atOnce => atOnce * 1000);

        limit.Failed();
        Assert.Equal(2, limit.Current);
        limit.Failed();
        limit.Failed();
        Assert.Equal(1, limit.Current);
    }
}
