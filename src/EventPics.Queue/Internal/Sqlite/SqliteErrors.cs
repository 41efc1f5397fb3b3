using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>Classifies and explains SQLite's errors.</summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public const int Constraint = 19;

    public static bool IsCorruption(Exception e) =>
        (e as SqliteException ?? e.InnerException as SqliteException)?.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>Whether another program has locked the database, and will release it.</summary>
    public static bool IsLocked(Exception e) => e is SqliteException { SqliteErrorCode: Busy or Locked };

    public static Exception Explain(Exception e) => e is not SqliteException sqlite ? e : sqlite.SqliteErrorCode switch
    {
        Full => new UploadQueueException(
            UploadQueueError.DiskFull, "The disk of the upload queue is full. Free some space; queued photos are safe.", e),
        ReadOnly or CannotOpen => new UploadQueueException(
            UploadQueueError.FolderNotWritable, "The upload queue's database can't be written. Check the folder's owner and permissions.",
            e),
        Corrupt or NotADatabase => new UploadQueueException(
            UploadQueueError.StorageFailed,
            "The upload queue's database is damaged. Close all programs that use it and start again: it will be rebuilt from the queued photos.",
            e),
        Busy or Locked => new UploadQueueException(
            UploadQueueError.StorageFailed,
            "Another program, such as a backup or a database viewer, has locked the upload queue's database. Close it and try again; queued photos are safe.",
            e),
        _ => new UploadQueueException(
            UploadQueueError.StorageFailed,
            $"The upload queue's database can't be used now (SQLite error {sqlite.SqliteExtendedErrorCode}). Try again.", e),
    };
}
