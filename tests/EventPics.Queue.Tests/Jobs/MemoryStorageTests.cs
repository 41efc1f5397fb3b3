using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Jobs;

public sealed class MemoryStorageTests : LocalQueueStorageContract
{
    internal override ILocalQueueStorage Open() => new MemoryStorage();
}
