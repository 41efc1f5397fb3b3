using EventPics.HotFolder.Internal.Claims;
using EventPics.HotFolder.Internal.History;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.History;

/// <summary>A folder that was watched by another computer or data folder before.</summary>
public sealed class TakeoverTests : IDisposable
{
    private readonly TempFolder _root = new();
    private readonly string _folder;

    public TakeoverTests() => _folder = Directory.CreateDirectory(Path.Combine(_root.Path, "photos")).FullName;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task A_card_that_another_computer_used_for_another_event_has_that_history()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var other = await HotFolderFixture.OpenAsync();
        await other.WatchOnceAsync(_folder, "a");
        File.WriteAllBytes(Path.Combine(_folder, "late.jpg"), TestMedia.Jpeg());
        Assert.Equal(SkipReason.OtherEvent, Assert.Single((await fixture.WatchOnceAsync(_folder, "b")).SkippedFiles).Reason);
    }

    [Fact]
    public async Task A_takeover_is_reported_and_nothing_is_sent_twice()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var other = await HotFolderFixture.OpenAsync();
        File.WriteAllBytes(Path.Combine(_folder, "1.jpg"), TestMedia.Jpeg(seed: 1));
        await other.WatchOnceAsync(_folder, HotFolderFixture.LinkId);
        File.WriteAllBytes(Path.Combine(_folder, "2.jpg"), TestMedia.Jpeg(seed: 3));
        var status = await fixture.WatchOnceAsync(_folder, HotFolderFixture.LinkId);
        Assert.Equal(
            (1, "1.jpg", SkipReason.OtherComputer),
            (status.Enqueued, Path.GetFileName(status.SkippedFiles[0].Path), status.SkippedFiles[0].Reason));
        Assert.Null(status.Problem);
        var problem = Assert.Single(status.Problems);
        Assert.Equal((HotFolderProblemKind.TakenOver, other.Queue.Folder), (problem.Kind, problem.Owner!.DataFolder));

        // The first computer returns: each has its own photos, and those of the other are listed.
        status = await other.WatchOnceAsync(_folder, HotFolderFixture.LinkId);
        Assert.Equal((0, 1, "2.jpg"), (status.Enqueued, status.AlreadyKnown, Path.GetFileName(Assert.Single(status.SkippedFiles).Path)));
        Assert.Equal(1, (await other.WatchOnceAsync(_folder, HotFolderFixture.LinkId, resend: true)).Enqueued);
    }

    [Fact]
    public async Task A_computer_that_returns_knows_all_uses_in_between()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var other = await HotFolderFixture.OpenAsync();
        await fixture.WatchOnceAsync(_folder, "a");
        var seed = 1;
        foreach (var (name, linkId) in new[] { ("1.jpg", "a"), ("2.jpg", "b"), ("3.jpg", "a") })
        {
            await other.WatchOnceAsync(_folder, linkId);
            File.WriteAllBytes(Path.Combine(_folder, name), TestMedia.Jpeg(seed: seed += 2));
            Assert.Equal(1, (await other.WatchOnceAsync(_folder, linkId)).Enqueued);
        }

        var status = await fixture.WatchOnceAsync(_folder, "a");
        Assert.Equal(0, status.Enqueued);
        Assert.Equal(
            [SkipReason.OtherComputer, SkipReason.OtherEvent, SkipReason.OtherComputer],
            status.SkippedFiles.Select(static file => file.Reason));
    }

    [Fact]
    public async Task A_photo_dated_ahead_is_not_sent_by_the_next_computer_too()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var other = await HotFolderFixture.OpenAsync();
        var path = Path.Combine(_folder, "1.jpg");
        File.WriteAllBytes(path, TestMedia.Jpeg(seed: 1));
        await other.WatchOnceAsync(_folder, HotFolderFixture.LinkId);
        // Between the end of the first watch and the start of the second: a camera's clock is ahead, and its photo was copied with that
        // time.
        File.SetLastWriteTimeUtc(path, MarkerFile.EndedAt(_folder)!.Value.UtcDateTime.AddTicks(10));
        Assert.Equal(
            SkipReason.OtherComputer, Assert.Single((await fixture.WatchOnceAsync(_folder, HotFolderFixture.LinkId)).SkippedFiles).Reason);
    }

    [Fact]
    public async Task A_takeover_after_a_crash_sends_the_photos_that_arrived_since()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var other = await HotFolderFixture.OpenAsync();
        File.WriteAllBytes(Path.Combine(_folder, "1.jpg"), TestMedia.Jpeg(seed: 1));
        string claim;
        await using (var watch = await other.WatchAsync(options => options.Path = _folder))
        {
            await HotFolderFixture.WaitUntilSettledAsync(watch);
            claim = File.ReadAllText(Path.Combine(_folder, ClaimFile.Name))
                .Replace($"\"started\":\"{ProcessIdentity.CurrentStart}\"", "\"started\":\"1\"", StringComparison.Ordinal);
        }

        Assert.SkipUnless(ProcessIdentity.Scope.Length > 0, "Only Linux distinguishes boots.");
        // As after a crash: the marker has no end, and the claim's last heartbeat was a while ago.
        var marker = MarkerFile.Read(_folder)!;
        marker.HasEnded = false;
        MarkerFile.Write(_folder, marker);
        File.WriteAllText(Path.Combine(_folder, ClaimFile.Name), claim);
        var end = FolderClock.UtcNow(_folder);
        File.SetLastWriteTimeUtc(Path.Combine(_folder, ClaimFile.Name), end);
        File.WriteAllBytes(Path.Combine(_folder, "2.jpg"), TestMedia.Jpeg(seed: 3));
        File.WriteAllBytes(Path.Combine(_folder, "3.jpg"), TestMedia.Jpeg(seed: 5));
        var history = new FolderHistory(fixture.Queue.Folder, NullLogger.Instance);
        var use = history.RecordUse(_folder, HotFolderFixture.LinkId, end.AddMinutes(5), () => [], end.AddSeconds(15));
        Assert.Equal(SkipReason.OtherComputer, use.FindSkipReason("x", end.AddSeconds(14)));
        Assert.Null(use.FindSkipReason("x", end.AddSeconds(16)));
    }
}
