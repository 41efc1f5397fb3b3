
namespace EventPics.Queue.Tests.Simulation;

/// <summary>What must hold at the end of every evening.</summary>
internal static class SimCheck
{
    public static void All(SimWorld world)
    {
        foreach (var photo in world.Photos)
        {
            Check(world, photo);
        }

        foreach (var row in world.Rows.Where(row => !row.IsSettled))
        {
            throw new InvalidOperationException($"{row.FileName} for {row.Lane.Key} is {row.State} for ever: {row.LastMessage}");
        }

        if (world.UnheardWaiter is { } deaf)
        {
            throw new InvalidOperationException($"Who waits for {deaf} never heard of its end.");
        }
    }

    private static void Check(SimWorld world, SimPhoto photo)
    {
        var rows = world.Rows.Where(row => row.FileName == photo.File).ToList();
        if (rows.Count == 0)
        {
            Demand(photo.IsForgotten, photo, "has no row, though nobody forgot it");
            return;
        }

        Demand(rows.Count == 1 || photo.IsForgotten, photo, "has several rows");
        var row = rows[^1];
        var objects = world.Objects.Values.Where(stored => stored.File == photo.File).ToList();
        switch (row.State)
        {
            case QueuedUploadState.Uploaded:
                Demand(objects.Any(stored => stored.Lane == row.Lane.Key), photo, "is said to be uploaded, and is not there");
                Demand(objects.Count == 1 || row.PossibleDuplicate || photo.IsForgotten, photo, $"is there {objects.Count} times and nobody says so");
                Demand(world.AnyUrlDied || photo.WasWithdrawn || objects.Count == 1, photo, $"is there {objects.Count} times though no URL died");
                break;

            case QueuedUploadState.Removed:
                Demand(photo.WasRemoved, photo, "is removed, though nobody removed it");
                Demand(objects.Count == 0 || row.UploadedAt is not null || row.PossibleDuplicate || photo.IsForgotten, photo, "was removed, is there, and nobody says so");
                break;

            case QueuedUploadState.Exported:
                Demand(photo.WasExported, photo, "is exported, though nobody exported it");
                Demand(objects.Count == 0 || row.PossibleDuplicate || photo.IsForgotten, photo, "was exported, is there too, and nobody says so");
                break;

            default:
                Demand(false, photo, $"is {row.State}: {row.LastMessage}");
                break;
        }

        Demand(objects.All(stored => photo.Lanes.Contains(stored.Lane)), photo, "is in an event that nobody sent it to");
    }

    private static void Demand(bool condition, SimPhoto photo, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"{photo.File} {what}.");
        }
    }
}
