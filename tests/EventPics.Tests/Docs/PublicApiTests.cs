namespace EventPics.Tests.Docs;

public sealed class PublicApiTests
{
    private static readonly string[] Frameworks = ["net10.0", "net8.0", "netstandard2.0"];

    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public Task The_public_API_is_as_approved(string framework) =>
        PublicApiSnapshot.AssertApprovedAsync(Assembly(framework), framework);

    [Fact]
    public void Every_framework_offers_the_same()
    {
        string[] apis = [.. Frameworks.Select(framework => PublicApiSnapshot.Generate(Assembly(framework)))];

        Assert.All(apis, api => Assert.Equal(apis[0], api));
    }

    private static string Assembly(string framework) => Path.Combine(AppContext.BaseDirectory, framework, "EventPics.dll");
}
