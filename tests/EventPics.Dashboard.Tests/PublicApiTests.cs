namespace EventPics.Dashboard.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public Task The_public_API_is_as_approved() =>
        PublicApiSnapshot.AssertApprovedAsync(Path.Combine(AppContext.BaseDirectory, "net10.0", "EventPics.Dashboard.dll"), "net10.0");
}
