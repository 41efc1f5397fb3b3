namespace EventPics.Queue.Tests.Docs;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("net10.0", "EventPics.Queue.dll")]
    [InlineData("netstandard2.0", "netstandard2.0/EventPics.Queue.dll")]
    public Task The_public_API_is_as_approved(string framework, string assembly) =>
        PublicApiSnapshot.AssertApprovedAsync(Path.Combine(AppContext.BaseDirectory, assembly), framework);
}
