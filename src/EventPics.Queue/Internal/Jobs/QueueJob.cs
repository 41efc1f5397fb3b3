namespace EventPics.Queue.Internal.Jobs;

/// <summary>A row of the queue. It is changed by <c>with</c> and saved as a whole.</summary>
internal sealed record QueueJob
{
    public string Id { get; init; } = "";

    public long Sequence { get; init; }

    public string LinkId { get; init; } = "";

    public string? AlbumId { get; init; }

    public string FileName { get; init; } = "";

    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>The W3C trace context of the request that enqueued it; null without one.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The trace context of its first attempt, which later ones continue; null before that, or when nothing was traced.</summary>
    public string? Trace { get; init; }

    /// <summary>The <see cref="Jobs.Account"/> whose key sends it.</summary>
    public string Account { get; init; } = Jobs.Account.None;

    public string ContentType { get; init; } = "";

    public long Length { get; init; }

    public string Sha256 { get; init; } = "";

    public string? SourcePath { get; init; }

    public DateTimeOffset? SourceModifiedAt { get; init; }

    public DateTimeOffset EnqueuedAt { get; init; }

    /// <summary>The modification time of the spooled bytes when they were last verified; 0 when they must be hashed.</summary>
    public long SpoolTimestamp { get; init; }

    public bool IsLarge { get; init; }

    public QueuedUploadState State { get; init; }

    public UploadPhase Phase { get; init; }

    /// <summary>Counts the claims. The holder of an older number has lost the job.</summary>
    public long Fence { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public UploadUrl? UploadUrl { get; init; }

    public int UploadUrlsIssued { get; init; }

    public int Attempts { get; init; }

    /// <summary>Transient failures since bytes were last sent.</summary>
    public int Failures { get; init; }

    /// <summary>How many new upload URLs the storage rejected for this photo.</summary>
    public int NewUrlRejections { get; init; }

    public bool PossibleDuplicate { get; init; }

    public EventPicsError? LastError { get; init; }

    public string? LastMessage { get; init; }

    public DateTimeOffset? UploadedAt { get; init; }

    public string? ETag { get; init; }

    /// <summary>The key of the object that stores this photo, once its upload URL is deleted. No other photo may be sent to that object.</summary>
    public string? ObjectKey { get; init; }

    /// <summary>The job is added only if no other event has or had these bytes. Has no meaning once there is a row.</summary>
    public bool UnlessElsewhere { get; init; }

    public string? ExportedTo { get; init; }

    /// <summary>When it was exported or removed.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    public Destination Destination => new(LinkId, AlbumId);

    /// <summary>Whether it stays in its state until a person changes it.</summary>
    public bool IsFinished => State is not (QueuedUploadState.Waiting or QueuedUploadState.Sending);

    /// <summary>The time that determines the order of sending.</summary>
    public DateTimeOffset OrderTime => TakenAt ?? EnqueuedAt;

    /// <summary>Deletes the upload URL. If something may have arrived there, the photo becomes a possible duplicate.</summary>
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
        BytesSent = State == QueuedUploadState.Uploaded ? Length : bytesSent,
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
