using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests;

public sealed class SqliteStorageTests : StorageTests
{
    private readonly TempFolder _folder = new();

    internal override IQueueStorage Open() => SqliteStorage.Open(_folder.File("queue.db"));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
