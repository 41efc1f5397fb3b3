using EventPics.Cli.Parsing;


namespace EventPics.Cli.Tests.Parsing;

public class DurationParserTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("1h", 3600)]
    [InlineData("1H", 3600)]
    [InlineData("1.5h", 5400)]
    [InlineData("90", 90)]
    [InlineData("0", 0)]
    [InlineData("0.5", 0.5)]
    [InlineData("00:00:30", 30)]
    [InlineData("01:02:03", 3723)]
    [InlineData("48:00:00", 172800)]
    [InlineData("720h", 2592000)]
    public void A_duration_is_read(string text, double seconds)
    {
        Assert.True(DurationParser.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("5 s")]
    [InlineData("5x")]
    [InlineData("5ms")]
    [InlineData("1d")]
    [InlineData("1,5h")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("5:00")]
    [InlineData("00:60:00")]
    [InlineData("00:00:60")]
    [InlineData("1:2:3:4")]
    [InlineData("00:00:-1")]
    [InlineData("721h")]
    [InlineData("9999999999")]
    public void Anything_else_is_rejected(string text) => Assert.False(DurationParser.TryParse(text, out _));
}
