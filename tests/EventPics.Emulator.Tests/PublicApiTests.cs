namespace EventPics.Emulator.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public Task The_public_API_is_as_approved() => PublicApiSnapshot.AssertApprovedAsync(typeof(EventPicsEmulator).Assembly.Location, "net10.0");
}
