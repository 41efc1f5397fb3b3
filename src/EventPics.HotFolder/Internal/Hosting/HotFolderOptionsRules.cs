using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Watching;

namespace EventPics.HotFolder.Internal.Hosting;

/// <summary>Validates the options and reports all errors together.</summary>
internal static class HotFolderOptionsRules
{
    /// <summary>Returns a snapshot of valid options.</summary>
    /// <exception cref="ArgumentException">At least one option is invalid; the message lists all errors.</exception>
    public static HotFolderOptions Validate(HotFolderOptions options)
    {
        var snapshot = options.Snapshot();
        var errors = FindErrors(snapshot).ToList();
        return errors.Count == 0 ? snapshot : throw new ArgumentException(string.Join(" ", errors), nameof(options));
    }

    public static IEnumerable<string> FindErrors(HotFolderOptions options)
    {
        if (FindPathError(options.Path) is { } path)
        {
            yield return path;
        }

        if (!IsId(options.LinkId))
        {
            yield return $"LinkId {Quote(options.LinkId)} is not an event's link ID. Get it from GetEventsAndAlbumsAsync.";
        }

        if (options.AlbumId is { } album && !IsId(album))
        {
            yield return $"AlbumId {Quote(album)} is not an album's ID. Get it from GetEventsAndAlbumsAsync, or set it to null; the service then chooses the album.";
        }

        foreach (var error in options.Include.Concat(options.Exclude).Select(NamePattern.FindError).OfType<string>().Distinct())
        {
            yield return $"Include or Exclude: {error}";
        }

        if (options.AlbumBySubfolder && options.FindAlbum is null)
        {
            yield return "AlbumBySubfolder needs FindAlbum: set it to AlbumTitles.CreateResolver(client, linkId).";
        }

        if (options.AfterUpload == AfterUpload.Delete && !options.AllowDelete)
        {
            yield return "AfterUpload.Delete also needs AllowDelete. Set it to true if the files are to be deleted after their upload.";
        }

        foreach (var (name, value, minimum) in new[]
        {
            (nameof(options.QuietTime), options.QuietTime, TimeSpan.Zero),
            (nameof(options.QuietTimeForVideo), options.QuietTimeForVideo, TimeSpan.Zero),
            (nameof(options.MaxAge), options.MaxAge ?? TimeSpan.Zero, TimeSpan.Zero),
            (nameof(options.ScanInterval), options.ScanInterval, TimeSpan.FromSeconds(1)),
            (nameof(options.PollInterval), options.PollInterval, TimeSpan.FromMilliseconds(100)),
        })
        {
            if (value < minimum)
            {
                yield return $"{name} is {value}. Set it to {minimum} or more.";
            }
        }

        if (options.TimeProvider is null)
        {
            yield return "TimeProvider is missing. Set it to TimeProvider.System.";
        }
    }

    private static string? FindPathError(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return "Path is missing. Set it to the folder where the photos are saved.";
        }

        try
        {
            _ = new PathTemplate(path).At(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
            return null;
        }
        catch (FormatException e)
        {
            return $"Path: {e.Message}";
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or IOException)
        {
            return $"Path {Quote(path)} is not a valid folder path. It is too long or contains an invalid character.";
        }
    }

    private static bool IsId(string id)
    {
        try
        {
            _ = new UploadUrlRequest(id, "a.jpg");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Quote(string? value) => value is null ? "(null)" : $"'{value}'";
}
