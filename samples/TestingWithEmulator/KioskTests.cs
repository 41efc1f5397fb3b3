using EventPics;
using EventPics.Emulator;
using EventPics.Queue;
using Xunit;

namespace TestingWithEmulator;

/// <summary>What a mock can't show: the photo is in the album once.</summary>
public sealed class KioskTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosk-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task After_a_lost_response_the_queue_does_not_duplicate_the_photo()
    {
        await using var emulator = await EventPicsEmulator.StartAsync();
        emulator.Faults.OnPut(Fault.LostResponse);
        using var client = CreateClient(emulator, emulator.ApiKey);
        await using var queue = await OpenQueueAsync(client);

        var text = await new Kiosk(client, queue).ShareAsync(CreatePhoto());
        await queue.WaitUntilIdleAsync();

        Assert.Equal("The photo will be in the album later.", text);
        Assert.Equal("booth.jpg", Assert.Single(emulator.Photos).FileName);
    }

    [Fact]
    public async Task With_a_rejected_key_the_photo_waits_in_the_queue()
    {
        await using var emulator = await EventPicsEmulator.StartAsync();
        using var client = CreateClient(emulator, "wrong-key-12345");
        await using var queue = await OpenQueueAsync(client);

        var text = await new Kiosk(client, queue).ShareAsync(CreatePhoto());

        Assert.Equal("The photo will be in the album later.", text);
        Assert.Equal("booth.jpg", Assert.Single((await queue.ListAsync()).Uploads).FileName);
    }

    [Fact]
    public async Task A_photo_that_is_too_large_is_not_queued()
    {
        await using var emulator = await EventPicsEmulator.StartAsync();
        emulator.Faults.OnPut(Fault.Status(413));
        using var client = CreateClient(emulator, emulator.ApiKey);
        await using var queue = await OpenQueueAsync(client);

        var error = await Assert.ThrowsAsync<EventPicsException>(() => new Kiosk(client, queue).ShareAsync(CreatePhoto()));

        Assert.Equal(EventPicsError.PayloadTooLarge, error.Error);
        Assert.Empty((await queue.ListAsync()).Uploads);
    }

    private static UploadRequest CreatePhoto() =>
        new("abcd1234", "booth.jpg", UploadContent.FromBytes(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9 }));

    private static EventPicsClient CreateClient(EventPicsEmulator emulator, string apiKey) =>
        new(new EventPicsClientOptions { ApiKey = apiKey, BaseAddress = emulator.BaseAddress, MaxRetries = 0 });

    private Task<UploadQueue> OpenQueueAsync(EventPicsClient client) =>
        UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = Path.Combine(_folder.FullName, "queue") });
}
