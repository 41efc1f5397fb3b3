using EventPics.Emulator;

namespace EventPics.NetFramework.Tests;

public sealed class NetFrameworkProgramTests : IDisposable
{
    private readonly DirectoryInfo _pictures = Directory.CreateTempSubdirectory("eventpics-netframework-");

    public void Dispose() => _pictures.Delete(recursive: true);

    [Fact]
    public async Task It_uploads_and_survives_a_dropped_connection_and_an_expired_link_in_flat_memory()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { DataDirectory = _pictures.FullName }, TestContext.Current.CancellationToken);
        emulator.Faults.OnPut(Fault.None).OnPut(Fault.DropAfter(1_000_000)).OnPut(Fault.None).OnPut(Fault.Expired);

        var run = await NetFrameworkProgram.RunAsync(emulator, TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Equal(["plain.jpg", "dropped.jpg", "expired.jpg", "video.mp4"], emulator.Photos.Select(photo => photo.FileName));
        Assert.All(emulator.Photos, photo => Assert.Equal("a1", photo.AlbumId));
        Assert.Equal(200 * 1024 * 1024, emulator.Photos[3].Length);
        Assert.Single(emulator.Photos.Take(3).Select(photo => photo.Sha256).Distinct());
        Assert.Equal(5, emulator.Requests.Count(request => request.Operation == EmulatorOperation.Link));
        Assert.All(emulator.Requests, request => Assert.Null(request.Violation));
    }
}
