using System.Data.Common;

namespace EventPics.Queue.Internal.PostgreSql;

/// <summary>Classifies and explains PostgreSQL's errors.</summary>
internal static class DatabaseErrors
{
    private const string DiskFull = "53100";
    private const string PermissionDenied = "42501";
    private const string UniqueViolation = "23505";

    public static bool IsUniqueViolation(Exception e) => (e as DbException ?? e.InnerException as DbException)?.SqlState == UniqueViolation;

    public static UploadQueueException Explain(DbException e) => e.SqlState switch
    {
        DiskFull => new UploadQueueException(
            UploadQueueError.DiskFull, "The disk of the upload queue's database server is full. Free some space; queued photos are safe.", e),
        PermissionDenied => new UploadQueueException(
            UploadQueueError.StorageFailed,
            "The upload queue's database does not let this user read and write the schema 'eventpics'. Grant SELECT, INSERT, UPDATE and DELETE on its tables.",
            e),
        null => new UploadQueueException(
            UploadQueueError.StorageFailed, "The upload queue's database can't be reached. Check the server and the connection; queued photos are safe.", e),
        var code => new UploadQueueException(
            UploadQueueError.StorageFailed, $"The upload queue's database can't be used now (PostgreSQL error {code}). Try again.", e),
    };
}
