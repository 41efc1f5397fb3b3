using EventPics.Cli.Platform;


namespace EventPics.Cli.Tests.Platform;

public class ApiKeyTextTests
{
    [Theory]
    [InlineData("abc", "abc")]
    [InlineData(" abc\r\n", "abc")]
    [InlineData("\"abc\"", "abc")]
    [InlineData("'abc' ", "abc")]
    [InlineData("\u201eabc\u201c", "abc")]
    [InlineData("\u00ababc\u00bb", "abc")]
    [InlineData("`abc`", "abc")]
    [InlineData("\ufeffabc", "abc")]
    [InlineData("\ufeff\"\u200babc \"\n", "abc")]
    [InlineData("\"\"", null)]
    [InlineData(" \ufeff ", null)]
    [InlineData("", null)]
    [InlineData("a\"b", "a\"b")]
    [InlineData("\"abc", "\"abc")]
    public void Quotes_and_invisible_characters_around_a_key_are_removed(string text, string? key) =>
        Assert.Equal(key, ApiKeyText.Clean(text));
}
