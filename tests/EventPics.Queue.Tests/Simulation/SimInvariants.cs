using EventPics.Queue.Internal.Jobs;


namespace EventPics.Queue.Tests.Simulation;

/// <summary>What must hold at the end of every evening.</summary>
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

        if (world.UnnotifiedWaiter is { } deaf)
        {
            throw new InvalidOperationException($"Who waits for {deaf} never heard of its end.");
        }
    }

    private static void Check(SimWorld world, SimPhoto photo)
    {
        var rows = world.Rows.Where(row => row.FileName == photo.File).ToList();
        if (rows.Count == 0)
        {
            Require(photo.IsForgotten, photo, "has no row, though nobody forgot it");
            return;
        }

        var objects = world.Objects.Values.Where(stored => stored.File == photo.File).ToList();
        foreach (var row in rows)
        {
            Check(photo, row, objects.Count(stored => stored.Lane == row.Destination.Key));
        }

        foreach (var lane in objects.GroupBy(stored => stored.Lane))
        {
            var here = rows.Where(row => row.Destination.Key == lane.Key).ToList();
            Require(
                lane.Count() <= here.Count(row => row.UploadedAt is not null) || (here.Count > 0 ? here : rows).Exists(row => row.PossibleDuplicate) || (here.Count == 0 && photo.IsForgotten),
                photo,
                $"is at {lane.Key} {lane.Count()} times and nobody says so");
        }

        Require(objects.All(stored => photo.Destinations.Contains(stored.Lane)), photo, "is in an event that nobody sent it to");
        Require(world.AnyUrlDied || photo.WasWithdrawn || objects.Count == rows.Count, photo, $"is there {objects.Count} times though no URL died");
    }

    private static void Check(SimPhoto photo, QueueJob row, int objects)
    {
        switch (row.State)
        {
            case QueuedUploadState.Uploaded:
                Require(objects > 0, photo, "is said to be uploaded, and is not there");
                Require(row.ExportedTo is null || row.PossibleDuplicate, photo, "was exported too, and nobody says so");
                break;

            case QueuedUploadState.Removed:
                Require(photo.WasRemoved, photo, "is removed, though nobody removed it");
                break;

            case QueuedUploadState.Exported:
                Require(photo.WasExported, photo, "is exported, though nobody exported it");
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
