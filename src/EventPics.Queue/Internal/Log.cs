using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal;

/// <summary>The log messages of the queue.</summary>
internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "Opened the queue in {Folder}: {Waiting} waiting, {Failed} failed")]
    public static partial void Opened(ILogger logger, string folder, int waiting, int failed);

    [LoggerMessage(201, LogLevel.Information, "This process now sends for the queue; recovered {Recovered} photos that were missing from the database")]
    public static partial void BecameSender(ILogger logger, int recovered);

    [LoggerMessage(202, LogLevel.Debug, "Enqueued {Id} ({FileName}, {Length} bytes)")]
    public static partial void Enqueued(ILogger logger, string id, string fileName, long length);

    [LoggerMessage(203, LogLevel.Debug, "{FileName} is already queued as {Id}")]
    public static partial void AlreadyQueued(ILogger logger, string id, string fileName);

    [LoggerMessage(204, LogLevel.Information, "Uploaded {Id} ({FileName}, {Length} bytes, {Attempts} attempts)")]
    public static partial void Uploaded(ILogger logger, string id, string fileName, long length, int attempts);

    [LoggerMessage(205, LogLevel.Information, "Uploading {Id} failed ({Error}, scope {Scope}, next: {Action}): {Reason}")]
    public static partial void AttemptFailed(ILogger logger, string id, EventPicsError error, EventPicsErrorScope scope, FailureAction action, string reason);

    [LoggerMessage(206, LogLevel.Warning, "{Id} ({FileName}) failed and is not retried automatically: {Reason}")]
    public static partial void Failed(ILogger logger, string id, string fileName, string reason);

    [LoggerMessage(207, LogLevel.Error, "Uploading {Id} failed unexpectedly")]
    public static partial void AttemptFailedUnexpectedly(ILogger logger, string id, Exception exception);

    [LoggerMessage(EventId = 209, Message = "The queue is {Health}")]
    public static partial void HealthChanged(ILogger logger, LogLevel level, QueueHealth health);

    [LoggerMessage(210, LogLevel.Error, "The queue's disk or database is unavailable; no uploads are started until it is available again")]
    public static partial void StorageFailed(ILogger logger, Exception exception);

    [LoggerMessage(211, LogLevel.Error, "The queue's database was damaged ({Damage}) and moved to {MovedTo}; rebuilding it from the queued photos")]
    public static partial void DatabaseMovedAside(ILogger logger, string damage, string movedTo);

    [LoggerMessage(212, LogLevel.Warning, "Rebuilt the queue's database: {Photos} queued photos, {Uploaded} earlier uploads")]
    public static partial void DatabaseRebuilt(ILogger logger, int photos, int uploaded);

    [LoggerMessage(213, LogLevel.Error, "A handler of the queue's Changed event threw an exception")]
    public static partial void HandlerFailed(ILogger logger, Exception exception);

    [LoggerMessage(214, LogLevel.Debug, "Copied {Id} again from {Source}, because the queued bytes were damaged")]
    public static partial void BytesRestored(ILogger logger, string id, string source);

    [LoggerMessage(215, LogLevel.Warning, "The files of {Id} in the queue's folder do not match the database and could not be repaired yet")]
    public static partial void NotReconciled(ILogger logger, string id, Exception exception);

    [LoggerMessage(216, LogLevel.Information, "{Id} was enqueued again; its lost bytes were replaced")]
    public static partial void BytesReplaced(ILogger logger, string id);

    [LoggerMessage(218, LogLevel.Warning, "{Id} ({FileName}) was not exported to {Folder}: the queued bytes are missing or damaged")]
    public static partial void NotExported(ILogger logger, string id, string fileName, string folder);

    [LoggerMessage(219, LogLevel.Information, "Network changes are not reported on this system ({Reason}); the queue probes at intervals")]
    public static partial void NetworkChangesUnavailable(ILogger logger, string reason);

    [LoggerMessage(220, LogLevel.Warning, "{Id} ({FileName}) was moved, removed or exported during its upload, which nevertheless completed for event {LinkId}")]
    public static partial void UploadedToFormerDestination(ILogger logger, string id, string fileName, string linkId);

    [LoggerMessage(221, LogLevel.Information, "Stopped uploading {Id}: it was moved, removed or exported")]
    public static partial void ClaimLost(ILogger logger, string id);

    [LoggerMessage(222, LogLevel.Debug, "Probing the service failed unexpectedly")]
    public static partial void ProbeFailedUnexpectedly(ILogger logger, Exception exception);

    [LoggerMessage(223, LogLevel.Warning, "The upload log could not be compacted: {Reason}")]
    public static partial void JournalNotCompacted(ILogger logger, string reason);

    [LoggerMessage(224, LogLevel.Warning, "The exported copy of {Id} ({FileName}) in {Folder} could not be deleted or was already imported; delete it there so that it is not imported")]
    public static partial void ExportedCopyNotDeleted(ILogger logger, string id, string fileName, string folder);

    [LoggerMessage(225, LogLevel.Information, "Took over {Photos} photos that were queued with another API key or without one, for events of the current key")]
    public static partial void TookOver(ILogger logger, int photos);

    [LoggerMessage(226, LogLevel.Warning, "Photos that were queued with another API key or without one are not sent: the current key does not list their events ({LinkIds}). Check the key; or adopt, move or remove the photos")]
    public static partial void WaitingForAdoption(ILogger logger, string linkIds);

    [LoggerMessage(227, LogLevel.Warning, "The queue in {Folder} is new, but {OtherFolder} contains photos that are not uploaded. If this program had that name before, set UploadQueueOptions.Folder to {OtherFolder}, so that they are sent")]
    public static partial void OtherFolderWithPhotos(ILogger logger, string folder, string otherFolder);

    [LoggerMessage(228, LogLevel.Debug, "The default folder of another application can't be read: {Reason}")]
    public static partial void OtherFolderNotRead(ILogger logger, string reason);

    [LoggerMessage(EventId = 217, Message = "The queue is {Health}: {Reason}")]
    public static partial void HealthChangedWithReason(ILogger logger, LogLevel level, QueueHealth health, string reason);
}
