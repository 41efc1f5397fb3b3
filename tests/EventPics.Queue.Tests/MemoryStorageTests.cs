using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests;

public sealed class MemoryStorageTests : StorageTests
{
    internal override IQueueStorage Open() => new MemoryStorage();
}
