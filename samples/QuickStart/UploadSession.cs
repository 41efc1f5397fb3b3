using EventPics;

namespace QuickStart;

/// <summary>Lists events and albums, uploads the photos one after the other, and shows the result of each.</summary>
internal static class UploadSession
{
    public static async Task<int> RunAsync(EventPicsClient client, Arguments arguments)
    {
        try
        {
            if (await ChooseAlbumAsync(client, arguments) is not { } destination)
            {
                return 1;
            }

            var failed = 0;
            foreach (var path in arguments.Paths)
            {
                failed += await UploadAsync(client, path, destination.LinkId, destination.AlbumId) ? 0 : 1;
            }

            Console.WriteLine($"{arguments.Paths.Count - failed} of {arguments.Paths.Count} photos uploaded.");
            return failed == 0 ? 0 : 1;
        }
        catch (EventPicsException e)
        {
            Console.Error.WriteLine(e.Message);
            return e.Error == EventPicsError.ApiKeyRejected ? 3 : 1;
        }
    }

    private static async Task<(string LinkId, string? AlbumId)?> ChooseAlbumAsync(EventPicsClient client, Arguments arguments)
    {
        var events = await client.GetEventsAndAlbumsAsync();
        foreach (var party in events)
        {
            Console.WriteLine($"  {party.LinkId}  {party.Title}: {string.Join(", ", party.Albums.Select(album => $"{album.Title} ({album.Id})"))}");
        }

        var chosen = events.FirstOrDefault(party => arguments.Event is null || party.LinkId == arguments.Event);
        if (chosen is null)
        {
            Console.Error.WriteLine(arguments.Event is null
                ? "The account has no event yet. Create one in the EventPics app."
                : $"There is no event {arguments.Event}; choose one from the list above.");
            return null;
        }

        var album = arguments.Album ?? (chosen.Albums is [var first, ..] ? first.Id : null);
        Console.WriteLine($"Uploading into {chosen.Title}, album {album ?? "chosen by the service"}:");
        return (chosen.LinkId, album);
    }

    private static async Task<bool> UploadAsync(EventPicsClient client, string filePath, string linkId, string? albumId)
    {
        using var bar = new ProgressBar(Path.GetFileName(filePath));

        #region errors
        try
        {
            var photo = await client.UploadAsync(linkId, filePath, albumId, progress: bar);
            bar.Finish($"arrived, {photo.ContentType}, {photo.Duration.TotalSeconds:F2} s");
            return true;
        }
        catch (EventPicsException e) when (e.MayBeUploaded)
        {
            bar.Finish($"perhaps arrived: {e.Message}");
        }
        catch (EventPicsException e) when (e.IsTransient)
        {
            bar.Finish($"not now, try again later: {e.Message}");
        }
        catch (EventPicsException e)
        {
            bar.Finish($"rejected ({e.Error}): {e.Message}");
        }
        #endregion

        return false;
    }
}
