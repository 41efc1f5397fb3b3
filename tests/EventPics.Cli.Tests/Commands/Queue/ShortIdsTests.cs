using EventPics.Cli.Commands.Queue;


namespace EventPics.Cli.Tests.Commands.Queue;

public class ShortIdsTests
{
    [Fact]
    public void An_ID_is_shortened_to_a_unique_prefix()
    {
        var ids = new ShortIds(["abcdef0123", "abcdef0199", "abcdef0199", "b000000000", "c"]);

        Assert.Equal("abcdef012", ids.Of("abcdef0123"));
        Assert.Equal("abcdef019", ids.Of("abcdef0199"));
        Assert.Equal("b000000", ids.Of("b000000000"));
        Assert.Equal("c", ids.Of("c"));
        Assert.Equal("abcdef011", ids.Of("abcdef0111"));
    }
}
