using EventPics.Cli.Internal;

namespace EventPics.Cli.Tests;

public class NearestWordTests
{
    private static readonly string[] Words = ["upload", "watch", "queue", "events", "--event", "--album", "--timeout"];

    [Theory]
    [InlineData("uplaod", "upload")]
    [InlineData("uploads", "upload")]
    [InlineData("wacth", "watch")]
    [InlineData("--evnet", "--event")]
    [InlineData("--Album", "--album")]
    [InlineData("--time-out", "--timeout")]
    public void A_slip_is_understood(string word, string meant) => Assert.Equal(meant, NearestWord.Find(word, Words));

    [Theory]
    [InlineData("banana")]
    [InlineData("--verbose")]
    [InlineData("")]
    public void Something_else_is_not_guessed(string word) => Assert.Null(NearestWord.Find(word, Words));
}
