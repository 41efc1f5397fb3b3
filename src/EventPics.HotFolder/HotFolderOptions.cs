namespace EventPics.HotFolder;

/// <summary>Which folder to watch, what in it counts, and where it goes.</summary>
public sealed class HotFolderOptions
{
    private List<string> _include = [];
    private List<string> _exclude = [];

    /// <summary>
    /// The folder; it may be missing and come later. <c>{date}</c> stands for today as yyyy-MM-dd, <c>{date-8h}</c> for the day it
    /// was 8 hours ago, so that a party may cross midnight; <c>{date:yyyyMMdd}</c> and <c>{date-8h:yyyyMMdd}</c> write it otherwise.
    /// </summary>
    /// <value>Required.</value>
    public string Path { get; set; } = "";

    /// <summary>The event's link id.</summary>
    /// <value>Required.</value>
    public string LinkId { get; set; } = "";

    /// <summary>The album's id.</summary>
    /// <value>Default: <see langword="null"/>; the service then chooses the album.</value>
    public string? AlbumId { get; set; }

    /// <summary>
    /// Whether a sub-folder directly in the folder stands for the album of that title. Files elsewhere, and in a sub-folder without
    /// such an album, go to <see cref="AlbumId"/>.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AlbumBySubfolder { get; set; }

    /// <summary>Finds the album's id for a sub-folder's name, or <see langword="null"/>; a file waits while it throws.</summary>
    /// <value>Default: <see langword="null"/>; a host asks the client. See <see cref="AlbumTitles"/>.</value>
    public Func<string, CancellationToken, Task<string?>>? FindAlbum { get; set; }

    /// <summary>Whether sub-folders count.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Recursive { get; set; } = true;

    /// <summary>
    /// Patterns of the files that count, like <c>*.jpg</c> or <c>prints/**/*.png</c>, in place of the usual photos and videos. <c>*</c> stands for any
    /// characters of a name, <c>?</c> for one, <c>**</c> for any folders; case doesn't count. <c>[</c>, <c>]</c>, <c>{</c>, <c>}</c> and a leading
    /// <c>!</c> are refused.
    /// </summary>
    /// <value>Default: empty; <see cref="MediaFiles.Extensions"/> count.</value>
    public IList<string> Include => _include;

    /// <summary>Patterns of the files that don't count, like <c>*_raw.*</c> or <c>drafts/**</c>.</summary>
    /// <value>Default: empty. Temporary, hidden and raw files and thumbnails never count.</value>
    public IList<string> Exclude => _exclude;

    /// <summary>How old a file may be that was there before the start.</summary>
    /// <value>Default: <see langword="null"/>; any age. What was uploaded before is never sent again anyway.</value>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Whether photos that were delivered to another event before are sent to this one, too.</summary>
    /// <value>Default: <see langword="false"/>; they are skipped as <see cref="SkipReason.OtherEvent"/>.</value>
    public bool Resend { get; set; }

    /// <summary>How long a file must be left alone when its format doesn't tell its end.</summary>
    /// <value>Default: 2 seconds. On a network drive every file gets at least 5. A file that is certainly cut short gets 30.</value>
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The same for a video, whose writer pauses longer.</summary>
    /// <value>Default: 5 seconds.</value>
    public TimeSpan QuietTimeForVideo { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the whole folder is searched, whatever the system tells about it.</summary>
    /// <value>Default: 60 seconds.</value>
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the whole folder is searched where the system tells no changes: on network drives and some mounts.</summary>
    /// <value>Default: 10 seconds.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether to search again and again in place of waiting for events.</summary>
    /// <value>Default: <see langword="null"/>; only where there are none.</value>
    public bool? Polling { get; set; }

    /// <summary>The zone of capture times that name none.</summary>
    /// <value>Default: <see langword="null"/>; the PC's.</value>
    public TimeZoneInfo? TimeZone { get; set; }

    /// <summary>What becomes of a file once the service has the very bytes on disk.</summary>
    /// <value>Default: <see cref="AfterUpload.Keep"/>.</value>
    public AfterUpload AfterUpload { get; set; }

    /// <summary>Whether <see cref="AfterUpload.Delete"/> is meant.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowDelete { get; set; }

    /// <summary>The clock behind every wait and date.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    // A copy that later changes to the options don't reach. It includes every option, also those added in the future.
    internal HotFolderOptions Snapshot()
    {
        var copy = (HotFolderOptions)MemberwiseClone();
        copy._include = [.. _include];
        copy._exclude = [.. _exclude];
        return copy;
    }
}
