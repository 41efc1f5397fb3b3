using System.Data.Common;
using EventPics.Queue.Internal.Jobs;
using static EventPics.Queue.Internal.Jobs.JobColumns;

namespace EventPics.Queue.Internal.PostgreSql;

/// <summary>
/// Maps rows to jobs, and jobs to parameters. Delays are given to the database and read from it, since its clock may differ from this one.
/// </summary>
internal sealed class JobMapper(TimeProvider time)
{
    /// <summary>Reads <see cref="Sql.Columns"/>. An invalid value, as an edited row may have, counts as missing.</summary>
    public QueueJob ReadJob(DbDataReader row)
    {
        var url = Uri.TryCreate(TextAt(row, 18), UriKind.Absolute, out var stored)
            ? new UploadUrl(stored, TimeAt(row, 19) ?? default)
            : null;
        var phase = (UploadPhase)row.GetInt16(15);
        return new QueueJob
        {
            Sequence = row.GetInt64(0),
            Id = row.GetString(1),
            LinkId = row.GetString(2),
            AlbumId = TextAt(row, 3),
            FileName = row.GetString(4),
            TakenAt = TakenAt(row, 5),
            ContentType = row.GetString(6),
            Length = row.GetInt64(7),
            Sha256 = row.GetString(8),
            SourcePath = TextAt(row, 9),
            SourceModifiedAt = row.IsDBNull(10) ? null : new DateTimeOffset(row.GetInt64(10), TimeSpan.Zero),
            EnqueuedAt = TimeAt(row, 11) ?? default,
            SpoolTimestamp = row.GetInt64(12),
            IsLarge = row.GetBoolean(13),
            State = (QueuedUploadState)row.GetInt16(14),
            Phase = url is null ? UploadPhase.NeedsUrl : phase,
            Fence = row.GetInt64(16),
            NotBefore = row.IsDBNull(17) ? null : After(row.GetDouble(17)),
            UploadUrl = url,
            ObjectKey = url is not null || row.IsDBNull(20) ? null : Convert.ToBase64String(row.GetFieldValue<byte[]>(20)),
            UploadUrlsIssued = row.GetInt32(21),
            Attempts = row.GetInt32(22),
            Failures = row.GetInt32(23),
            NewUrlRejections = row.GetInt32(24),
            PossibleDuplicate = row.GetBoolean(25) || (url is null && phase >= UploadPhase.BytesSent),
            LastError = ErrorAt(row, 26),
            LastMessage = TextAt(row, 27),
            UploadedAt = TimeAt(row, 28),
            ETag = TextAt(row, 29),
            ExportedTo = TextAt(row, 30),
            WithdrawnAt = TimeAt(row, 31),
            Account = row.GetString(32),
            TraceParent = TextAt(row, 33),
            Trace = TextAt(row, 34),
        };
    }

    public static SenderStatus ReadSenderStatus(DbDataReader row) => new(
        HealthAt(row, 0),
        TextAt(row, 1),
        TimeAt(row, 2),
        TimeAt(row, 3),
        TextAt(row, 4));

    /// <summary>The time by this process's clock, rounded up so that a job is due then.</summary>
    public DateTimeOffset After(double seconds) => time.GetUtcNow().AddMilliseconds(Math.Ceiling(seconds * 1000));

    public static (string Name, object? Value)[] ToAdd(QueueJob job) =>
    [
        ("id", job.Id),
        ("account", job.Account),
        ("destination", job.Destination.Key),
        ("link_id", job.LinkId),
        ("album_id", job.AlbumId),
        ("file_name", job.FileName),
        ("taken_at", ToText(job.TakenAt)),
        ("content_type", job.ContentType),
        ("length", job.Length),
        ("sha256", job.Sha256),
        ("source_path", job.SourcePath),
        ("source_modified_at", job.SourceModifiedAt?.UtcTicks),
        ("enqueued_at", job.EnqueuedAt),
        ("spool_timestamp", job.SpoolTimestamp),
        ("is_large", job.IsLarge),
        ("order_second", job.OrderTime.ToUnixTimeSeconds()),
        ("order_ms", job.OrderTime.ToUnixTimeMilliseconds()),
        ("phase", job.UploadUrl is null ? 0 : (int)job.Phase),
        ("upload_url", job.UploadUrl?.Url.AbsoluteUri),
        ("object_key", job.UploadUrl is { } url ? ObjectKey.GetBytes(url) : null),
        ("upload_url_expires_at", job.UploadUrl?.ExpiresAt),
        ("possible_duplicate", job.PossibleDuplicate),
        ("traceparent", job.TraceParent),
        ("unless_elsewhere", job.UnlessElsewhere),
    ];

    public (string Name, object? Value)[] ToSave(QueueJob job, Guid owner, TimeSpan lease) =>
    [
        ("id", job.Id),
        ("fence", job.Fence),
        ("owner", owner),
        ("lease", lease),
        ("state", (int)job.State),
        ("phase", (int)job.Phase),
        ("delay", job.NotBefore is { } due && due - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : null),
        ("upload_url", job.UploadUrl?.Url.AbsoluteUri),
        ("object_key", ObjectKeyOf(job)),
        ("upload_url_expires_at", job.UploadUrl?.ExpiresAt),
        ("upload_urls_issued", job.UploadUrlsIssued),
        ("attempts", job.Attempts),
        ("failures", job.Failures),
        ("new_url_rejections", job.NewUrlRejections),
        ("possible_duplicate", job.PossibleDuplicate),
        ("last_error", job.LastError?.ToString()),
        ("last_message", job.LastMessage),
        ("uploaded_at", job.UploadedAt),
        ("etag", job.ETag),
        ("spool_timestamp", job.SpoolTimestamp),
        ("trace", job.Trace),
    ];

    private static DateTimeOffset? TimeAt(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetDateTime(column), TimeSpan.Zero);
}
