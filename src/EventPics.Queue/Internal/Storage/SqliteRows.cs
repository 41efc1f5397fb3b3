using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Internal;

/// <summary>Turns rows into jobs and jobs into parameters.</summary>
internal static class SqliteRows
{
    /// <summary>Reads <see cref="Statements.Columns"/>. A value that makes no sense, since somebody edited the row, counts as missing.</summary>
    public static UploadJob ReadJob(SqliteDataReader row)
    {
        var link = ReadLink(row);
        var step = (SendStep)row.GetInt64(14);
        return new UploadJob
        {
            Sequence = row.GetInt64(0),
            Id = row.GetString(1),
            LinkId = row.GetString(2),
            AlbumId = TextAt(row, 3),
            FileName = row.GetString(4),
            TakenAt = DateTimeOffset.TryParse(TextAt(row, 5), CultureInfo.InvariantCulture, DateTimeStyles.None, out var taken) ? taken : null,
            ContentType = row.GetString(6),
            Length = row.GetInt64(7),
            Sha256 = row.GetString(8),
            SourcePath = TextAt(row, 9),
            EnqueuedAt = Time(row.GetInt64(10)),
            SpoolStamp = row.GetInt64(11),
            IsLarge = row.GetInt64(12) != 0,
            State = (QueuedUploadState)row.GetInt64(13),
            Step = link is null ? SendStep.NeedLink : step,
            Fence = row.GetInt64(15),
            NotBefore = row.GetInt64(16) is > 0 and var notBefore ? Time(notBefore) : null,
            Link = link,
            LinksIssued = (int)row.GetInt64(19),
            Attempts = (int)row.GetInt64(20),
            Failures = (int)row.GetInt64(21),
            FreshRejects = (int)row.GetInt64(22),
            PossibleDuplicate = row.GetInt64(23) != 0 || (link is null && step >= SendStep.Started),
            LastError = TextAt(row, 24) is { } error && Enum.TryParse(error, out EventPicsError known) ? known : null,
            LastMessage = TextAt(row, 25),
            UploadedAt = row.IsDBNull(26) ? null : Time(row.GetInt64(26)),
            ETag = TextAt(row, 27),
        };
    }

    public static SenderReport ReadSender(SqliteDataReader row) => new(
        Enum.TryParse(row.GetString(0), out QueueConnection connection) ? connection : QueueConnection.NotSending,
        TextAt(row, 1),
        row.IsDBNull(2) ? null : Time(row.GetInt64(2)));

    public static DateTimeOffset Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(Math.Max(milliseconds, 0), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    public static int Add(SqliteSession session, UploadJob job) => session.Execute(
        Statements.Add,
        ("@id", job.Id),
        ("@lane", job.Lane.Key),
        ("@link_id", job.LinkId),
        ("@album_id", job.AlbumId),
        ("@file_name", job.FileName),
        ("@taken_at", job.TakenAt?.ToString("O", CultureInfo.InvariantCulture)),
        ("@content_type", job.ContentType),
        ("@length", job.Length),
        ("@sha256", job.Sha256),
        ("@source_path", job.SourcePath),
        ("@enqueued_at", job.EnqueuedAt.ToUnixTimeMilliseconds()),
        ("@spool_stamp", job.SpoolStamp),
        ("@large", job.IsLarge ? 1 : 0),
        ("@order_second", job.OrderTime.ToUnixTimeSeconds()),
        ("@order_ms", job.OrderTime.ToUnixTimeMilliseconds()),
        ("@state", (int)job.State),
        ("@possible_duplicate", job.PossibleDuplicate ? 1 : 0),
        ("@uploaded_at", job.UploadedAt?.ToUnixTimeMilliseconds()));

    public static int Save(SqliteSession session, UploadJob job) => session.Execute(
        Statements.Save,
        ("@id", job.Id),
        ("@fence", job.Fence),
        ("@state", (int)job.State),
        ("@step", (int)job.Step),
        ("@not_before", job.NotBefore?.ToUnixTimeMilliseconds() ?? 0),
        ("@link", LinkAtRest.Write(job.Link?.Url)),
        ("@link_key", job.Link is null ? null : LinkKey(job.Link)),
        ("@link_expires_at", job.Link?.ExpiresAt.ToUnixTimeMilliseconds()),
        ("@links_issued", job.LinksIssued),
        ("@attempts", job.Attempts),
        ("@failures", job.Failures),
        ("@fresh_rejects", job.FreshRejects),
        ("@possible_duplicate", job.PossibleDuplicate ? 1 : 0),
        ("@last_error", job.LastError?.ToString()),
        ("@last_message", job.LastMessage),
        ("@uploaded_at", job.UploadedAt?.ToUnixTimeMilliseconds()),
        ("@etag", job.ETag),
        ("@spool_stamp", job.SpoolStamp));

    /// <summary>Names the object a link leads to, without its signature: two pictures must never share one.</summary>
    public static byte[] LinkKey(UploadUrl link)
    {
        var target = Encoding.UTF8.GetBytes(link.Url.GetLeftPart(UriPartial.Path));
#if NET
        return SHA256.HashData(target);
#else
        using var sha = SHA256.Create();
        return sha.ComputeHash(target);
#endif
    }

    private static UploadUrl? ReadLink(SqliteDataReader row) =>
        LinkAtRest.Read(TextAt(row, 17)) is { } url ? new UploadUrl(url, row.IsDBNull(18) ? default : Time(row.GetInt64(18))) : null;

    private static string? TextAt(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
