namespace EventPics.Cli.Profiles;

/// <summary>
/// What the operator app sends, where to, and how. The keys of its file are the properties in camelCase and mean what the options of
/// <c>watch</c> of the same name mean. It never contains the API key, so that one file can be copied to every booth.
/// </summary>
internal sealed record Profile
{
    /// <summary>The booth's name, for its page and reports.</summary>
    public string? BoothName { get; init; }

    /// <summary>The folders to watch, as full paths.</summary>
    public IReadOnlyList<string> Folders { get; init => field = value ?? []; } = [];

    /// <summary>The event: its ID, title or link.</summary>
    public string? Event { get; init; }

    /// <summary>The album: its ID or title.</summary>
    public string? Album { get; init; }

    public bool AlbumBySubfolder { get; init; }

    public IReadOnlyList<string> Include { get; init => field = value ?? []; } = [];

    public IReadOnlyList<string> Exclude { get; init => field = value ?? []; } = [];

    public bool NoRecursive { get; init; }

    /// <summary>Whether photos that were in the folders before are sent whatever their age.</summary>
    public bool All { get; init; }

    /// <summary>The maximum age of photos that were in the folders before: a DURATION.</summary>
    public string? MaxAge { get; init; }

    /// <summary>Of the photos that were in the folders before, only those from this time on are sent.</summary>
    public string? Since { get; init; }

    public bool Resend { get; init; }

    /// <summary><c>keep</c>, <c>move</c> or <c>delete</c>.</summary>
    public string? AfterUpload { get; init; }

    public bool AllowDelete { get; init; }

    public string? Bwlimit { get; init; }

    /// <summary>The time zone of capture times without one, by its system name.</summary>
    public string? TimeZone { get; init; }

    public string? OnUploaded { get; init; }

    public string? OnProblem { get; init; }

    /// <summary>Whether the page plays a sound when there is a problem.</summary>
    public bool Sound { get; init; }

    /// <summary>Whether the page shows a notification of the browser when there is a problem.</summary>
    public bool Notifications { get; init; }

    /// <summary><c>en</c> or <c>de</c>.</summary>
    public string? Lang { get; init; }

    /// <summary>What phones on the same network may do: <c>off</c>, <c>view</c> or <c>control</c>.</summary>
    public string? PhoneAccess { get; init; }
}
