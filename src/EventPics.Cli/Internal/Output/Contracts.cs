namespace EventPics.Cli.Internal;

/// <summary>One file of <c>upload</c> or <c>watch</c>.</summary>
internal sealed record FileLine(
    string Type, string File, string? LinkId, string? AlbumId, long? Bytes, string? Sha256, int Attempts, string? Error);

/// <summary>The last line of <c>upload</c> and <c>watch</c>.</summary>
internal sealed record SummaryLine(string Type, int Uploaded, int Duplicates, int Failed, int Waiting);

/// <summary>One event of <c>events</c>.</summary>
internal sealed record EventOut(string Title, string LinkId, IReadOnlyList<AlbumOut> Albums);

/// <summary>One album of <see cref="EventOut"/>.</summary>
internal sealed record AlbumOut(string Id, string Title);

/// <summary>The file behind <see cref="EventCache"/>.</summary>
internal sealed record CachedEvents(string BaseAddress, IReadOnlyList<EventPicsEvent> Events);

/// <summary>One picture of <c>queue list</c>.</summary>
internal sealed record QueueLine(
    string Id, string File, string State, string LinkId, string? AlbumId, long Bytes, int Attempts, string? Error);

/// <summary><c>queue status</c>.</summary>
internal sealed record StatusLine(
    int Waiting, int Sending, int Uploaded, int SetAside, long WaitingBytes, double? OldestWaitingSeconds, string Connection, string? Reason, DateTimeOffset? NextTryAt);

/// <summary>How many pictures <c>queue retry</c>, <c>remove</c>, <c>export</c> and <c>import</c> dealt with.</summary>
internal sealed record CountLine(string Type, int Count);

/// <summary>One check of <c>doctor</c>.</summary>
internal sealed record CheckLine(string Type, string Check, string Result, string Message);

/// <summary>The verdict of <c>doctor</c>.</summary>
internal sealed record VerdictLine(string Type, bool Go);

/// <summary>The local server of <c>emulator</c>, or the endpoint of <c>listen</c>.</summary>
internal sealed record StartedLine(string Type, string Address, string? ApiKey);

/// <summary>One picture of <c>report</c>.</summary>
internal sealed record ReportLine(
    string Type, string File, string State, string? LinkId, string? AlbumId, long Bytes, string Sha256, DateTimeOffset? UploadedAt, string? Error);

/// <summary>What <c>--on-uploaded</c> sends to a URL.</summary>
internal sealed record HookBody(
    string Type, string File, string? LinkId, string? AlbumId, string? Sha256, DateTimeOffset? TakenAt, DateTimeOffset? UploadedAt);

/// <summary>The last line of <c>report</c>.</summary>
internal sealed record ReportSummaryLine(string Type, int Uploaded, int Waiting, int SetAside, int Missing, bool Complete);
