using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Simulation;

#pragma warning disable CA5394 // Reproducible from its seed.

/// <summary>Users of another process who enqueue, move, remove, export and take back photos. The sender is notified a moment later.</summary>
internal sealed class SimPeople(SimWorld world, Random random)
{
    private static readonly Destination[] Destinations = [new("wedding", null), new("wedding", "dance"), new("party", null), new("gala", "main")];

    /// <summary>Performs one of a longer list of actions. Has random numbers of its own, so that evenings without it stay the same.</summary>
    public void ActMore(Random dice)
    {
        var photo = world.Photos[dice.Next(world.Photos.Count)];
        var rows = world.Rows.Where(row => row.FileName == photo.File).ToList();
        var row = rows.Count > 0 ? rows[dice.Next(rows.Count)] : null;
        switch (dice.Next(12))
        {
            case 0 or 1:
                EnqueueAgain(photo, dice.Next(2) == 0 ? null : Destinations[dice.Next(Destinations.Length)], dice);
                break;
            case 8 or 9 when row is not null:
                Remove(photo, row);
                Later(dice, () => TakeBack(photo, world.Rows.FirstOrDefault(now => now.Id == row.Id) ?? row, wasImported: false));
                Later(dice, () => EnqueueAgain(photo, row.Destination, dice));
                break;
            case 10 or 11 when row is not null:
                Move(photo, row, Destinations[dice.Next(Destinations.Length)]);
                Later(dice, () => EnqueueAgain(photo, row.Destination, dice));
                break;
            case 2 when row is not null:
                Now(world.Disk.RetryAsync(dice.Next(2) == 0 ? [row.Id] : null));
                break;
            case 3 when row is not null:
                Remove(photo, row);
                if (row.State == QueuedUploadState.Exported && dice.Next(2) == 0)
                {
                    world.Disk.RecordExportDeletedAsync(row.Id);
                }

                break;
            case 4 when row is not null && dice.Next(3) == 0:
                world.Trace($"killed while exporting {row.Id}");
                world.Disk.RecordExportAsync(row.Id, "/usb");
                break;
            case 4 when row is not null:
                Export(photo, row);
                break;
            case 5 or 6 when row is not null:
                TakeBack(photo, row, wasImported: dice.Next(4) == 0);
                break;
            case 7 when row is not null:
                Move(photo, row, Destinations[dice.Next(Destinations.Length)]);
                break;
        }

        world.Clock.After(TimeSpan.FromMilliseconds(500), world.ProcessExternalChange);
    }

    private void Later(Random dice, Action act) => world.Clock.After(TimeSpan.FromMilliseconds(dice.Next(4000)), () =>
    {
        act();
        world.Clock.After(TimeSpan.FromMilliseconds(500), world.ProcessExternalChange);
    });

    /// <summary>
    /// Enqueues a photo for a destination that it was moved or removed from, or for another event: either only if no other event has it, or in any case.
    /// </summary>
    private void EnqueueAgain(SimPhoto photo, Destination? wanted, Random dice)
    {
        var rows = world.Rows.Where(row => row.FileName == photo.File).ToList();
        var destination = wanted ?? (photo.Destinations.Count > 0 ? ParseDestination(photo.Destinations.Order().ElementAt(dice.Next(photo.Destinations.Count))) : AnyDestination());
        var isKnown = rows.Exists(row => row.Destination == destination || (row.LinkId == destination.LinkId && row.State == QueuedUploadState.Removed));
        var unlessElsewhere = dice.Next(2) == 0;
        var isElsewhere = !rows.Exists(row => row.LinkId == destination.LinkId)
            && rows.Exists(row => row.State != QueuedUploadState.Removed || row.UploadedAt is not null || row.PossibleDuplicate);
        if (world.Enqueue(photo, destination, unlessElsewhere) != (!isKnown && !(unlessElsewhere && isElsewhere)))
        {
            throw new InvalidOperationException($"{photo.File} for {destination.Key} was {(isKnown ? "accepted again" : "accepted or rejected contrary to the events that have it")}.");
        }
    }

    private static Destination ParseDestination(string key) => key.Split(' ') is [var linkId, var album] ? new Destination(linkId, album.Length == 0 ? null : album) : default;

    public Destination AnyDestination() => Destinations[random.Next(Destinations.Length)];

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
                Move(photo, row, AnyDestination());
                break;
            case 3 when row is not null:
                Remove(photo, row);
                break;
            case 4 when row is not null:
                Export(photo, row);
                break;
            case 5 when row is not null:
                TakeBack(photo, row, wasImported: false);
                break;
        }

        world.Clock.After(TimeSpan.FromMilliseconds(500), world.ProcessExternalChange);
    }

    /// <summary>Enqueues a photo as a hot folder does that finds the same file again, perhaps for another album of the event.</summary>
    private void Enqueue(SimPhoto photo, QueueJob? row)
    {
        if (row is null)
        {
            world.Enqueue(photo, AnyDestination());
            return;
        }

        var destination = random.Next(2) == 0 ? row.Destination : new Destination(row.LinkId, "other");
        if (destination != row.Destination && row.State != QueuedUploadState.Removed)
        {
            return; // A photo may be delivered to several albums.
        }

        var (kept, added) = world.AddOrTakeOver(world.Describe(photo, destination));
        if (added || world.Rows.Single(one => one.Id == kept!.Id).FileName != photo.File) // another row of the photo may answer: it was removed from the same event
        {
            throw new InvalidOperationException($"{photo.File} is {row.State}, and was accepted again.");
        }
    }

    private void Remove(SimPhoto photo, QueueJob row)
    {
        if (Now(world.Disk.RemoveAsync(row.Id, world.Clock.GetUtcNow())) is not null)
        {
            world.Trace($"removed {row.Id}, which was {row.State}");
            (photo.WasRemoved, photo.ChangedAt) = (true, world.Clock.Ticks);
        }
    }

    private void Export(SimPhoto photo, QueueJob row)
    {
        if (Now(world.Disk.ExportAsync(row.Id, "/usb", world.Clock.GetUtcNow())) is not null)
        {
            world.Trace($"exported {row.Id}");
            (photo.WasExported, photo.ChangedAt) = (true, world.Clock.Ticks);
        }
    }

    private void Move(SimPhoto photo, QueueJob row, Destination destination)
    {
        if (destination != row.Destination && Now(world.Disk.RerouteAsync(row.Id, destination, world.CurrentAccount)) is not null)
        {
            world.Trace($"moved {row.Id} to {destination.Key}");
            photo.Destinations.Add(destination.Key);
            (photo.WasMoved, photo.ChangedAt) = (true, world.Clock.Ticks);
        }
    }

    private void TakeBack(SimPhoto photo, QueueJob row, bool wasImported)
    {
        if (Now(world.Disk.TakeBackAsync(row.Id, wasImported)) is { } back)
        {
            world.Trace($"took back {row.Id}, which was {row.State} and uploaded {row.UploadedAt}");
            photo.ChangedAt = world.Clock.Ticks;
            photo.IsForgotten |= back.State == QueuedUploadState.Removed;
            if (row.State == QueuedUploadState.Removed && back.State != (row.UploadedAt is not null ? QueuedUploadState.Uploaded : row.ExportedTo is not null ? QueuedUploadState.Exported : QueuedUploadState.Removed))
            {
                throw new InvalidOperationException($"{photo.File} is {back.State} after its removal was undone.");
            }
        }
    }

    /// <summary>Gets the result of a call of the storage in memory, which completes before it returns.</summary>
    private static T Now<T>(Task<T> done) => done.GetAwaiter().GetResult();
}
