using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests;

public sealed class UploadJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void F061_What_is_newest_is_kept_whatever_its_date()
    {
        DateTimeOffset noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        UploadJournal journal = new(_folder.File("log"));
        for (var n = 0; n < 5; n++)
        {
            UploadJob job = new() { Id = $"id{n}", LinkId = "wedding", Sha256 = n.ToString("x64", null), Length = 1, UploadedAt = n == 0 ? noon : noon.AddYears(-3) };
            journal.Started(job);
            journal.Uploaded(job);
        }

        List<UploadUrl> urls = [.. Enumerable.Range(1, 2).Select(n => new UploadUrl(new Uri($"https://storage.test/{n}?sig=x"), noon))];
        urls.ForEach(url => journal.Started(new UploadJob { Id = "under way", Link = url }));
        File.AppendAllText(_folder.File("log"), "\nstarted\told version\nstarted\ttorn\tAAAA");
        journal.Compact(noon, keep: 2, above: 0);

        var (started, arrived) = journal.Read();
        Assert.Equal(["id0", "id3", "id4"], arrived.Keys.Order());
        Assert.Equal(["old version", "torn", "under way"], started.Keys.Order());
        Assert.Equal(urls.Select(url => Convert.ToBase64String(SqliteRows.LinkKey(url))).Order(), started["under way"].Order());
        Assert.Empty(started["old version"].Concat(started["torn"]));
    }

    [Fact]
    public void F075_Pictures_that_arrive_at_once_are_all_remembered()
    {
        UploadJournal journal = new(_folder.File("log"));

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4 }, n => journal.Started(new UploadJob { Id = $"id{n}" }));

        Assert.Equal(400, journal.Read().Started.Count);
    }

    [Fact]
    public async Task A_log_above_its_limit_that_another_program_locks_keeps_no_queue_from_opening()
    {
        using FakeService service = new();
        Directory.CreateDirectory(_folder.File("queue"));
        UploadJournal journal = new(_folder.File("queue/uploaded.log"));
        UploadQueueOptions options = new() { Folder = _folder.File("queue") };
        await using (await UploadQueue.OpenAsync(service, options, cancellationToken: TestContext.Current.CancellationToken))
        {
        }

        await File.AppendAllTextAsync(_folder.File("queue/uploaded.log"), string.Concat(Enumerable.Range(0, 400_000).Select(n => $"\nstarted\t{n:x32}")), TestContext.Current.CancellationToken);
        using (FileStream held = new(_folder.File("queue/uploaded.log"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await using var queue = await UploadQueue.OpenAsync(service, options, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True((await queue.GetStatusAsync(TestContext.Current.CancellationToken)).IsSender);
        }

        await using var again = await UploadQueue.OpenAsync(service, options, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(400_000, journal.Read().Started.Count);
    }

    [Fact]
    public void A_shortened_log_says_the_same_of_what_it_keeps()
    {
        DateTimeOffset noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        UploadJournal journal = new(_folder.File("log"));
        UploadJob job = new()
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
        journal.Started(job);
        journal.Uploaded(job with { FileName = "first.jpg" });
        journal.Uploaded(job);
        File.AppendAllText(_folder.File("log"), "\nuploaded\ttorn\nnonsense");

        journal.Compact(noon, keep: 10, above: 0);

        Assert.Equal("first.jpg", Assert.Single(journal.Read().Arrived).Value.FileName);
        Assert.Equal(job with { FileName = "first.jpg" }, journal.Read().Arrived["id"]);
        Assert.Empty(journal.Read().Started);
    }
}
