namespace EventPics.Queue.Tests.Crash;

/// <summary>A power cut, simulated by copying the image of a mounted disk, loses everything that was not flushed.</summary>
[Collection(nameof(CrashTests))]
public sealed class PowerCutCrashTests : IDisposable
{
    private const int Size = 60_000;

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F075_F083_A_power_cut_loses_no_acknowledged_photo()
    {
        LoopDisk.Require();
        var cuts = CrashTests.IsFull ? 100 : 4;
        var (acknowledged, lost) = (0, 0);
        using var disk = LoopDisk.Create(_folder.Path, 256);
        var queueFolder = Path.Combine(disk.MountPoint, "queue");
        for (var cut = 0; cut < cuts; cut++)
        {
            using var host = CrashHost.Start(queueFolder, new Uri("http://127.0.0.1:9"), "key", cut * 1000, 1000, Size, send: false);
            await host.Open.WaitAsync(TestTimeout.Long, Token);
            await WaitForAcksAsync(host, 3 + (cut % 20));
            host.Signal("STOP");
            var acked = host.Acked.ToList();
            using (var after = disk.Cut(_folder.Path, cut))
            {
                lost += await CountLostAsync(Path.Combine(after.MountPoint, "queue"), acked, loseDatabase: cut % 4 == 3);
            }

            acknowledged += acked.Count;
            await host.KillAsync(Token);
            Directory.Delete(queueFolder, recursive: true);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{cuts} power cuts, {acknowledged} acknowledged, {lost} lost");
        Assert.Equal(0, lost);
    }

    private static async Task WaitForAcksAsync(CrashHost host, int count)
    {
        for (var n = 0; host.Acked.Count < count; n++)
        {
            Assert.True(n < 60_000, "The crash host acknowledges no photos.");
            await Task.Delay(1, Token);
        }
    }

    /// <summary>Counts the acknowledged photos that the queue no longer sends, by the hashes of the sent bytes.</summary>
    private static async Task<int> CountLostAsync(string folder, List<int> acked, bool loseDatabase)
    {
        if (loseDatabase)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "queue.db*"))
            {
                File.Delete(file);
            }
        }

        using var service = new FakeUploadService();
        await using var queue = await UploadQueue.OpenAsync(service, new UploadQueueOptions { Folder = folder }, cancellationToken: Token);
        Assert.Empty(Directory.EnumerateFiles(folder, "*.damaged*"));
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Long, Token);
        var arrived = service.Hashes.ToHashSet();
        return acked.Count(number => !arrived.Contains(CrashTests.HashOf(number, Size)));
    }
}
