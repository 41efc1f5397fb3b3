using EventPics.HotFolder.Internal.History;
using EventPics.HotFolder.Tests.Support;
using EventPics.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.History;

/// <summary>The photos of one event are never sent to another one automatically.</summary>
public class EventChangeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photos_of_yesterdays_event_are_skipped_and_new_ones_are_sent()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            fixture.Folder.Write($"{i}.jpg", TestMedia.Jpeg(seed: 2 * i));
        }

        await WatchOnceAsync(fixture);
        await using var next = await fixture.WatchAsync(options => options.LinkId = "birthday");
        await HotFolderFixture.WaitUntilSettledAsync(next);
        Assert.Equal((0, 5), (next.Status.Enqueued, next.Status.Skipped));
        Assert.All(next.Status.SkippedFiles, file => Assert.Equal(SkipReason.OtherEvent, file.Reason));

        var photo = TestMedia.Jpeg(seed: 99);
        fixture.Folder.Write("new.jpg", photo);
        await Eventually.TrueAsync(() => next.Status.Enqueued == 1);
        Assert.Equal([HotFolderFixture.Hash(photo)], await OfAsync(fixture, "birthday"));
    }

    [Fact]
    public async Task A_photo_known_to_another_event_is_skipped_in_any_folder()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.Queue.EnqueueAsync(Request("wedding-of-last-week"), Cancelled);
        // Under another name, in a folder that was never watched, and written only now.
        await using var folder = await fixture.WatchAsync();
        fixture.Folder.Write("sub/copy.jpg", TestMedia.Jpeg());
        await Eventually.TrueAsync(() => folder.Status.SkippedFiles is [{ Reason: SkipReason.OtherEvent }]);
        Assert.Empty(await OfAsync(fixture, HotFolderFixture.LinkId));
    }

    [Fact]
    public async Task Resend_sends_photos_of_other_events_too()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await WatchOnceAsync(fixture);
        var resent = await WatchOnceAsync(fixture, options => (options.LinkId, options.Resend) = ("birthday", true));
        Assert.Equal((1, 0), (resent.Enqueued, resent.Skipped));
        // Once sent, it belongs to this event as well.
        var again = await WatchOnceAsync(fixture, options => options.LinkId = "birthday");
        Assert.Equal((0, 1, 0), (again.Enqueued, again.AlreadyKnown, again.Skipped));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unsent_photo_stays_with_its_event_also_after_restarts(bool isDatedAhead)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await WatchOnceAsync(fixture);
        // It arrives while no watcher is running, so there is no hash of it.
        var late = fixture.Folder.Write("late.jpg", TestMedia.Jpeg(seed: 7));
        if (isDatedAhead)
        {
            File.SetLastWriteTimeUtc(late, (TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(4000)).UtcDateTime);
        }

        for (var restart = 0; restart < 3; restart++)
        {
            var status = await WatchOnceAsync(
                fixture, options => (options.LinkId, options.TimeProvider) = ("birthday", new OffsetTimeProvider(TimeSpan.FromSeconds(2))));
            Assert.Equal(SkipReason.OtherEvent, Assert.Single(status.SkippedFiles).Reason);
        }

        Assert.Empty(await fixture.ListAsync());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public async Task A_wrong_system_clock_decides_nothing(int days)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        fixture.Folder.Write("old.jpg", TestMedia.Jpeg(seed: 1));
        var clock = new OffsetTimeProvider(TimeSpan.FromDays(days));
        await WatchOnceAsync(fixture, options => options.TimeProvider = clock);
        fixture.Folder.Write("late.jpg", TestMedia.Jpeg(seed: 3));
        await using var next = await fixture.WatchAsync(options => (options.LinkId, options.TimeProvider) = ("birthday", clock));
        await HotFolderFixture.WaitUntilSettledAsync(next);
        Assert.Equal(2, next.Status.SkippedFiles.Count(file => file.Reason == SkipReason.OtherEvent));
        fixture.Folder.Write("new.jpg", TestMedia.Jpeg(seed: 5));
        await Eventually.TrueAsync(() => next.Status.Enqueued == 1);
        Assert.Equal([HotFolderFixture.Hash(TestMedia.Jpeg(seed: 5))], await OfAsync(fixture, "birthday"));
    }

    [Fact]
    public async Task Photos_that_arrive_while_the_next_event_is_not_found_yet_belong_to_it()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        fixture.Folder.Write("sent.jpg", TestMedia.Jpeg(seed: 1));
        await WatchOnceAsync(fixture);
        fixture.Folder.Write("late.jpg", TestMedia.Jpeg(seed: 3));
        await Task.Delay(TimeSpan.FromMilliseconds(50), Cancelled); // the file system's clock has ticks
        var change = TimeProvider.System.GetUtcNow();
        await Task.Delay(TimeSpan.FromMilliseconds(50), Cancelled);
        fixture.Folder.Write("between.jpg", TestMedia.Jpeg(seed: 5));
        var copy = fixture.Folder.Write("old-copy.jpg", TestMedia.Jpeg(seed: 7));
        File.SetLastWriteTimeUtc(copy, change.UtcDateTime.AddDays(-3));
        for (var restart = 0; restart < 2; restart++)
        {
            var status = await WatchOnceAsync(fixture, options => (options.LinkId, options.EventSince) = ("birthday", change));
            Assert.Equal(
                ["late.jpg", "sent.jpg"], status.SkippedFiles.Select(file => Path.GetFileName(file.Path)).Order(StringComparer.Ordinal));
        }

        Assert.Equal(2, (await OfAsync(fixture, "birthday")).Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task A_change_in_the_future_or_before_the_last_event_lets_through_no_photo_of_that_event(int days)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await WatchOnceAsync(fixture);
        fixture.Folder.Write("late.jpg", TestMedia.Jpeg(seed: 3));
        var status = await WatchOnceAsync(
            fixture,
            options => (options.LinkId, options.EventSince) = ("birthday", TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(days)));
        Assert.Equal(SkipReason.OtherEvent, Assert.Single(status.SkippedFiles).Reason);
    }

    [Fact]
    public void A_clock_set_back_does_not_exclude_new_photos_forever()
    {
        using var queue = new TempFolder();
        using var folder = new TempFolder();
        var wrong = new DateTimeOffset(2076, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var right = new DateTimeOffset(2066, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var history = new FolderHistory(queue.Path, NullLogger.Instance);
        history.RecordUse(folder.Path, "a", wrong, () => []);
        Assert.Equal(wrong, history.RecordUse(folder.Path, "b", wrong, () => []).ChangedAt);
        // Restarted with the correct time: existing files are still excluded, new ones are accepted.
        var use = new FolderHistory(queue.Path, NullLogger.Instance)
            .RecordUse(folder.Path, "b", right, () => [("old.jpg", right.UtcDateTime.AddYears(2))]);
        Assert.Equal(right, use.ChangedAt);
        Assert.True(use.IsFromBefore("old.jpg", right.UtcDateTime.AddYears(2)));
        Assert.False(use.IsFromBefore("new.jpg", right.UtcDateTime.AddSeconds(1)));
        Assert.Equal("a", Assert.Single(use.Earlier).LinkId);
    }

    [Fact]
    public void A_subfolder_of_a_watched_folder_belonged_to_its_event()
    {
        using var queue = new TempFolder();
        var history = new FolderHistory(queue.Path, NullLogger.Instance);
        var now = TimeProvider.System.GetUtcNow();
        history.RecordUse("/booth/photos", "a", now, () => []);
        Assert.NotNull(history.RecordUse("/booth/photos/today", "b", now, () => []).ChangedAt);
        Assert.Null(history.RecordUse("/booth/photos2", "b", now, () => []).ChangedAt);
        Assert.Null(history.RecordUse("/booth/photos", "a", now, () => []).ChangedAt);
    }

    [Fact]
    public async Task A_preview_reports_the_files_and_their_destinations()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var empty = await HotFolderPreview.ReadAsync(fixture.Queue, fixture.Options(), Cancelled);
        Assert.Equal((null, 0, null), (empty.LastLinkId, empty.Files, empty.Oldest));
        for (var i = 0; i < 3; i++)
        {
            fixture.Folder.Write($"{i}.jpg", TestMedia.Jpeg(seed: 2 * i));
        }

        await WatchOnceAsync(fixture);
        fixture.Folder.Write("unknown.jpg", TestMedia.Jpeg(seed: 50));
        fixture.Folder.Write("notes.txt", [1]);
        var options = fixture.Options();
        options.LinkId = "birthday";
        var preview = await HotFolderPreview.ReadAsync(fixture.Queue, options, Cancelled);
        Assert.Equal((HotFolderFixture.LinkId, 4, 1), (preview.LastLinkId, preview.Files, preview.Unknown));
        var destination = Assert.Single(preview.Destinations);
        Assert.Equal((HotFolderFixture.LinkId, 3), (destination.LinkId, destination.Files));
        Assert.True(preview.Oldest <= preview.Newest);
        Assert.NotNull(preview.LastUsedSince);
    }

    [Fact]
    public async Task Removed_photos_are_skipped_until_the_removal_is_undone()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await WatchOnceAsync(fixture);
        var upload = Assert.Single(await fixture.ListAsync());
        await fixture.Queue.RemoveAsync(upload.Id, Cancelled);
        await using var again = await fixture.WatchAsync();
        fixture.Folder.Write("copy.jpg", TestMedia.Jpeg());
        await Eventually.TrueAsync(() => again.Status.SkippedFiles is [{ Reason: SkipReason.Removed }, { Reason: SkipReason.Removed }]);
        Assert.Equal(0, again.Status.Enqueued);

        await fixture.Queue.TakeBackAsync([upload.Id], Cancelled);
        await HotFolderFixture.WaitUntilSettledAsync(again);
        await Eventually.TrueAsync(() => again.Status is { Skipped: 0, Enqueued: 1 });
    }

    [Fact]
    public async Task A_photo_removed_before_it_was_sent_may_go_to_another_event()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var upload = await fixture.Queue.EnqueueAsync(Request("birthday"), Cancelled);
        await fixture.Queue.RemoveAsync(upload.Id, Cancelled);
        await using var folder = await fixture.WatchAsync();
        fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await Eventually.TrueAsync(() => folder.Status.Enqueued == 1);
    }

    [Fact]
    public async Task Exported_photos_stay_known_and_are_not_sent()
    {
        using var drive = new TempFolder();
        await using var fixture = await HotFolderFixture.OpenAsync();
        fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await WatchOnceAsync(fixture);
        var upload = Assert.Single(await fixture.ListAsync());
        await fixture.Queue.ExportAsync([upload.Id], Path.Combine(drive.Path, "usb"), Cancelled);
        var again = await WatchOnceAsync(fixture);
        Assert.Equal(SkipReason.Exported, Assert.Single(again.SkippedFiles).Reason);
        Assert.Equal(QueuedUploadState.Exported, (await fixture.Queue.FindAsync(upload.Id, Cancelled))!.State);
    }

    private static async Task<HotFolderStatus> WatchOnceAsync(HotFolderFixture fixture, Action<HotFolderOptions>? configure = null)
    {
        await using var folder = await fixture.WatchAsync(configure);
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        return folder.Status;
    }

    private static UploadRequest Request(string linkId) => new(linkId, "a.jpg", UploadContent.FromBytes(TestMedia.Jpeg()));

    private static async Task<string[]> OfAsync(HotFolderFixture fixture, string linkId) =>
        [.. (await fixture.ListAsync()).Where(upload => upload.LinkId == linkId).Select(upload => upload.Sha256)];
}
