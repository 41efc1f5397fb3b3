using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Local;
using EventPics.Queue.Internal.Session;
using EventPics.Queue.Internal.Spool;
using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.Queue.Tests.Session;

/// <summary>What the enqueuer does when another process finds the files of a photo before their row is written.</summary>
public sealed class EnqueuerTests : QueueTest
{
    [Fact]
    public async Task The_given_url_is_kept_when_recovery_adds_the_row_first()
    {
        await using var storage = new AdoptingStorage();
        await using var backend = await LocalBackend.OpenAsync(Options.ResolveFolder(), Options, NullLogger.Instance, Token);
        var changes = new QueueChanges(new ChangedEventDispatcher(null, TimeProvider.System, NullLogger.Instance, static _ => { }));
        using var sender = new SenderElection(backend, null!, changes, null!, null!, Options, NullLogger.Instance);
        var enqueuer = new Enqueuer(storage, backend.Spool, changes, sender, Options, NullLogger.Instance);
        var request = TestPhoto.Request(1);
        request.UploadUrl = new UploadUrl(new Uri("https://storage.test/given"), DateTimeOffset.UnixEpoch);

        var upload = await enqueuer.EnqueueAsync(request, expectedSha256: null, unlessElsewhere: false, Token);

        var row = Assert.Single(storage.Rows);
        Assert.Equal((upload!.Id, request.UploadUrl, UploadPhase.BodySent), (row.Id, row.UploadUrl, row.Phase));
    }

    private sealed class AdoptingStorage : MemoryStorage
    {
        public override async Task<(QueueJob? Job, bool Added)> AddAsync(QueueJob job, CancellationToken cancellationToken = default)
        {
            await base.AddAsync(Sidecar.From(job).ToJob(largeFileSize: long.MaxValue), cancellationToken);
            return await base.AddAsync(job, cancellationToken);
        }
    }
}
