using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;
using EventPics.Queue;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests;

/// <summary>The photos of one event never go to another one by themselves.</summary>
public class EventChangeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photos_of_yesterdays_event_are_skipped_and_new_ones_are_sent()
    {
        await using var scene = await Scene.OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            scene.Folder.File($"{i}.jpg", Media.Jpeg(seed: 2 * i));
        }

        await WatchOnceAsync(scene);
        await using var next = await scene.WatchAsync(options => options.LinkId = "birthday");
        await Scene.SettledAsync(next);
        Assert.Equal((0, 5), (next.Status.Enqueued, next.Status.Skipped));
        Assert.All(next.Status.SkippedFiles, file => Assert.Equal(SkipReason.OtherEvent, file.Reason));

        var photo = Media.Jpeg(seed: 99);
        scene.Folder.File("new.jpg", photo);
        await Scene.EventuallyAsync(() => next.Status.Enqueued == 1);
        Assert.Equal([Scene.Hash(photo)], await OfAsync(scene, "birthday"));
    }

    [Fact]
    public async Task A_photo_known_to_another_event_is_skipped_wherever_it_turns_up()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.Queue.EnqueueAsync(Request("wedding-of-last-week"), Cancelled);
        // Under another name, in a folder that was never watched, and written only now.
        await using var folder = await scene.WatchAsync();
        scene.Folder.File("sub/copy.jpg", Media.Jpeg());
        await Scene.EventuallyAsync(() => folder.Status.SkippedFiles is [{ Reason: SkipReason.OtherEvent }]);
        Assert.Empty(await OfAsync(scene, Scene.LinkId));
    }

    [Fact]
    public async Task Resend_sends_them_all_the_same()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Folder.File("a.jpg", Media.Jpeg());
        await WatchOnceAsync(scene);
        var resent = await WatchOnceAsync(scene, options => (options.LinkId, options.Resend) = ("birthday", true));
        Assert.Equal((1, 0), (resent.Enqueued, resent.Skipped));
        // Once sent, it belongs to this event, too.
        var again = await WatchOnceAsync(scene, options => options.LinkId = "birthday");
        Assert.Equal((0, 1, 0), (again.Enqueued, again.AlreadyKnown, again.Skipped));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_never_sent_stays_with_the_event_it_was_there_for_also_after_restarts(bool isDatedAhead)
    {
        await using var scene = await Scene.OpenAsync();
        await WatchOnceAsync(scene);
        // It comes while nobody watches, so no hash tells of it.
        var late = scene.Folder.File("late.jpg", Media.Jpeg(seed: 7));
        if (isDatedAhead)
        {
            File.SetLastWriteTimeUtc(late, (TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(4000)).UtcDateTime);
        }

        for (var restart = 0; restart < 3; restart++)
        {
            var status = await WatchOnceAsync(scene, options => (options.LinkId, options.TimeProvider) = ("birthday", new Ahead(TimeSpan.FromSeconds(2))));
            Assert.Equal(SkipReason.OtherEvent, Assert.Single(status.SkippedFiles).Reason);
        }

        Assert.Empty(await scene.ListAsync());
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public async Task A_wrong_pc_clock_decides_nothing(int days)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Folder.File("old.jpg", Media.Jpeg(seed: 1));
        var clock = new Ahead(TimeSpan.FromDays(days));
        await WatchOnceAsync(scene, options => options.TimeProvider = clock);
        scene.Folder.File("late.jpg", Media.Jpeg(seed: 3));
        await using var next = await scene.WatchAsync(options => (options.LinkId, options.TimeProvider) = ("birthday", clock));
        await Scene.SettledAsync(next);
        Assert.Equal(2, next.Status.SkippedFiles.Count(file => file.Reason == SkipReason.OtherEvent));
        scene.Folder.File("new.jpg", Media.Jpeg(seed: 5));
        await Scene.EventuallyAsync(() => next.Status.Enqueued == 1);
        Assert.Equal([Scene.Hash(Media.Jpeg(seed: 5))], await OfAsync(scene, "birthday"));
    }

    [Fact]
    public void A_clock_set_back_does_not_keep_new_photos_out_for_ever()
    {
        using var queue = new TempFolder();
        using var folder = new TempFolder();
        var wrong = new DateTimeOffset(2076, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var right = new DateTimeOffset(2066, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var memory = new FolderMemory(queue.Path, NullLogger.Instance);
        memory.Enter(folder.Path, "a", wrong, () => []);
        Assert.Equal(wrong, memory.Enter(folder.Path, "b", wrong, () => []).ChangedAt);
        // Restarted with the right time: what is there now stays out, what comes from now on counts.
        var use = new FolderMemory(queue.Path, NullLogger.Instance).Enter(folder.Path, "b", right, () => [("old.jpg", right.UtcDateTime.AddYears(2))]);
        Assert.Equal(right, use.ChangedAt);
        Assert.True(use.IsFromBefore("old.jpg", right.UtcDateTime.AddYears(2)));
        Assert.False(use.IsFromBefore("new.jpg", right.UtcDateTime.AddSeconds(1)));
        Assert.Equal("a", Assert.Single(use.Earlier).LinkId);
    }

    [Fact]
    public void A_subfolder_of_a_watched_folder_belonged_to_its_event()
    {
        using var queue = new TempFolder();
        var memory = new FolderMemory(queue.Path, NullLogger.Instance);
        var now = TimeProvider.System.GetUtcNow();
        memory.Enter("/booth/photos", "a", now, () => []);
        Assert.NotNull(memory.Enter("/booth/photos/today", "b", now, () => []).ChangedAt);
        Assert.Null(memory.Enter("/booth/photos2", "b", now, () => []).ChangedAt);
        Assert.Null(memory.Enter("/booth/photos", "a", now, () => []).ChangedAt);
    }

    [Fact]
    public async Task A_preview_says_what_lies_there_and_where_it_went()
    {
        await using var scene = await Scene.OpenAsync();
        var empty = await HotFolderPreview.ReadAsync(scene.Queue, scene.Options(), Cancelled);
        Assert.Equal((null, 0, null), (empty.LastLinkId, empty.Files, empty.Oldest));
        for (var i = 0; i < 3; i++)
        {
            scene.Folder.File($"{i}.jpg", Media.Jpeg(seed: 2 * i));
        }

        await WatchOnceAsync(scene);
        scene.Folder.File("unknown.jpg", Media.Jpeg(seed: 50));
        scene.Folder.File("notes.txt", [1]);
        var options = scene.Options();
        options.LinkId = "birthday";
        var preview = await HotFolderPreview.ReadAsync(scene.Queue, options, Cancelled);
        Assert.Equal((Scene.LinkId, 4, 1), (preview.LastLinkId, preview.Files, preview.Unknown));
        var destination = Assert.Single(preview.Destinations);
        Assert.Equal((Scene.LinkId, 3), (destination.LinkId, destination.Files));
        Assert.True(preview.Oldest <= preview.Newest);
        Assert.NotNull(preview.LastUsedSince);
    }

    [Fact]
    public async Task Removed_photos_stay_out_until_they_are_taken_back()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Folder.File("a.jpg", Media.Jpeg());
        await WatchOnceAsync(scene);
        var upload = Assert.Single(await scene.ListAsync());
        await scene.Queue.RemoveAsync(upload.Id, Cancelled);
        await using var again = await scene.WatchAsync();
        scene.Folder.File("copy.jpg", Media.Jpeg());
        await Scene.EventuallyAsync(() => again.Status.SkippedFiles is [{ Reason: SkipReason.Removed }, { Reason: SkipReason.Removed }]);
        Assert.Equal(0, again.Status.Enqueued);

        await scene.Queue.TakeBackAsync([upload.Id], Cancelled);
        await Scene.SettledAsync(again);
        await Scene.EventuallyAsync(() => again.Status is { Skipped: 0, Enqueued: 1 });
    }

    [Fact]
    public async Task A_photo_removed_before_it_was_sent_may_go_to_another_event()
    {
        await using var scene = await Scene.OpenAsync();
        var upload = await scene.Queue.EnqueueAsync(Request("birthday"), Cancelled);
        await scene.Queue.RemoveAsync(upload.Id, Cancelled);
        await using var folder = await scene.WatchAsync();
        scene.Folder.File("a.jpg", Media.Jpeg());
        await Scene.EventuallyAsync(() => folder.Status.Enqueued == 1);
    }

    [Fact]
    public async Task Exported_photos_stay_known_and_are_not_sent_from_here()
    {
        using var drive = new TempFolder();
        await using var scene = await Scene.OpenAsync();
        scene.Folder.File("a.jpg", Media.Jpeg());
        await WatchOnceAsync(scene);
        var upload = Assert.Single(await scene.ListAsync());
        await scene.Queue.ExportAsync([upload.Id], Path.Combine(drive.Path, "usb"), Cancelled);
        var again = await WatchOnceAsync(scene);
        Assert.Equal(SkipReason.Exported, Assert.Single(again.SkippedFiles).Reason);
        Assert.Equal(QueuedUploadState.Exported, (await scene.Queue.FindAsync(upload.Id, Cancelled))!.State);
    }

    private static async Task<HotFolderStatus> WatchOnceAsync(Scene scene, Action<HotFolderOptions>? configure = null)
    {
        await using var folder = await scene.WatchAsync(configure);
        await Scene.SettledAsync(folder);
        return folder.Status;
    }

    private static UploadRequest Request(string linkId) => new(linkId, "a.jpg", UploadContent.FromBytes(Media.Jpeg()));

    private static async Task<string[]> OfAsync(Scene scene, string linkId) =>
        [.. (await scene.ListAsync()).Where(upload => upload.LinkId == linkId).Select(upload => upload.Sha256)];
}
