using System.Text.Json.Serialization;

namespace EventPics.Cli.Context;

/// <summary>One file of <c>upload</c> or <c>watch</c>.</summary>
internal sealed record FileLine(
    string Type, string File, string? LinkId, string? AlbumId, long? Bytes, string? Sha256, int Attempts, string? Error, DateTimeOffset At);

/// <summary>One file that <c>upload</c> or <c>watch</c> skipped.</summary>
internal sealed record SkippedLine(
    string Type, string File, string? LinkId, string? AlbumId, long? Bytes, string? Sha256, int Attempts, string? Error,
    DateTimeOffset At, string Reason);

/// <summary>The last line of <c>upload</c> and <c>watch</c>.</summary>
internal sealed record SummaryLine(string Type, int Uploaded, int Duplicates, int Failed, int Waiting, int Skipped);

/// <summary>The line of <c>status</c>.</summary>
internal sealed record HealthLine(
    string Type, string Health, string Message, string Connection, int Waiting, int Sending, int UploadedToday,
    int Failed, double? OldestWaitingSeconds, DateTimeOffset? NextTryAt,
    DateTimeOffset? LastContactAt);

/// <summary>A change of the connection's state.</summary>
internal sealed record StateLine(
    string Type, string Connection, string Message, string? Reason, DateTimeOffset? NextTryAt, int Waiting, DateTimeOffset At);

/// <summary>One event of <c>events</c> or <c>emulator</c>.</summary>
internal sealed record EventLine(string Type, string Title, string LinkId, IReadOnlyList<EventPicsAlbum> Albums)
{
    public static EventLine From(EventPicsEvent found) => new("event", found.Title, found.LinkId, found.Albums);
}

/// <summary>The file behind <c>EventCache</c>.</summary>
internal sealed record CachedEvents(string BaseAddress, IReadOnlyList<EventPicsEvent> Events);

/// <summary><c>queue status</c>.</summary>
internal sealed record StatusLine(
    string Type, int Waiting, int Sending, int Uploaded, int UploadedToday, int Failed, int Exported, int Removed, int PossibleDuplicates,
    int OtherAccount, IReadOnlyList<string> OtherAccountLinkIds, long WaitingBytes, double? OldestWaitingSeconds, string Connection, string? Reason, DateTimeOffset? NextTryAt, DateTimeOffset At);

/// <summary>
/// How many photos <c>queue retry</c>, <c>remove</c>, <c>take-back</c>, <c>move</c>, <c>export</c> and <c>import</c> handled.
/// </summary>
internal sealed record CountLine(string Type, int Count);

/// <summary>One check of <c>doctor</c>.</summary>
internal sealed record CheckLine(string Type, string Check, string Result, string Message);

/// <summary>The result of <c>doctor</c>.</summary>
internal sealed record DoctorResultLine(string Type, bool Go);

/// <summary>The local server of <c>emulator</c>, or the endpoint of <c>listen</c>.</summary>
internal sealed record StartedLine(string Type, string Address, string? ApiKey)
{
    public static StartedLine Create(string address, string? apiKey = null) => new("started", address, apiKey);
}

/// <summary>One photo of <c>report</c>.</summary>
internal sealed record ReportLine(
    string Type, string File, string State, string? LinkId, string? AlbumId, long? Bytes, string? Sha256, DateTimeOffset? TakenAt,
    DateTimeOffset? UploadedAt,
    bool PossibleDuplicate, bool IsInFolder, string? Error);

/// <summary>What <c>--on-uploaded</c> and <c>--on-problem</c> send to a URL.</summary>
internal sealed record HookBody(
    string Type, string File, string? LinkId, string? AlbumId, string? Sha256, DateTimeOffset? TakenAt, DateTimeOffset? UploadedAt)
{
    /// <summary>For <c>--on-problem</c>: the connection's state, or <c>failed</c> for a photo.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }

    /// <summary>For <c>--on-problem</c>: what happened and what to do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }
}

/// <summary>The last line of <c>report</c>.</summary>
internal sealed record ReportSummaryLine(
    string Type, int Uploaded, int Waiting, int Exported, int Failed, int Removed, int Missing, int Unreadable,
    int Skipped, bool Complete, DateTimeOffset At);

/// <summary>One error of <c>profile check</c>.</summary>
internal sealed record ProfileErrorLine(string Type, string? Key, string Message);

/// <summary>The result of <c>profile check</c>.</summary>
internal sealed record ProfileLine(string Type, string File, bool Valid, int Errors);
