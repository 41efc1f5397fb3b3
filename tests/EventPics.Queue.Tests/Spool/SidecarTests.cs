using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;

namespace EventPics.Queue.Tests.Spool;

public sealed class SidecarTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 20, 12, 0, 0, TimeSpan.FromHours(2));

    [Fact]
    public void Every_property_of_a_sidecar_survives_the_loss_of_the_database()
    {
        var job = new QueueJob
        {
            Id = "id1",
            LinkId = "wedding",
            AlbumId = "album",
            FileName = "p1.jpg",
            TakenAt = Noon,
            ContentType = "image/jpeg",
            Length = 10,
            Sha256 = new string('a', 64),
            SourcePath = "/photos/p1.jpg",
            SourceModifiedAt = Noon.AddTicks(1),
            EnqueuedAt = Noon.AddSeconds(1),
            IsLarge = true,
            State = QueuedUploadState.Exported,
            ExportedTo = "/drive",
            WithdrawnAt = Noon.AddSeconds(2),
            UploadedAt = Noon.AddSeconds(3),
            ObjectKey = "key",
            PossibleDuplicate = true,
            UnlessElsewhere = true,
            Account = "00:A",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };

        var sidecar = Sidecar.From(job);
        var restored = Sidecar.FromJson(sidecar.ToJson(), job.Id);

        Assert.All(typeof(Sidecar).GetProperties(), property => Assert.DoesNotContain(property.GetValue(sidecar), new object?[] { null, "", 0L, false, default(DateTimeOffset) }));
        Assert.Equal(sidecar, restored);
        Assert.Equal(job, restored?.ToJob(largeFileSize: 9));
    }
}
