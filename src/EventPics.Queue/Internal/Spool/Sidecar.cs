using System.Text.Json;
using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Spool;

/// <summary>The sidecar file of spooled bytes: everything that a row needs if the database is rebuilt. It contains no upload URL and no API key.</summary>
internal sealed record Sidecar
{
    public int Version { get; init; } = 1;

    public string Id { get; init; } = "";

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

    public string? ExportedTo { get; init; }

    /// <summary>When it was exported or removed.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    public DateTimeOffset? UploadedAt { get; init; }

    public string? ObjectKey { get; init; }

    public bool PossibleDuplicate { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>Null when it was enqueued without an API key.</summary>
    public string? Account { get; init; }

    /// <summary>A crash may come before the row is added. Recovery must then apply the same condition.</summary>
    public bool UnlessElsewhere { get; init; }

    public static Sidecar From(QueueJob job) => new()
    {
        Id = job.Id,
        LinkId = job.LinkId,
        AlbumId = job.AlbumId,
        FileName = job.FileName,
        TakenAt = job.TakenAt,
        ContentType = job.ContentType,
        Length = job.Length,
        Sha256 = job.Sha256,
        SourcePath = job.SourcePath,
        SourceModifiedAt = job.SourceModifiedAt,
        EnqueuedAt = job.EnqueuedAt,
        ExportedTo = job.State is QueuedUploadState.Exported or QueuedUploadState.Removed ? job.ExportedTo : null,
        WithdrawnAt = job.WithdrawnAt,
        UploadedAt = job.UploadedAt,
        ObjectKey = job.ObjectKey,
        PossibleDuplicate = job.PossibleDuplicate || job.Phase >= UploadPhase.BytesSent,
        UnlessElsewhere = job.UnlessElsewhere,
        TraceParent = job.TraceParent,
        Account = job.Account.Length == 0 ? null : job.Account,
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SidecarJson.Default.Sidecar);

    /// <summary>Reads a sidecar file. Returns null when it is invalid, or not that of <paramref name="id"/>.</summary>
    public static Sidecar? FromJson(ReadOnlySpan<byte> text, string? id)
    {
        try
        {
            var sidecar = JsonSerializer.Deserialize(text, SidecarJson.Default.Sidecar);
            return sidecar is { Version: 1, Length: > 0, Sha256.Length: 64, LinkId.Length: > 0, FileName: not null, ContentType: not null }
                && sidecar.Id == (id ?? sidecar.Id)
                    ? sidecar
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public QueueJob ToJob(long largeFileSize) => new()
    {
        Id = Id,
        LinkId = LinkId,
        AlbumId = AlbumId,
        FileName = FileName,
        TakenAt = TakenAt,
        ContentType = ContentType,
        Length = Length,
        Sha256 = Sha256,
        SourcePath = SourcePath,
        SourceModifiedAt = SourceModifiedAt,
        EnqueuedAt = EnqueuedAt,
        State = ExportedTo is null ? QueuedUploadState.Waiting : QueuedUploadState.Exported,
        ExportedTo = ExportedTo,
        WithdrawnAt = WithdrawnAt,
        UploadedAt = UploadedAt,
        ObjectKey = ObjectKey,
        PossibleDuplicate = PossibleDuplicate,
        UnlessElsewhere = UnlessElsewhere,
        IsLarge = Length > largeFileSize,
        TraceParent = TraceParent,
        Account = Account ?? Jobs.Account.None,
    };
}
