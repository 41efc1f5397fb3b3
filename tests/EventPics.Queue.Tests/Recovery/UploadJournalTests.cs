using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Recovery;

namespace EventPics.Queue.Tests.Recovery;

public sealed class UploadJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void F061_The_newest_uploads_are_kept_whatever_their_dates()
    {
        var noon = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        var journal = new UploadJournal(_folder.PathOf("log"));
        for (var n = 0; n < 5; n++)
        {
            var job = new QueueJob
            {
                Id = $"id{n}",
                LinkId = "wedding",
                Sha256 = n.ToString("x64", null),
                Length = 1,
                UploadedAt = n == 0 ? noon : noon.AddYears(-3),
            };
            journal.RecordStarted(job);
            journal.RecordUploaded(job);
        }

        List<UploadUrl> urls = [.. Enumerable.Range(1, 2).Select(n => new UploadUrl(new Uri($"https://storage.test/{n}?sig=x"), noon))];
        urls.ForEach(url => journal.RecordStarted(new QueueJob { Id = "under way", UploadUrl = url }));
        File.AppendAllText(_folder.PathOf("log"), "\nstarted\told version\nstarted\ttorn\tAAAA");
        journal.Compact(noon, keep: 2, above: 0);

        var (started, arrived) = journal.Read();
        Assert.Equal(["id0", "id3", "id4"], arrived.Keys.Order());
        Assert.Equal(["old version", "torn", "under way"], started.Keys.Order());
        Assert.Equal(urls.Select(url => ObjectKey.Of(url)).Order(), started["under way"].Order());
        Assert.Empty(started["old version"].Concat(started["torn"]));
    }

    [Fact]
    public void F075_Photos_that_arrive_at_the_same_time_are_all_recorded()
    {
        var journal = new UploadJournal(_folder.PathOf("log"));

        Parallel.For(
            0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4 }, n => journal.RecordStarted(new QueueJob { Id = $"id{n}" }));

        Assert.Equal(400, journal.Read().Started.Count);
    }

    [Fact]
    public async Task A_locked_journal_that_needs_compaction_does_not_prevent_opening()
    {
        using var service = new FakeUploadService();
        Directory.CreateDirectory(_folder.PathOf("queue"));
        var journal = new UploadJournal(_folder.PathOf("queue/uploaded.log"));
        var options = new UploadQueueOptions { Folder = _folder.PathOf("queue") };
        await using (await UploadQueue.OpenAsync(service, options, cancellationToken: TestContext.Current.CancellationToken))
        {
        }

        await File.AppendAllTextAsync(
            _folder.PathOf("queue/uploaded.log"), string.Concat(Enumerable.Range(0, 400_000).Select(n => $"\nstarted\t{n:x32}")),
            TestContext.Current.CancellationToken);
        using (var locked = new FileStream(_folder.PathOf("queue/uploaded.log"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await using var queue = await UploadQueue.OpenAsync(service, options, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True((await queue.GetStatusAsync(TestContext.Current.CancellationToken)).IsSender);
        }

        await using var again = await UploadQueue.OpenAsync(service, options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(400_000, journal.Read().Started.Count);
    }

    [Fact]
    public void A_compacted_journal_keeps_the_details_of_each_entry()
    {
        var noon = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        var journal = new UploadJournal(_folder.PathOf("log"));
        var job = new QueueJob()
        {
            Id = "id",
            LinkId = "wedding",
            AlbumId = "album",
            FileName = "Ä b.jpg",
            ContentType = "image/jpeg",
            Sha256 = new string('a', 64),
            Length = 5,
            EnqueuedAt = noon,
            UploadedAt = noon,
            ObjectKey = Convert.ToBase64String(new byte[32]),
            State = QueuedUploadState.Uploaded,
        };
        journal.RecordStarted(job);
        journal.RecordUploaded(job with { FileName = "first.jpg" });
        journal.RecordUploaded(job);
        File.AppendAllText(_folder.PathOf("log"), "\nuploaded\ttorn\nnonsense");

        journal.Compact(noon, keep: 10, above: 0);

        Assert.Equal("first.jpg", Assert.Single(journal.Read().Arrived).Value.FileName);
        Assert.Equal(job with { FileName = "first.jpg" }, journal.Read().Arrived["id"]);
        Assert.Empty(journal.Read().Started);
    }
}
