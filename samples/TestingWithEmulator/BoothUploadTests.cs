using EventPics;
using EventPics.Emulator;
using Xunit;

namespace TestingWithEmulator;

/// <summary>How a booth program tests its uploads: a fresh emulator for every test, and a fault where it matters.</summary>
public class BoothUploadTests
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9];

    #region emulator
    [Fact]
    public async Task A_lost_response_does_not_duplicate_the_photo()
    {
        await using var emulator = await EventPicsEmulator.StartAsync();
        emulator.Faults.OnPut(Fault.LostResponse);
        using var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = emulator.ApiKey, BaseAddress = emulator.BaseAddress });

        var result = await client.UploadAsync(new UploadRequest("abcd1234", "booth.jpg", UploadContent.FromBytes(Photo)));

        Assert.Equal(2, result.Attempts);
        Assert.Equal("booth.jpg", Assert.Single(emulator.Photos).FileName);
    }
    #endregion

    [Fact]
    public async Task An_unknown_event_is_reported()
    {
        await using var emulator = await EventPicsEmulator.StartAsync();
        using var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = emulator.ApiKey, BaseAddress = emulator.BaseAddress });

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.UploadAsync(new UploadRequest("nowhere", "booth.jpg", UploadContent.FromBytes(Photo))));

        Assert.Equal(EventPicsError.NotFound, error.Error);
        Assert.Empty(emulator.Photos);
    }
}
