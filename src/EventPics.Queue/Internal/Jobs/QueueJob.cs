namespace EventPics.Queue.Internal.Jobs;

/// <summary>One row of the queue. Changed copies are made with <c>with</c> and saved as a whole.</summary>
internal sealed record QueueJob
{
    public string Id { get; init; } = "";

    public long Sequence { get; init; }

    public string LinkId { get; init; } = "";

    public string? AlbumId { get; init; }

    public string FileName { get; init; } = "";

    public DateTimeOffset? TakenAt { get; init; }

    public string ContentType { get; init; } = "";

    public long Length { get; init; }

    public string Sha256 { get; init; } = "";

    public string? SourcePath { get; init; }

    public DateTimeOffset? SourceModifiedAt { get; init; }

    public DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>Last write time of the spooled bytes when they were known to be right; 0 when only a hash can tell.</summary>
    public long SpoolTimestamp { get; init; }

    public bool IsLarge { get; init; }

    public QueuedUploadState State { get; init; }

    public UploadPhase Phase { get; init; }

    /// <summary>Counts the claims: whoever holds an older number has lost the job.</summary>
    public long Fence { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public UploadUrl? UploadUrl { get; init; }

    public int UploadUrlsIssued { get; init; }

    public int Attempts { get; init; }

    /// <summary>Transient failures since bytes last moved.</summary>
    public int Failures { get; init; }

    /// <summary>How many fresh links the storage refused for this picture.</summary>
    public int NewUrlRejections { get; init; }

    public bool PossibleDuplicate { get; init; }

    public EventPicsError? LastError { get; init; }

    public string? LastMessage { get; init; }

    public DateTimeOffset? UploadedAt { get; init; }

    public string? ETag { get; init; }

    /// <summary>Names the object that this photo is stored in once its upload URL is forgotten. No other photo may ever be sent there.</summary>
    public string? ObjectKey { get; init; }

    /// <summary>Added only unless another event has or had these bytes. Of no meaning once there is a row.</summary>
    public bool UnlessElsewhere { get; init; }

    public string? ExportedTo { get; init; }

    /// <summary>When it was exported or removed.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    public Destination Destination => new(LinkId, AlbumId);

    /// <summary>Whether nothing more happens to it by itself.</summary>
    public bool IsFinished => State is not (QueuedUploadState.Waiting or QueuedUploadState.Sending);

    /// <summary>What the order of sending goes by.</summary>
    public DateTimeOffset OrderTime => TakenAt ?? EnqueuedAt;

    /// <summary>Forgets the link. What may have reached it can then show up twice.</summary>
    public QueueJob WithoutUploadUrl(bool mayHaveArrived) => this with
    {
        UploadUrl = null,
        Phase = UploadPhase.NeedsUrl,
        PossibleDuplicate = PossibleDuplicate || mayHaveArrived,
    };

    public QueuedUpload ToPublic(long bytesSent = 0, bool wasAlreadyQueued = false) => new()
    {
        Id = Id,
        LinkId = LinkId,
        AlbumId = AlbumId,
        FileName = FileName,
        SourcePath = SourcePath,
        SourceModifiedAt = SourceModifiedAt,
        ExportedTo = ExportedTo,
        WithdrawnAt = WithdrawnAt,
        ContentType = ContentType,
        Length = Length,
        Sha256 = Sha256,
        TakenAt = TakenAt,
        State = State,
        Attempts = Attempts,
        LastError = LastError,
        LastErrorMessage = LastMessage,
        NextAttemptAt = NotBefore,
        EnqueuedAt = EnqueuedAt,
        UploadedAt = UploadedAt,
        ETag = ETag,
        PossibleDuplicate = PossibleDuplicate,
        WasAlreadyQueued = wasAlreadyQueued,
        BytesSent = bytesSent,
    };

    public Delivery ToDelivery() => new()
    {
        Id = Id,
        LinkId = LinkId,
        AlbumId = AlbumId,
        FileName = FileName,
        State = State,
        At = WithdrawnAt ?? UploadedAt ?? EnqueuedAt,
        UploadedAt = UploadedAt,
        ExportedTo = ExportedTo,
    };
}
