namespace EventPics.HotFolder.Internal;

/// <summary>Finds all mistakes in the options at once.</summary>
internal static class OptionsCheck
{
    /// <summary>Copies options that are right, so that later changes don't reach the hot folder.</summary>
    public static HotFolderOptions Copy(HotFolderOptions options)
    {
        if (Mistakes(options).ToList() is { Count: > 0 } mistakes)
        {
            throw new ArgumentException(string.Join(" ", mistakes), nameof(options));
        }

        var copy = new HotFolderOptions
        {
            Path = options.Path,
            LinkId = options.LinkId,
            AlbumId = options.AlbumId,
            AlbumBySubfolder = options.AlbumBySubfolder,
            FindAlbum = options.FindAlbum,
            Recursive = options.Recursive,
            MaxAge = options.MaxAge,
            QuietTime = options.QuietTime,
            QuietTimeForVideo = options.QuietTimeForVideo,
            ScanInterval = options.ScanInterval,
            PollInterval = options.PollInterval,
            Polling = options.Polling,
            TimeZone = options.TimeZone,
            AfterUpload = options.AfterUpload,
            AllowDelete = options.AllowDelete,
            TimeProvider = options.TimeProvider,
        };
        foreach (var pattern in options.Include)
        {
            copy.Include.Add(pattern);
        }

        foreach (var pattern in options.Exclude)
        {
            copy.Exclude.Add(pattern);
        }

        return copy;
    }

    private static IEnumerable<string> Mistakes(HotFolderOptions options)
    {
        if (Refusal(() => _ = new PathTemplate(options.Path).At(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero))) is { } path)
        {
            yield return path;
        }

        if (Refusal(() => _ = new UploadUrlRequest(options.LinkId, "a.jpg") { AlbumId = options.AlbumId }) is { } target)
        {
            yield return target;
        }

        if (options.AlbumBySubfolder && options.FindAlbum is null)
        {
            yield return "AlbumBySubfolder needs FindAlbum: set it to AlbumTitles.Of(client, linkId).";
        }

        if (options.AfterUpload == AfterUpload.Delete && !options.AllowDelete)
        {
            yield return "Deleting uploaded files needs AllowDelete as well.";
        }

        foreach (var (name, time, least) in new[]
        {
            (nameof(options.QuietTime), options.QuietTime, TimeSpan.Zero),
            (nameof(options.QuietTimeForVideo), options.QuietTimeForVideo, TimeSpan.Zero),
            (nameof(options.MaxAge), options.MaxAge ?? TimeSpan.Zero, TimeSpan.Zero),
            (nameof(options.ScanInterval), options.ScanInterval, TimeSpan.FromSeconds(1)),
            (nameof(options.PollInterval), options.PollInterval, TimeSpan.FromMilliseconds(100)),
        })
        {
            if (time < least)
            {
                yield return $"{name} is {time}, and the least is {least}.";
            }
        }

        if (options.TimeProvider is null)
        {
            yield return "TimeProvider is missing; TimeProvider.System is the PC's clock.";
        }
    }

    private static string? Refusal(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or IOException)
        {
            return e.Message;
        }
    }
}
