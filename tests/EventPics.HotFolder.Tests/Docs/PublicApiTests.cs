namespace EventPics.HotFolder.Tests.Docs;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("net10.0")]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public Task The_public_API_is_as_approved(string framework) =>
        PublicApiSnapshot.AssertApprovedAsync(Path.Combine(AppContext.BaseDirectory, framework, "EventPics.HotFolder.dll"), framework);
}
