using System.Data.Common;
using System.Globalization;

namespace EventPics.Queue.Internal.Jobs;

/// <summary>The columns of a job that every database stores alike. An invalid value, as an edited row may have, counts as missing.</summary>
internal static class JobColumns
{
    public static string? TextAt(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static string? ToText(DateTimeOffset? takenAt) => takenAt?.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset? TakenAt(DbDataReader row, int column) =>
        DateTimeOffset.TryParse(TextAt(row, column), CultureInfo.InvariantCulture, DateTimeStyles.None, out var taken) ? taken : null;

    public static EventPicsError? ErrorAt(DbDataReader row, int column) =>
        Enum.TryParse(TextAt(row, column), out EventPicsError known) ? known : null;

    public static QueueHealth HealthAt(DbDataReader row, int column) =>
        Enum.TryParse(TextAt(row, column), out QueueHealth health) ? health : QueueHealth.NotSending;

    /// <summary>The key of a job's object, also after its upload URL was dropped.</summary>
    public static byte[]? ObjectKeyOf(QueueJob job) =>
        job.UploadUrl is { } url ? ObjectKey.GetBytes(url) : job.ObjectKey is { } key ? Convert.FromBase64String(key) : null;
}
