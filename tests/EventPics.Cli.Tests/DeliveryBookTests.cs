using System.Globalization;
using System.Runtime.CompilerServices;
using EventPics.Cli.Internal;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Tests;

public class DeliveryBookTests
{
    private readonly List<FileResult> _settled = [];
    private readonly DeliveryBook _book;

    public DeliveryBookTests() => _book = new DeliveryBook(new Texts(), _settled.Add);

    [Fact]
    public void Nothing_keeps_what_is_done_with()
    {
        var book = new DeliveryBook(new Texts(), _ => { });

        var photos = SendMany(book);
        GC.Collect();

        // The last few are remembered, since a copy of them may come a moment later.
        Assert.InRange(photos.Count(photo => photo.TryGetTarget(out _)), 0, 300);
        Assert.Equal(2000, book.Tally.Uploaded);
    }

    [Fact]
    public void A_second_copy_is_a_duplicate_however_late_it_comes()
    {
        _book.Take(File("1.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: false);
        _book.Take(File("2.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: true);
        _book.Update(Photo("a", QueuedUploadState.Uploaded));
        _book.Take(File("3.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: true);
        _book.Update(Photo("a", QueuedUploadState.Uploaded));
        _book.Take(File("4.jpg"), Photo("a", QueuedUploadState.Uploaded), wasKnown: true);

        Assert.Equal([Outcome.Uploaded, Outcome.Duplicate, Outcome.Duplicate, Outcome.Duplicate], _settled.Select(file => file.Outcome));
    }

    [Fact]
    public void News_that_comes_after_the_end_changes_neither_lines_nor_summary()
    {
        _book.Take(File("1.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: false);
        _book.Close();
        _book.Update(Photo("a", QueuedUploadState.Uploaded));

        Assert.Empty(_settled);
        Assert.Single(_book.Pending);
        Assert.Equal(1, _book.Tally.Waiting);
    }

    [Fact]
    public async Task The_end_waits_for_a_photo_that_is_being_reported()
    {
        using var reported = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var book = new DeliveryBook(new Texts(), _ =>
        {
            reported.Set();
            goOn.Wait(TestContext.Current.CancellationToken);
        });
        book.Take(File("1.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: false);
        var update = Task.Run(() => book.Update(Photo("a", QueuedUploadState.Uploaded)), TestContext.Current.CancellationToken);
        reported.Wait(TestContext.Current.CancellationToken);

        var close = Task.Run(book.Close, TestContext.Current.CancellationToken);
        goOn.Set();
        await close;

        Assert.Equal(book.Pending.Count, book.Tally.Waiting);
        await update;
    }

    [Fact]
    public void A_photo_that_failed_and_gets_through_is_no_longer_the_last_failed_one()
    {
        _book.Take(File("1.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: false);
        _book.Update(Photo("a", QueuedUploadState.SetAside));
        Assert.Equal("1.jpg", _book.LastRefused?.File);

        _book.Update(Photo("a", QueuedUploadState.Waiting));
        Assert.Null(_book.LastRefused);
    }

    [Theory]
    [InlineData(QueuedUploadState.Removed, SkipReason.Removed)]
    [InlineData(QueuedUploadState.Exported, SkipReason.Exported)]
    public void A_photo_that_is_taken_out_meanwhile_is_skipped_and_not_failed(QueuedUploadState state, SkipReason reason)
    {
        _book.Take(File("1.jpg"), Photo("a", QueuedUploadState.Waiting), wasKnown: false);
        _book.Update(Photo("a", state));

        var settled = Assert.Single(_settled);
        Assert.Equal((Outcome.Skipped, reason), (settled.Outcome, settled.Skip));
        Assert.Equal(new Tally(Skipped: 1), _book.Tally);
        Assert.Equal(1, _book.Skips[reason]);
        Assert.Null(_book.LastRefused);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference<QueuedUpload>> SendMany(DeliveryBook book)
    {
        List<WeakReference<QueuedUpload>> photos = [];
        for (var i = 0; i < 2000; i++)
        {
            var photo = Photo(i.ToString(CultureInfo.InvariantCulture), QueuedUploadState.Uploaded);
            photos.Add(new WeakReference<QueuedUpload>(photo));
            book.Take(File("1.jpg"), Photo(photo.Id, QueuedUploadState.Waiting), wasKnown: false);
            book.Update(photo);
        }

        return photos;
    }

    private static FileResult File(string name) => new(name, "event", null);

    private static QueuedUpload Photo(string id, QueuedUploadState state) => new() { Id = id, LinkId = "event", State = state };
}
