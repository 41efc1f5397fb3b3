using EventPics.Cli.Internal;

namespace EventPics.Cli.Tests;

public class PlainTextTests
{
    [Theory]
    [InlineData("Müller & Söhne 👩‍🎤.jpg", "Müller & Söhne 👩‍🎤.jpg")]
    [InlineData("a\u001b]0;title\u0007b", "a?]0;title?b")]
    [InlineData("a\r\nb\u0085c\u2028d", "a??b?c?d")]
    [InlineData("\u009b31m", "?31m")]
    [InlineData("gpj.\u202eexe", "gpj.?exe")]
    public void Nothing_that_is_not_seen_gets_through(string text, string plain) => Assert.Equal(plain, text.Plain());
}
