namespace EventPics.Cli.OperatorApp.Setup;

/// <summary>What is set up so far.</summary>
internal sealed record WireSetup(
    bool HasKey, bool IsKeyFromEnvironment, string? Event, string? Album, string? Folder, WireKinds Kinds, bool IsComplete);

/// <summary>Which of a booth's files are sent.</summary>
internal sealed record WireKinds(bool SingleShots, bool Videos);

/// <summary>A key that was pasted. It never comes back.</summary>
internal sealed record WireKey(string? Key);

/// <summary>
/// Whether a key is valid: <c>valid</c>, <c>rejected</c>, <c>malformed</c>, <c>empty</c>, or <c>unchecked</c> or <c>notSaved</c> with the
/// reason.
/// </summary>
internal sealed record WireKeyResult(string Result, int Events, string? Problem);

/// <summary>The events, or the last known ones with the date of that list and why there is no newer one.</summary>
internal sealed record WireEvents(IReadOnlyList<WireEvent> Events, string? Problem, DateTimeOffset? KnownAt);

/// <summary>An event with its albums.</summary>
internal sealed record WireEvent(string LinkId, string Title, IReadOnlyList<WireAlbum> Albums);

/// <summary>An album.</summary>
internal sealed record WireAlbum(string Id, string Title);

/// <summary>A folder with its subfolders.</summary>
internal sealed record WireFolder(
    string Path, string? Parent, IReadOnlyList<WireSubfolder> Folders, bool IsCut, string? Problem);

/// <summary>A subfolder.</summary>
internal sealed record WireSubfolder(string Name, string Path);

/// <summary>A place where a booth program saves its photos, with the newest one.</summary>
internal sealed record WirePlace(string Program, string Path, string NewestName, DateTimeOffset NewestAt);

/// <summary>What a folder contains already, as far as it would be sent.</summary>
internal sealed record WireContents(
    int Files, int Today, int NeverSent, DateTimeOffset? Oldest, DateTimeOffset? Newest, IReadOnlyList<WireEarlier> Earlier,
    bool HasSingleShots, string? Problem);

/// <summary>The event that some of them went to.</summary>
internal sealed record WireEarlier(string Title, int Files, DateTimeOffset LatestAt, bool IsThisEvent);

/// <summary>What was chosen, for the checks.</summary>
internal sealed record WireChoice(
    string? LinkId, string? AlbumId, string? Folder, bool SingleShots, bool Videos, string? Older);

/// <summary>The result of the checks.</summary>
internal sealed record WireFindings(IReadOnlyList<WireFinding> Findings);

/// <summary>The result of one check: <c>ok</c>, <c>unchecked</c>, <c>warning</c> or <c>bad</c>.</summary>
internal sealed record WireFinding(string Check, string Name, string Result, string Message);

/// <summary>The measured speed, and what a photo takes at it.</summary>
internal sealed record WireSpeed(long BytesPerSecond, double SecondsPerPhoto, string? Problem);

/// <summary>What is wrong with the choice; nothing when it was saved.</summary>
internal sealed record WireStart(bool IsSaved, IReadOnlyList<string> Problems);
