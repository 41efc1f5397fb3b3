using System.Security.Cryptography;
using EventPics.Emulator;

namespace EventPics.Queue.Tests.Crash;

/// <summary>
/// Kills a sending process again and again. The short version runs with every build; <c>EVENTPICS_CRASH_FULL=1 dotnet test --filter
/// Crash</c> sends 1,000 photos with 200 kills.
/// </summary>
[Collection(nameof(CrashTests))]
public sealed class CrashTests : IDisposable
{
    private const int Size = 20_000;

    private readonly TempFolder _folder = new();

    internal static bool IsFull => Environment.GetEnvironmentVariable("EVENTPICS_CRASH_FULL") == "1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string QueueFolder => _folder.PathOf("queue");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(300)]
    [InlineData(2)]
    public async Task F009_F058_F082_F084_Killed_at_random_it_loses_nothing_and_reports_possible_duplicates(int urlLifetime)
    {
        var (kills, perKill) = (IsFull ? 200 : urlLifetime < 60 ? 4 : 6, 5);
        await using var emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { UploadUrlLifetime = TimeSpan.FromSeconds(urlLifetime) }, Token);
        emulator.Faults.OnPut(Fault.Delay(TimeSpan.FromMilliseconds(60)).Times(1_000_000));
        HashSet<int> acked = [];
#pragma warning disable CA5394 // Not for secrets.
        var random = new Random(urlLifetime);
        for (var kill = 0; kill < kills; kill++)
        {
            using var host = CrashHost.Start(QueueFolder, emulator.BaseAddress, emulator.ApiKey, kill * perKill, perKill, Size, send: true);
            await host.Open.WaitAsync(TestTimeout.Long, Token);
            await Task.Delay(random.Next(IsFull ? 700 : 400), Token);
            await host.KillAsync(Token);
            acked.UnionWith(host.Acked);
            if (urlLifetime < 60 && random.Next(2) == 0)
            {
                await Task.Delay(
                    TimeSpan.FromSeconds(urlLifetime + 0.5), Token); // Half of the restarts happen after the upload URLs have expired.
            }
        }
#pragma warning restore CA5394

        // Enqueues all photos once more: those never acknowledged are sent now, and none is sent twice.
        using (var last = CrashHost.Start(QueueFolder, emulator.BaseAddress, emulator.ApiKey, 0, kills * perKill, Size, send: true))
        {
            await last.WaitUntilIdleAsync(TestTimeout.Long, Token);
            await last.EndAsync(TestTimeout.Long, Token);
            acked.UnionWith(last.Acked);
        }

        var (lost, twice, flagged, unflagged) = await CountAsync(emulator, acked);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{acked.Count} acknowledged, {kills} kills, URL lifetime {urlLifetime} s: {lost} lost, {twice} twice, {flagged} flagged, {unflagged} twice without a flag, " +
            $"{emulator.Requests.Count(request => request.Operation == EmulatorOperation.UploadUrl)} URLs");
        Assert.Equal((kills * perKill, 0, 0), (acked.Count, lost, unflagged));
        Assert.True(urlLifetime < 60 || twice == 0, $"{twice} photos are stored twice though no URL expired.");
        Assert.DoesNotContain(emulator.Requests, request => request.Violation is not null);
    }

    [Theory]
    [InlineData("opened", 1)]
    [InlineData("enqueue-read", 2)]
    [InlineData("enqueue-read-all", 2)]
    [InlineData("before-ack", 2)]
    [InlineData("acked", 2)]
    [InlineData("before-url", 2)]
    [InlineData("after-url", 2)]
    [InlineData("before-put", 2)]
    [InlineData("first-byte", 2)]
    [InlineData("before-body-sent-is-saved", 2)]
    [InlineData("last-byte", 2)]
    [InlineData("after-response", 2)]
    [InlineData("uploaded", 2)]
    public async Task F035_F082_F085_Killed_at_any_step_it_resumes_where_it_was(string step, int time)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        HashSet<int> acked = [];
        for (var round = 0; round < (IsFull ? 50 : 1); round++)
        {
            using (var host =
                CrashHost.Start(QueueFolder, emulator.BaseAddress, emulator.ApiKey, round * 4, 4, Size, send: true, $"{step}:{time}"))
            {
                await host.WaitForEndAsync(TestTimeout.Long, Token);
                acked.UnionWith(host.Acked);
            }

            using var next = CrashHost.Start(QueueFolder, emulator.BaseAddress, emulator.ApiKey, round * 4, 4, Size, send: true);
            await next.WaitUntilIdleAsync(TestTimeout.Long, Token);
            await next.EndAsync(TestTimeout.Long, Token);
            acked.UnionWith(next.Acked);
        }

        var (lost, twice, _, unflagged) = await CountAsync(emulator, acked);
        Assert.Equal((0, 0, 0), (lost, twice, unflagged));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(QueueFolder, "spool"), "*.bin"));
    }

    [Fact]
    public async Task F086_When_the_sender_dies_another_process_takes_over()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.Offline = true;
        using var first = CrashHost.Start(QueueFolder, emulator.BaseAddress, emulator.ApiKey, 0, 3, Size, send: true);
        await first.Open.WaitAsync(TestTimeout.Long, Token);
        using var second = CrashHost.Start(QueueFolder, emulator.BaseAddress, emulator.ApiKey, 3, 3, Size, send: true);
        await second.Open.WaitAsync(TestTimeout.Long, Token);
        emulator.Faults.Offline = false;

        await first.KillAsync(Token);
        await second.WaitUntilIdleAsync(TestTimeout.Long, Token);

        HashSet<int> acked = [.. first.Acked, .. second.Acked];
        var (lost, twice, _, _) = await CountAsync(emulator, acked);
        Assert.Equal((0, 0), (lost, twice));
    }

    internal static string HashOf(int number, int size = Size) => Convert.ToHexStringLower(SHA256.HashData(TestImages.Jpeg(size, number)));

    /// <summary>Counts the photos. Lost: acknowledged, but neither in the storage nor in the queue.</summary>
    private async Task<(int Lost, int Twice, int Flagged, int Unflagged)> CountAsync(EventPicsEmulator emulator, HashSet<int> acked)
    {
        await using var queue =
            await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = QueueFolder }, cancellationToken: Token);
        var uploads = (await queue.ListAsync(null, 100_000, Token)).ToDictionary(upload => upload.Sha256);
        Assert.All(uploads.Values, upload => Assert.Equal(QueuedUploadState.Uploaded, upload.State));
        var stored = emulator.Photos.ToLookup(photo => photo.Sha256);
        var twice = stored.Where(photos => photos.Count() > 1).Select(photos => photos.Key).ToList();
        Assert.All(stored, photos => Assert.Equal(Size, photos.First().Length));
        return (
            acked.Count(number => !stored.Contains(HashOf(number))),
            twice.Count,
            uploads.Values.Count(upload => upload.PossibleDuplicate),
            twice.Count(hash => !uploads[hash].PossibleDuplicate));
    }
}
