using EventPics.Queue.Internal.Jobs;
using Microsoft.Data.Sqlite;
using static EventPics.Queue.Internal.Jobs.JobColumns;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>Maps rows to jobs, and jobs to parameters.</summary>
internal static class JobMapper
{
    /// <summary>Reads <see cref="Sql.Columns"/>. An invalid value, as an edited row may have, counts as missing.</summary>
    public static QueueJob ReadJob(SqliteDataReader row)
    {
        var url = ReadUploadUrl(row);
        var phase = (UploadPhase)row.GetInt64(14);
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
            EnqueuedAt = UnixTime.FromMilliseconds(row.GetInt64(10)),
            SpoolTimestamp = row.GetInt64(11),
            IsLarge = row.GetInt64(12) != 0,
            State = (QueuedUploadState)row.GetInt64(13),
            Phase = url is null ? UploadPhase.NeedsUrl : phase,
            Fence = row.GetInt64(15),
            NotBefore = row.GetInt64(16) is > 0 and var notBefore ? UnixTime.FromMilliseconds(notBefore) : null,
            UploadUrl = url,
            UploadUrlsIssued = (int)row.GetInt64(19),
            Attempts = (int)row.GetInt64(20),
            Failures = (int)row.GetInt64(21),
            NewUrlRejections = (int)row.GetInt64(22),
            PossibleDuplicate = row.GetInt64(23) != 0 || (url is null && phase >= UploadPhase.BytesSent),
            LastError = ErrorAt(row, 24),
            LastMessage = TextAt(row, 25),
            UploadedAt = row.IsDBNull(26) ? null : UnixTime.FromMilliseconds(row.GetInt64(26)),
            ETag = TextAt(row, 27),
            SourceModifiedAt = row.IsDBNull(28) ? null : ToFileTime(row.GetInt64(28)),
            ExportedTo = TextAt(row, 29),
            WithdrawnAt = row.IsDBNull(30) ? null : UnixTime.FromMilliseconds(row.GetInt64(30)),
            ObjectKey = url is not null || row.IsDBNull(31) ? null : Convert.ToBase64String((byte[])row.GetValue(31)),
            Account = row.GetString(32),
            TraceParent = TextAt(row, 33),
            Trace = TextAt(row, 34),
        };
    }

    public static SenderStatus ReadSenderStatus(SqliteDataReader row) => new(
        HealthAt(row, 0),
        TextAt(row, 1),
        row.IsDBNull(2) ? null : UnixTime.FromMilliseconds(row.GetInt64(2)),
        row.IsDBNull(3) ? null : UnixTime.FromMilliseconds(row.GetInt64(3)),
        TextAt(row, 4));

    // A file's time is stored in full precision, since it is compared for equality.
    private static DateTimeOffset ToFileTime(long ticks) => new(Math.Min(Math.Max(ticks, 0), DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);

    public static int Add(SqliteSession session, QueueJob job, string? statement = null) => session.Execute(
        statement ?? (job.UnlessElsewhere ? Sql.AddUnlessElsewhere : Sql.Add),
        ("@id", job.Id),
        ("@lane", job.Destination.Key),
        ("@link_id", job.LinkId),
        ("@album_id", job.AlbumId),
        ("@file_name", job.FileName),
        ("@taken_at", ToText(job.TakenAt)),
        ("@content_type", job.ContentType),
        ("@length", job.Length),
        ("@sha256", job.Sha256),
        ("@source_path", job.SourcePath),
        ("@source_modified_at", job.SourceModifiedAt?.UtcTicks),
        ("@enqueued_at", job.EnqueuedAt.ToUnixTimeMilliseconds()),
        ("@spool_stamp", job.SpoolTimestamp),
        ("@large", job.IsLarge ? 1 : 0),
        ("@order_second", job.OrderTime.ToUnixTimeSeconds()),
        ("@order_ms", job.OrderTime.ToUnixTimeMilliseconds()),
        ("@state", (int)job.State),
        ("@possible_duplicate", job.PossibleDuplicate ? 1 : 0),
        ("@step", job.UploadUrl is null ? 0 : (int)job.Phase),
        ("@link", UploadUrlProtector.ProtectUrl(job.UploadUrl?.Url)),
        ("@link_key", ObjectKeyOf(job)),
        ("@link_expires_at", job.UploadUrl?.ExpiresAt.ToUnixTimeMilliseconds()),
        ("@uploaded_at", job.UploadedAt?.ToUnixTimeMilliseconds()),
        ("@exported_to", job.ExportedTo),
        ("@withdrawn_at", job.WithdrawnAt?.ToUnixTimeMilliseconds()),
        ("@account", job.Account),
        ("@traceparent", job.TraceParent));

    public static int Save(SqliteSession session, QueueJob job) => session.Execute(
        Sql.Save,
        ("@id", job.Id),
        ("@fence", job.Fence),
        ("@state", (int)job.State),
        ("@step", (int)job.Phase),
        ("@not_before", job.NotBefore?.ToUnixTimeMilliseconds() ?? 0),
        ("@link", UploadUrlProtector.ProtectUrl(job.UploadUrl?.Url)),
        ("@link_key", ObjectKeyOf(job)),
        ("@link_expires_at", job.UploadUrl?.ExpiresAt.ToUnixTimeMilliseconds()),
        ("@links_issued", job.UploadUrlsIssued),
        ("@attempts", job.Attempts),
        ("@failures", job.Failures),
        ("@fresh_rejects", job.NewUrlRejections),
        ("@possible_duplicate", job.PossibleDuplicate ? 1 : 0),
        ("@last_error", job.LastError?.ToString()),
        ("@last_message", job.LastMessage),
        ("@uploaded_at", job.UploadedAt?.ToUnixTimeMilliseconds()),
        ("@etag", job.ETag),
        ("@spool_stamp", job.SpoolTimestamp),
        ("@trace", job.Trace));

    public static int SaveSenderStatus(SqliteSession session, SenderStatus status) => session.Execute(
        Sql.SaveSenderStatus,
        ("@connection", status.Health.ToString()),
        ("@reason", status.Reason),
        ("@until", status.Until?.ToUnixTimeMilliseconds()),
        ("@contact_at", status.LastContact?.ToUnixTimeMilliseconds()),
        ("@account", status.Account));

    public static int Continue(SqliteSession session, string id, UploadUrl url, UploadPhase phase) => session.Execute(
        Sql.Continue,
        ("@id", id),
        ("@step", (int)phase),
        ("@link", UploadUrlProtector.ProtectUrl(url.Url)),
        ("@link_key", ObjectKey.GetBytes(url)),
        ("@link_expires_at", url.ExpiresAt.ToUnixTimeMilliseconds()));

    private static UploadUrl? ReadUploadUrl(SqliteDataReader row) =>
        UploadUrlProtector.UnprotectUrl(TextAt(row, 17)) is { } url ? new UploadUrl(url, row.IsDBNull(18) ? default : UnixTime.FromMilliseconds(row.GetInt64(18))) : null;
}
