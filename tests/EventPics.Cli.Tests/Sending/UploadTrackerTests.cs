using System.Globalization;
using System.Runtime.CompilerServices;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Tests.Sending;

public class UploadTrackerTests
{
    private static readonly DateTimeOffset Start = new(2027, 6, 5, 18, 0, 0, TimeSpan.Zero);

    private readonly List<FileResult> _completed = [];
    private readonly UploadTracker _tracker;

    public UploadTrackerTests() => _tracker = new UploadTracker(new Texts(), Start, _completed.Add);

    [Fact]
    public void Completed_uploads_are_not_kept_in_memory()
    {
        var tracker = new UploadTracker(new Texts(), Start, _ => { });

        var photos = SendMany(tracker);
        GC.Collect();

        // The last few are remembered, since a copy of them may come a moment later.
        Assert.InRange(photos.Count(photo => photo.TryGetTarget(out _)), 0, 300);
        Assert.Equal(2000, tracker.Summary.Uploaded);
    }

    [Fact]
    public void A_second_copy_is_a_duplicate_however_late_it_is_added()
    {
        _tracker.Add(File("1.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: false);
        _tracker.Add(File("2.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: true);
        _tracker.Update(Photo("a", QueuedUploadState.Uploaded));
        _tracker.Add(File("3.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: true);
        _tracker.Update(Photo("a", QueuedUploadState.Uploaded));
        _tracker.Add(File("4.jpg"), Photo("a", QueuedUploadState.Uploaded), wasKnown: true);

        Assert.Equal([Outcome.Uploaded, Outcome.Duplicate, Outcome.Duplicate, Outcome.Duplicate], _completed.Select(file => file.Outcome));
    }

    [Theory]
    [InlineData(-1, "Duplicate")]
    [InlineData(1, "Uploaded")]
    public void A_queued_photo_that_is_uploaded_before_its_file_is_examined_counts_as_uploaded_by_this_session(int seconds, string first)
    {
        var upload = Photo("a", QueuedUploadState.Uploaded);
        upload.UploadedAt = Start.AddSeconds(seconds);

        _tracker.Add(File("1.jpg"), upload, wasKnown: true);
        _tracker.Add(File("2.jpg"), upload, wasKnown: true);

        Assert.Equal([first, "Duplicate"], _completed.Select(file => $"{file.Outcome}"));
    }

    [Fact]
    public void Changes_after_closing_affect_neither_lines_nor_summary()
    {
        _tracker.Add(File("1.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: false);
        _tracker.Close();
        _tracker.Update(Photo("a", QueuedUploadState.Uploaded));

        Assert.Empty(_completed);
        Assert.Single(_tracker.Pending);
        Assert.Equal(1, _tracker.Summary.Waiting);
    }

    [Fact]
    public async Task Closing_waits_for_a_photo_that_is_being_reported()
    {
        using var reported = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var tracker = new UploadTracker(new Texts(), Start, _ =>
        {
            reported.Set();
            goOn.Wait(TestContext.Current.CancellationToken);
        });
        tracker.Add(File("1.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: false);
        var update = Task.Run(() => tracker.Update(Photo("a", QueuedUploadState.Uploaded)), TestContext.Current.CancellationToken);
        reported.Wait(TestContext.Current.CancellationToken);

        var close = Task.Run(tracker.Close, TestContext.Current.CancellationToken);
        goOn.Set();
        await close;

        Assert.Equal(tracker.Pending.Count, tracker.Summary.Waiting);
        await update;
    }

    [Fact]
    public void A_failed_photo_that_succeeds_later_is_no_longer_the_last_failed_one()
    {
        _tracker.Add(File("1.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: false);
        _tracker.Update(Photo("a", QueuedUploadState.Failed));
        Assert.Equal("1.jpg", _tracker.LastFailed?.File);

        _tracker.Update(Photo("a", QueuedUploadState.Waiting));
        Assert.Null(_tracker.LastFailed);
    }

    [Theory]
    [InlineData(QueuedUploadState.Removed, SkipReason.Removed)]
    [InlineData(QueuedUploadState.Exported, SkipReason.Exported)]
    public void A_photo_withdrawn_from_the_queue_is_skipped_and_not_failed(QueuedUploadState state, SkipReason reason)
    {
        _tracker.Add(File("1.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: false);
        _tracker.Update(Photo("a", state));

        var settled = Assert.Single(_completed);
        Assert.Equal((Outcome.Skipped, reason), (settled.Outcome, settled.Skip));
        Assert.Equal(new UploadSummary(Skipped: 1), _tracker.Summary);
        Assert.Equal(1, _tracker.Skips[reason]);
        Assert.Null(_tracker.LastFailed);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference<QueuedUpload>> SendMany(UploadTracker tracker)
    {
        List<WeakReference<QueuedUpload>> photos = [];
        for (var i = 0; i < 2000; i++)
        {
            var photo = Photo(i.ToString(CultureInfo.InvariantCulture), QueuedUploadState.Uploaded);
            photos.Add(new WeakReference<QueuedUpload>(photo));
            tracker.Add(File("1.jpg"), Photo(photo.Id, QueuedUploadState.Waiting), wasKnown: false);
            tracker.Update(photo);
        }

        return photos;
    }

    private static FileResult File(string name) => new(name, "event", null);

    private static QueuedUpload Photo(string id, QueuedUploadState state) => new() { Id = id, LinkId = "event", State = state };
}
