namespace EventPics.Tests.Docs;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("net10.0", "EventPics.dll")]
    [InlineData("netstandard2.0", "netstandard2.0/EventPics.dll")]
    public Task The_public_API_is_as_approved(string framework, string assembly) =>
        PublicApiSnapshot.AssertApprovedAsync(Path.Combine(AppContext.BaseDirectory, assembly), framework);

    [Fact]
    public void Both_frameworks_offer_the_same()
    {
        var modern = PublicApiSnapshot.Generate(Path.Combine(AppContext.BaseDirectory, "EventPics.dll"));
        var old = PublicApiSnapshot.Generate(Path.Combine(AppContext.BaseDirectory, "netstandard2.0", "EventPics.dll"));

        Assert.Equal(modern, old);
    }
}
