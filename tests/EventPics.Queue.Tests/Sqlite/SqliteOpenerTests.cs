using EventPics.Queue.Internal.Sqlite;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Sqlite;

public sealed class SqliteOpenerTests : QueueTest
{
    [Theory]
    [InlineData("PRAGMA synchronous", 2)] // FULL: NORMAL may roll back the last commits at a power cut.
    [InlineData("PRAGMA secure_delete", 1)]
    [InlineData("PRAGMA mmap_size", 0)]
    public void F083_The_database_is_opened_so_that_commits_last_through_a_power_cut(string pragma, long value)
    {
        using var session = SqliteOpener.Open(Folder.PathOf("queue.db"));

        Assert.Equal(value, session.Number(pragma) ?? 0);
    }

    [Fact]
    public void S019_An_old_sqlite_version_is_rejected()
    {
        Assert.Equal(
            UploadQueueError.SqliteTooOld,
            Assert.Throws<UploadQueueException>(() => SqliteOpener.CheckLibrary(new Version(3, 51, 2))).Error);
        SqliteOpener.CheckLibrary(new Version(3, 51, 3));
    }
}
