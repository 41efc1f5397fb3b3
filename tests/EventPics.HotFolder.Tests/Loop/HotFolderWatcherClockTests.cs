using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.HotFolder.Tests.Loop;

/// <summary>Behavior that depends on the time of day and on long delays, with a fake clock.</summary>
public class HotFolderWatcherClockTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 21, 22, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_dated_folder_changes_at_midnight()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync(
            options => (options.Path, options.TimeProvider) = (Path.Combine(fixture.Folder.Path, "{date}"), _clock));
        byte[][] files = [.. Enumerable.Range(0, 6).Select(i => TestMedia.Jpeg(seed: 2 * i))];
        fixture.Folder.Write("2026-11-21/evening.jpg", files[0]);
        await AdvanceUntilAsync(() => folder.Status.Enqueued == 1);

        _clock.Advance(TimeSpan.FromHours(3));
        fixture.Folder.Write("2026-11-21/last dance.jpg", files[1]);
        fixture.Folder.Write("2026-11-22/after midnight.jpg", files[2]);
        await AdvanceUntilAsync(() => folder.Status.Enqueued == 3);
        Assert.Equal(["2026-11-22", "2026-11-21"], folder.Status.Folders.Select(Path.GetFileName));

        _clock.Advance(TimeSpan.FromHours(20));
        fixture.Folder.Write("2026-11-21/twenty-three hours later.jpg", files[3]);
        await AdvanceUntilAsync(() => folder.Status.Enqueued == 4);

        _clock.Advance(TimeSpan.FromHours(20));
        await AdvanceUntilAsync(
            () => folder.Status.Folders.Count == 2 && folder.Status.Folders[0].EndsWith("23", StringComparison.Ordinal));
        fixture.Folder.Write("2026-11-21/far too late.jpg", files[4]);
        fixture.Folder.Write("2026-11-23/the day after.jpg", files[5]);
        await AdvanceUntilAsync(() => folder.Status.Enqueued >= 5);
        await folder.ScanAsync(TestContext.Current.CancellationToken);
        await AdvanceUntilAsync(() => folder.Status.Waiting.Count == 0);
        await fixture.AssertQueuedAsync([.. files[..4], files[5]]);
    }

    [Fact]
    public async Task A_date_offset_of_eight_hours_keeps_the_night_with_the_evening()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync(
            options => (options.Path, options.TimeProvider) = (Path.Combine(fixture.Folder.Path, "{date-8h:yyyyMMdd}"), _clock));
        _clock.Advance(TimeSpan.FromHours(5));
        var photo = TestMedia.Jpeg();
        fixture.Folder.Write("20261121/a.jpg", photo);
        await AdvanceUntilAsync(() => folder.Status.Enqueued == 1);
        Assert.Equal("20261121", Path.GetFileName(folder.Status.Folders[0]));
    }

    [Fact]
    public async Task An_empty_file_waits_a_minute_and_is_skipped_with_a_warning()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync(options => options.TimeProvider = _clock);
        fixture.Folder.Write("a.jpg", []);
        await AdvanceUntilAsync(() => folder.Status.Waiting is [{ Reason: WaitReason.Empty }]);
        await AdvanceUntilAsync(() => folder.Status.Skipped == 1);
        Assert.Contains(fixture.Events, e => e is { Change: HotFolderChange.Skipped, SkipReason: SkipReason.Empty });

        // The camera was just slow.
        var photo = TestMedia.Jpeg();
        fixture.Folder.Write("a.jpg", photo);
        await AdvanceUntilAsync(() => folder.Status.Enqueued == 1);
        await fixture.AssertQueuedAsync(photo);
    }

    [Theory]
    [InlineData("cut.jpg")]
    [InlineData("reserved.jpg")]
    [InlineData("headless.jpg")]
    [InlineData("cut.mp4")]
    public async Task A_truncated_file_is_not_sent_until_its_writer_completes_it(string name)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync(options => options.TimeProvider = _clock);
        var whole = name.EndsWith("mp4", StringComparison.Ordinal) ? TestMedia.Mp4() : TestMedia.Jpeg();
        var unfinished = name switch
        {
            "reserved.jpg" => new byte[whole.Length],
            "headless.jpg" => [.. new byte[100], .. whole[100..]],
            _ => whole[..^40],
        };
        var start = _clock.GetUtcNow();
        fixture.Folder.Write(name, unfinished);
        await AdvanceUntilAsync(
            () => _clock.GetUtcNow() - start > TimeSpan.FromMinutes(10) && folder.Status.Waiting.Count == 1, TimeSpan.FromSeconds(10));
        Assert.Empty(await fixture.ListAsync());
        Assert.Contains(
            fixture.Events, e => e is { Change: HotFolderChange.Waiting, WaitReason: WaitReason.Unfinished, Message: not null });

        fixture.Folder.Write(name, whole);
        // It may wait for a minute by now: in small steps the test would take that long on a busy machine.
        await AdvanceUntilAsync(() => folder.Status.Enqueued == 1, TimeSpan.FromSeconds(5));
        await fixture.AssertQueuedAsync(whole);
    }

    [Fact]
    public async Task The_periodic_scan_finds_what_notifications_missed()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync(
            options => (options.TimeProvider, options.Polling, options.PollInterval) = (_clock, true, TimeSpan.FromHours(1)));
        await folder.ScanAsync(TestContext.Current.CancellationToken);
        var photo = TestMedia.Jpeg();
        fixture.Folder.Write("a.jpg", photo);
        var start = _clock.GetUtcNow();
        await AdvanceUntilAsync(() => folder.Status.Enqueued == 1);
        Assert.True(_clock.GetUtcNow() - start >= TimeSpan.FromSeconds(30), "It was found by something else.");
    }

    private Task AdvanceUntilAsync(Func<bool> condition, TimeSpan? step = null) => Eventually.TrueAsync(() =>
    {
        if (condition())
        {
            return true;
        }

        _clock.Advance(step ?? TimeSpan.FromMilliseconds(250));
        return false;
    });
}
