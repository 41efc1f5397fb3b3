using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Recovery;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Crash;

/// <summary>The journal of a season in a process with little memory.</summary>
public sealed class JournalMemoryTests : QueueTest
{
    private const int Photos = 120_000;
    private const int MaxHeap = 64; // MB; the journal's lines alone take about 50 in memory

    [Fact]
    public async Task A_journal_of_a_season_is_compacted_in_little_memory()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "'env' limits the memory.");
        await using (await OpenWithoutSendingAsync())
        {
            // Without a database it would be rebuilt from the journal.
        }

        var path = Path.Combine(QueueFolder, "uploaded.log");
        await WriteAsync(path);
        var before = new FileInfo(path).Length;

        using var host = CrashHost.Start(
            QueueFolder, new Uri("http://127.0.0.1:9"), "key", first: 0, count: 0, size: 1, send: true, killAt: null,
            "env", $"DOTNET_GCHeapHardLimit={MaxHeap * 1024 * 1024:x}");
        await host.WaitUntilIdleAsync(TestTimeout.Default, Token);
        await host.EndAsync(TestTimeout.Default, Token);

        Assert.InRange(new FileInfo(path).Length, 1, before / 2);
    }

    private static async Task WriteAsync(string path)
    {
        var id = new string('0', 32);
        new UploadJournal(path).RecordUploaded(new QueueJob
        {
            Id = id,
            LinkId = "wedding",
            FileName = "IMG_0001.jpg",
            ContentType = "image/jpeg",
            Sha256 = new string('a', 64),
            Length = 5,
            UploadedAt = DateTimeOffset.UnixEpoch.AddYears(40), // long past at any date
            ObjectKey = Convert.ToBase64String(new byte[32]),
            State = QueuedUploadState.Uploaded,
        });
        var line = await File.ReadAllTextAsync(path, Token);
        await using var writer = File.AppendText(path);
        for (var n = 1; n < Photos; n++)
        {
            await writer.WriteAsync(line.Replace(id, n.ToString("x32", null), StringComparison.Ordinal));
        }
    }
}
