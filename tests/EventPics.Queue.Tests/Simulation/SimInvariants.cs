using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Simulation;

/// <summary>What must be true at the end of every simulated evening.</summary>
internal static class SimInvariants
{
    public static void All(SimWorld world)
    {
        foreach (var photo in world.Photos)
        {
            Check(world, photo);
        }

        foreach (var row in world.Rows.Where(row => !row.IsFinished))
        {
            throw new InvalidOperationException($"{row.FileName} for {row.Destination.Key} is {row.State} for ever: {row.LastMessage}");
        }

        if (world.UnnotifiedWaiter is { } id)
        {
            throw new InvalidOperationException($"A wait for {id} never completed.");
        }
    }

    private static void Check(SimWorld world, SimPhoto photo)
    {
        var rows = world.Rows.Where(row => row.FileName == photo.File).ToList();
        if (rows.Count == 0)
        {
            Require(photo.IsForgotten, photo, "has no row, though its removal was not undone");
            return;
        }

        var objects = world.Objects.Values.Where(stored => stored.File == photo.File).ToList();
        foreach (var row in rows)
        {
            Check(photo, row, objects.Count(stored => stored.Destination == row.Destination.Key));
        }

        foreach (var destination in objects.GroupBy(stored => stored.Destination))
        {
            var here = rows.Where(row => row.Destination.Key == destination.Key).ToList();
            Require(
                destination.Count() <= here.Count(row => row.UploadedAt is not null)
                    || (here.Count > 0 ? here : rows).Exists(row => row.PossibleDuplicate)
                    || (here.Count == 0 && photo.IsForgotten),
                photo,
                $"is at {destination.Key} {destination.Count()} times and is not marked as a possible duplicate");
        }

        Require(objects.All(stored => photo.Destinations.Contains(stored.Destination)), photo, "is in an event that it was not sent to");
        Require(world.AnyUrlExpired || photo.WasWithdrawn
            || objects.Count == rows.Count, photo, $"is in the storage {objects.Count} times though no URL expired");
    }

    private static void Check(SimPhoto photo, QueueJob row, int objects)
    {
        switch (row.State)
        {
            case QueuedUploadState.Uploaded:
                Require(objects > 0, photo, "is marked as uploaded, but is not in the storage");
                Require(
                    row.ExportedTo is null || row.PossibleDuplicate, photo, "was exported too, but is not marked as a possible duplicate");
                break;

            case QueuedUploadState.Removed:
                Require(photo.WasRemoved, photo, "is removed, though no user removed it");
                break;

            case QueuedUploadState.Exported:
                Require(photo.WasExported, photo, "is exported, though no user exported it");
                break;

            default:
                Require(false, photo, $"is {row.State}: {row.LastMessage}");
                break;
        }
    }

    private static void Require(bool condition, SimPhoto photo, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{photo.File} {what}.");
        }
    }
}
