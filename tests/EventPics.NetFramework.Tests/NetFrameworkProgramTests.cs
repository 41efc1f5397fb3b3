using EventPics.Emulator;

namespace EventPics.NetFramework.Tests;

public sealed class NetFrameworkProgramTests : IDisposable
{
    private readonly TempFolder _photos = new();

    public void Dispose() => _photos.Dispose();

    [Fact]
    public async Task It_uploads_in_constant_memory_survives_dropped_expired_and_stalled_uploads_and_stores_and_forwards()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { DataDirectory = _photos.Path, TimeProvider = new StoppedTime() },
            TestContext.Current.CancellationToken);
        emulator.Faults.OnPut(Fault.None).OnPut(Fault.DropAfter(1_000_000)).OnPut(Fault.None).OnPut(Fault.Expired)
            .OnPut(Fault.None.Times(2)).OnPut(Fault.Stall(100_000)).OnPut(Fault.DropAfter(1_000_000));
        emulator.Faults.OnEvents(Fault.None).OnEvents(Fault.SlowResponse(1).Times(2));

        var run = await NetFrameworkProgram.RunAsync(emulator, TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(
            [
                "plain.jpg", "dropped.jpg", "expired.jpg", "video.mp4", "retried.jpg", "queued.jpg", "printed.jpg", "booth.jpg", "many.jpg",
            ],
            emulator.Photos.Select(photo => photo.FileName));
        Assert.All(emulator.Photos.Take(4), photo => Assert.Equal("a1", photo.AlbumId));
        Assert.Equal(200 * 1024 * 1024, emulator.Photos[3].Length);
        Assert.Single(
            emulator.Photos.Where(photo => photo.FileName is not ("video.mp4" or "printed.jpg")).Select(photo => photo.Sha256).Distinct());
        Assert.Equal(12, emulator.Requests.Count(request => request.Operation == EmulatorOperation.UploadUrl));
        Assert.All(emulator.Requests, request => Assert.Null(request.Violation));
    }
}
