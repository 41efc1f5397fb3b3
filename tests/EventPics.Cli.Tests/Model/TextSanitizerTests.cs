using EventPics.Cli.Model;


namespace EventPics.Cli.Tests.Model;

public class TextSanitizerTests
{
    [Theory]
    [InlineData("Müller & Söhne 👩‍🎤.jpg", "Müller & Söhne 👩‍🎤.jpg")]
    [InlineData("a\u001b]0;title\u0007b", "a?]0;title?b")]
    [InlineData("a\r\nb\u0085c\u2028d", "a??b?c?d")]
    [InlineData("\u009b31m", "?31m")]
    [InlineData("gpj.\u202eexe", "gpj.?exe")]
    public void Control_and_bidi_characters_are_replaced(string text, string plain) => Assert.Equal(plain, text.Sanitize());
}
