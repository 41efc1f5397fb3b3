using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Wire;

/// <summary>What a page may know about a photo: neither its path on this computer nor its upload URL.</summary>
internal sealed record WireUpload(
    string Id,
    string LinkId,
    string? AlbumId,
    string FileName,
    string Kind,
    long Length,
    long BytesSent,
    QueuedUploadState State,
    int Attempts,
    EventPicsError? Error,
    string? ErrorMessage,
    DateTimeOffset? TakenAt,
    DateTimeOffset EnqueuedAt,
    DateTimeOffset? UploadedAt,
    DateTimeOffset? NextAttemptAt,
    bool PossibleDuplicate);

internal sealed record WirePage(IReadOnlyList<WireUpload> Uploads, string? Continuation);

/// <summary>A queue's status. Ages are in milliseconds, since a phone's clock may be wrong.</summary>
internal sealed record WireStatus(
    QueueHealth Health,
    string? Reason,
    long? RetryIn,
    long? LastContactAge,
    int Waiting,
    int Sending,
    int UploadedToday,
    int Uploaded,
    int Failed,
    long WaitingBytes,
    long BytesPerSecond,
    long? OldestWaitingAge,
    int OtherAccount,
    int PossibleDuplicates,
    bool IsSender,
    IReadOnlyList<WireFolder> Folders,
    IReadOnlyList<string> Problems);

internal sealed record WireFolder(string Path, bool IsReachable, string? Problem, string? ProblemMessage, int Waiting);

internal sealed record WireSettings(
    string Root,
    string Screen,
    string Language,
    string Account,
    IReadOnlyList<string> Accounts,
    bool ReadOnly,
    string Token,
    IReadOnlyDictionary<string, string> Errors);

internal sealed record WireToken(string Token);

internal sealed record WireEvent(string LinkId, string Title, IReadOnlyList<WireAlbum> Albums);

internal sealed record WireAlbum(string Id, string Title);

internal sealed record WireEvents(IReadOnlyList<WireEvent> Events, bool IsComplete);

/// <summary>What an event looks like at its end.</summary>
internal sealed record WireWrapUp(
    string? Event,
    IReadOnlyList<WireEventCount> Events,
    string Conclusion,
    int Uploaded,
    int Total,
    int Failed,
    int Removed,
    int PossibleDuplicates,
    int MissingCount,
    IReadOnlyList<WireUpload> Missing,
    IReadOnlyList<WireSkipped> Skipped,
    string? NotQueued);

internal sealed record WireEventCount(string LinkId, int Photos);

internal sealed record WireSkipped(string Reason, int Count, IReadOnlyList<string> Names);

internal sealed record WireError(string Reason, string Message);

/// <summary>The body of every request that changes something: each uses the members it needs.</summary>
internal sealed record WireAction(IReadOnlyList<string>? Ids, string? LinkId, string? AlbumId, string? Undo);

internal sealed record WireResult(int Count, string? Undo);
