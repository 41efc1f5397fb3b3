using EventPics.HotFolder.Internal.Watching;

namespace EventPics.HotFolder.Tests.Watching;

public class PathTemplateTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "prints"));

    [Theory]
    [InlineData("{date}", "2026-11-22", "2026-11-21")]
    [InlineData("{DATE}", "2026-11-22", "2026-11-21")]
    [InlineData("{date-8h}", "2026-11-21", "2026-11-20")]
    [InlineData("{date:yyyyMMdd}", "20261122", "20261121")]
    [InlineData("{date-8h:dd.MM.yyyy}", "21.11.2026", "20.11.2026")]
    [InlineData("{date:d}", "22", "21")]
    [InlineData("party {date} {date:yyyy}", "party 2026-11-22 2026", "party 2026-11-21 2026")]
    public void A_date_stands_for_today_and_yesterday(string template, string today, string yesterday)
    {
        var now = new DateTimeOffset(2026, 11, 22, 1, 30, 0, TimeSpan.FromHours(1));
        Assert.Equal([Path.Combine(Root, today), Path.Combine(Root, yesterday)], new PathTemplate(Path.Combine(Root, template)).At(now));
    }

    [Fact]
    public void A_path_without_a_date_stands_for_itself()
    {
        Assert.Equal([Path.Combine(Root, "{0FF1CE}")], new PathTemplate(Path.Combine(Root, "{0FF1CE}")).At(DateTimeOffset.UnixEpoch));
    }

    [Theory]
    [InlineData("{date-8}")]
    [InlineData("{date+8h}")]
    [InlineData("{date:HHmm}")]
    [InlineData("{date")]
    [InlineData("{dateLess8h}")]
    public void A_mistyped_date_is_rejected(string template)
    {
        Assert.Contains(template, Assert.Throws<FormatException>(() => new PathTemplate(template)).Message, StringComparison.Ordinal);
    }
}
