using EventPics.Cli.Parsing;


namespace EventPics.Cli.Tests.Parsing;

public class SpellingSuggestionTests
{
    private static readonly string[] Words = ["upload", "watch", "queue", "events", "--event", "--album", "--timeout"];

    [Theory]
    [InlineData("uplaod", "upload")]
    [InlineData("uploads", "upload")]
    [InlineData("wacth", "watch")]
    [InlineData("--evnet", "--event")]
    [InlineData("--Album", "--album")]
    [InlineData("--time-out", "--timeout")]
    public void A_typo_gets_a_suggestion(string word, string meant) => Assert.Equal(meant, SpellingSuggestion.Find(word, Words));

    [Theory]
    [InlineData("banana")]
    [InlineData("--verbose")]
    [InlineData("")]
    public void A_word_too_different_gets_no_suggestion(string word) => Assert.Null(SpellingSuggestion.Find(word, Words));
}
