namespace EventPics.HotFolder;

/// <summary>Which folder to watch, which files to upload, and where to.</summary>
public sealed class HotFolderOptions
{
    private List<string> _include = [];
    private List<string> _exclude = [];

    /// <summary>
    /// The folder; it may be created later. <c>{date}</c> is replaced by today's date as yyyy-MM-dd, <c>{date-8h}</c> by the date 8 hours
    /// ago, so that a party may last past midnight; <c>{date:yyyyMMdd}</c> and <c>{date-8h:yyyyMMdd}</c> use another format.
    /// </summary>
    /// <value>Required.</value>
    public string Path { get; set; } = "";

    /// <summary>The event's link ID.</summary>
    /// <value>Required.</value>
    public string LinkId { get; set; } = "";

    /// <summary>The album's ID.</summary>
    /// <value>Default: <see langword="null"/>; the service then chooses the album.</value>
    public string? AlbumId { get; set; }

    /// <summary>
    /// Whether files in a direct subfolder go to the album of the same title. All other files, and those in a subfolder without
    /// such an album, go to <see cref="AlbumId"/>.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AlbumBySubfolder { get; set; }

    /// <summary>Returns the ID of the album for a subfolder's name, or <see langword="null"/>; files wait while it throws.</summary>
    /// <value>Default: <see langword="null"/>; a host queries the client. See <see cref="AlbumTitles"/>.</value>
    public Func<string, CancellationToken, Task<string?>>? FindAlbum { get; set; }

    /// <summary>Whether to include subfolders.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Recursive { get; set; } = true;

    /// <summary>
    /// Patterns of the files to include, such as <c>*.jpg</c> or <c>prints/**/*.png</c>, instead of all photos and videos. <c>*</c> matches
    /// any characters of a name, <c>?</c> one character, <c>**</c> any folders; case is ignored. <c>[</c>, <c>]</c>, <c>{</c>, <c>}</c> and
    /// a leading
    /// <c>!</c> are rejected.
    /// </summary>
    /// <value>Default: empty; files with <see cref="MediaFiles.Extensions"/> are included.</value>
    public IList<string> Include => _include;

    /// <summary>Patterns of the files to exclude, such as <c>*_raw.*</c> or <c>drafts/**</c>.</summary>
    /// <value>Default: empty. Temporary, hidden and raw files and thumbnails are always excluded.</value>
    public IList<string> Exclude => _exclude;

    /// <summary>The maximum age of files that were in the folder before the start.</summary>
    /// <value>Default: <see langword="null"/>, no limit. Files that were uploaded before are never sent again in any case.</value>
    public TimeSpan? MaxAge { get; set; }

    /// <summary>
    /// Since when new files belong to this event, if the event was changed some time before the folder could be opened for it. Files that
    /// arrive in between would count as the previous event's. Set it to a time when the folder was no longer open for that one.
    /// </summary>
    /// <value>Default: <see langword="null"/>; since the folder was opened. A time in the future has no effect.</value>
    public DateTimeOffset? EventSince { get; set; }

    /// <summary>Whether photos that were uploaded to another event before are sent to this one as well.</summary>
    /// <value>Default: <see langword="false"/>; they are skipped as <see cref="SkipReason.OtherEvent"/>.</value>
    public bool Resend { get; set; }

    /// <summary>How long a file must be unchanged when its format doesn't show where it ends.</summary>
    /// <value>
    /// Default: 2 seconds. At least 5 seconds on a network drive; 30 seconds for a file that looks damaged though no bytes are missing. A
    /// file whose format shows that bytes are missing waits, however long it is unchanged, until it is complete.
    /// </value>
    public TimeSpan QuietTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The same for a video, which is written with longer pauses.</summary>
    /// <value>Default: 5 seconds.</value>
    public TimeSpan QuietTimeForVideo { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the whole folder is scanned, whatever changes the system reports.</summary>
    /// <value>Default: 60 seconds.</value>
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often the whole folder is scanned where the system reports no changes: on network drives and some mounts.</summary>
    /// <value>Default: 10 seconds.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether to scan the folder periodically instead of relying on change notifications.</summary>
    /// <value>Default: <see langword="null"/>; only where there are no notifications.</value>
    public bool? Polling { get; set; }

    /// <summary>The time zone of capture times without one.</summary>
    /// <value>Default: <see langword="null"/>; the local time zone.</value>
    public TimeZoneInfo? TimeZone { get; set; }

    /// <summary>What happens to a file after exactly its bytes were uploaded.</summary>
    /// <value>Default: <see cref="AfterUpload.Keep"/>.</value>
    public AfterUpload AfterUpload { get; set; }

    /// <summary>Whether <see cref="AfterUpload.Delete"/> is allowed.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowDelete { get; set; }

    /// <summary>The clock for every delay and date.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where a host's options come from; <see langword="null"/> without a host.</summary>
    internal OptionsOrigin? Origin { get; set; }

    // A copy that is independent of later changes to the options. It includes every option, also those added in the future.
    internal HotFolderOptions Snapshot()
    {
        var copy = (HotFolderOptions)MemberwiseClone();
        copy._include = [.. _include];
        copy._exclude = [.. _exclude];
        return copy;
    }
}
