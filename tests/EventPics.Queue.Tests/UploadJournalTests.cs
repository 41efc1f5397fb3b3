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

        journal.Started(new UploadJob { Id = "under way" });
        journal.Compact(noon, keep: 2, above: 0);

        var (started, arrived) = journal.Read();
        Assert.Equal(["id0", "id3", "id4"], arrived.Keys.Order());
        Assert.Equal(["under way"], started);
    }

    [Fact]
    public void F075_Pictures_that_arrive_at_once_are_all_remembered()
    {
        UploadJournal journal = new(_folder.File("log"));

        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 4 }, n => journal.Started(new UploadJob { Id = $"id{n}" }));

        Assert.Equal(400, journal.Read().Started.Count);
    }
}
