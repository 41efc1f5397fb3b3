using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>Finds rows within a transaction: by ID, by the photo, or by where the photo is.</summary>
internal static class JobLookup
{
    public static QueueJob? FindById(SqliteSession session, string id) => session.Row(Sql.FindById, JobMapper.ReadJob, ("@id", id));

    public static QueueJob? Find(SqliteSession session, Destination destination, string sha256) =>
        session.Row(Sql.FindSame, JobMapper.ReadJob, ("@lane", destination.Key), ("@sha256", sha256))
        ?? session.Row(Sql.FindRemoved, JobMapper.ReadJob, ("@link_id", destination.LinkId), ("@sha256", sha256));

    public static bool IsUploadUrlInUse(SqliteSession session, QueueJob job, UploadUrl? url) => url is not null && session.Number(
        Sql.IsUploadUrlInUse, ("@link_key", ObjectKey.GetBytes(url)), ("@sha256", job.Sha256), ("@lane", job.Destination.Key)) == 1;

    public static bool IsElsewhere(SqliteSession session, string linkId, string sha256) =>
        session.Number(Sql.IsElsewhere, ("@link_id", linkId), ("@sha256", sha256)) == 1;
}
