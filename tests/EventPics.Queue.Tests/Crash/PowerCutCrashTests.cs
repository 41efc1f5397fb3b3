namespace EventPics.Queue.Tests.Crash;

/// <summary>A power cut shows what was never brought to the disk: the image of a mounted disk holds only what was.</summary>
[Collection(nameof(CrashTests))]
public sealed class PowerCutCrashTests : IDisposable
{
    private const int Size = 60_000;

    private static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(3);
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
            using var booth = CrashHost.Start(queueFolder, new Uri("http://127.0.0.1:9"), "key", cut * 1000, 1000, Size, send: false);
            await booth.Open.WaitAsync(TestTimeout, Token);
            await WaitForAcksAsync(booth, 3 + (cut % 20));
            booth.Signal("STOP");
            var acked = booth.Acked.ToList();
            using (var after = disk.Cut(_folder.Path, cut))
            {
                lost += await CountLostAsync(Path.Combine(after.MountPoint, "queue"), acked, loseDatabase: cut % 4 == 3);
            }

            acknowledged += acked.Count;
            await booth.KillAsync(Token);
            Directory.Delete(queueFolder, recursive: true);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{cuts} power cuts, {acknowledged} acknowledged, {lost} lost");
        Assert.Equal(0, lost);
    }

    private static async Task WaitForAcksAsync(CrashHost booth, int count)
    {
        for (var n = 0; booth.Acked.Count < count; n++)
        {
            Assert.True(n < 60_000, "The booth takes no pictures.");
            await Task.Delay(1, Token);
        }
    }

    /// <summary>What the queue would still send, hashed from its own bytes.</summary>
    private static async Task<int> CountLostAsync(string folder, List<int> acked, bool loseDatabase)
    {
        if (loseDatabase)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "queue.db*"))
            {
                File.Delete(file);
            }
        }

        using FakeUploadService service = new();
        await using var queue = await UploadQueue.OpenAsync(service, new UploadQueueOptions { Folder = folder }, cancellationToken: Token);
        Assert.Empty(Directory.EnumerateFiles(folder, "*.damaged*"));
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout, Token);
        var arrived = service.Hashes.ToHashSet();
        return acked.Count(number => !arrived.Contains(CrashTests.HashOf(number, Size)));
    }
}
