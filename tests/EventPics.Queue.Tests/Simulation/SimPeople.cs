using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests.Simulation;

#pragma warning disable CA5394 // Seeded on purpose.

/// <summary>People at another process: they enqueue again, move, remove, export and take back. The sender hears of it a moment later.</summary>
internal sealed class SimPeople(SimWorld world, Random random)
{
    private static readonly Lane[] Lanes = [new("wedding", null), new("wedding", "dance"), new("party", null), new("gala", "main")];

    public Lane AnyLane() => Lanes[random.Next(Lanes.Length)];

    public void Act()
    {
        var photo = world.Photos[random.Next(world.Photos.Count)];
        var row = world.Rows.LastOrDefault(row => row.FileName == photo.File);
        switch (random.Next(6))
        {
            case 0 or 1:
                Enqueue(photo, row);
                break;
            case 2 when row is not null:
                Move(photo, row);
                break;
            case 3 when row is not null:
                if (Now(world.Disk.RemoveAsync(row.Id, world.Clock.GetUtcNow())) is not null)
                {
                    world.Trace($"removed {row.Id}");
                    (photo.WasRemoved, photo.ChangedAt) = (true, world.Clock.Ticks);
                }

                break;
            case 4 when row is not null:
                if (Now(world.Disk.ExportAsync(row.Id, "/usb", world.Clock.GetUtcNow())) is not null)
                {
                    world.Trace($"exported {row.Id}");
                    (photo.WasExported, photo.ChangedAt) = (true, world.Clock.Ticks);
                }

                break;
            case 5 when row is not null:
                TakeBack(photo, row);
                break;
        }

        world.Clock.After(TimeSpan.FromMilliseconds(500), world.Hear);
    }

    /// <summary>A hot folder that finds the same file again, perhaps for another album of the event.</summary>
    private void Enqueue(SimPhoto photo, UploadJob? row)
    {
        if (row is null)
        {
            world.Enqueue(photo, AnyLane());
            return;
        }

        var lane = random.Next(2) == 0 ? row.Lane : new Lane(row.LinkId, "other");
        if (lane != row.Lane && row.State != QueuedUploadState.Removed)
        {
            return; // Another album is another delivery, and allowed.
        }

        var (kept, added) = Now(world.Disk.AddAsync(world.Describe(photo, lane), CancellationToken.None));
        if (added || kept!.Id != row.Id)
        {
            throw new InvalidOperationException($"{photo.File} is {row.State}, and was taken again.");
        }
    }

    private void Move(SimPhoto photo, UploadJob row)
    {
        var lane = AnyLane();
        if (lane != row.Lane && Now(world.Disk.RerouteAsync(row.Id, lane)) is not null)
        {
            world.Trace($"moved {row.Id} to {lane.Key}");
            photo.Lanes.Add(lane.Key);
            (photo.WasMoved, photo.ChangedAt) = (true, world.Clock.Ticks);
        }
    }

    private void TakeBack(SimPhoto photo, UploadJob row)
    {
        if (Now(world.Disk.TakeBackAsync(row.Id, wasImported: false)) is { } back)
        {
            world.Trace($"took back {row.Id}, which was {row.State}");
            photo.ChangedAt = world.Clock.Ticks;
            photo.IsForgotten |= back.State == QueuedUploadState.Removed;
        }
    }

    /// <summary>The disk in memory has answered when it returns.</summary>
    private static T Now<T>(Task<T> done) => done.GetAwaiter().GetResult();
}
