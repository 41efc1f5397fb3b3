using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal;

/// <summary>Every log message of the queue.</summary>
internal static partial class Log
{
    [LoggerMessage(200, LogLevel.Information, "Queue opened in {Folder}: {Waiting} waiting, {SetAside} set aside")]
    public static partial void Opened(ILogger logger, string folder, int waiting, int setAside);

    [LoggerMessage(201, LogLevel.Information, "This process sends for the queue now; {Recovered} pictures were found in the folder without a row")]
    public static partial void BecameSender(ILogger logger, int recovered);

    [LoggerMessage(202, LogLevel.Debug, "Enqueued {Id} ({FileName}, {Length} bytes)")]
    public static partial void Enqueued(ILogger logger, string id, string fileName, long length);

    [LoggerMessage(203, LogLevel.Debug, "{FileName} is already queued as {Id}")]
    public static partial void AlreadyQueued(ILogger logger, string id, string fileName);

    [LoggerMessage(204, LogLevel.Information, "Uploaded {Id} ({FileName}, {Length} bytes, {Attempts} attempts)")]
    public static partial void Uploaded(ILogger logger, string id, string fileName, long length, int attempts);

    [LoggerMessage(205, LogLevel.Information, "{Id} did not go through ({Error}, fault of {Scope}, then {Action}): {Reason}")]
    public static partial void AttemptFailed(ILogger logger, string id, EventPicsError error, EventPicsErrorScope scope, FailureAction action, string reason);

    [LoggerMessage(206, LogLevel.Warning, "Set aside {Id} ({FileName}): {Reason}")]
    public static partial void SetAside(ILogger logger, string id, string fileName, string reason);

    [LoggerMessage(207, LogLevel.Error, "The attempt to send {Id} broke off unexpectedly")]
    public static partial void AttemptBroke(ILogger logger, string id, Exception exception);

    [LoggerMessage(209, LogLevel.Information, "The queue is {Connection}")]
    public static partial void ConnectionChanged(ILogger logger, QueueConnection connection);

    [LoggerMessage(210, LogLevel.Error, "The queue's disk or database can't be used; nothing new is sent until it can")]
    public static partial void StorageFailed(ILogger logger, Exception exception);

    [LoggerMessage(211, LogLevel.Error, "The queue's database was damaged ({Damage}) and moved to {MovedTo}; it is rebuilt from the pictures")]
    public static partial void DatabaseMovedAside(ILogger logger, string damage, string movedTo);

    [LoggerMessage(212, LogLevel.Warning, "The queue's database was rebuilt: {Pictures} pictures, {Remembered} remembered uploads")]
    public static partial void DatabaseRebuilt(ILogger logger, int pictures, int remembered);

    [LoggerMessage(213, LogLevel.Error, "A handler of the queue's Changed event failed")]
    public static partial void HandlerFailed(ILogger logger, Exception exception);

    [LoggerMessage(214, LogLevel.Debug, "{Id} was fetched anew from {Source}, since its queued bytes were damaged")]
    public static partial void Refetched(ILogger logger, string id, string source);

    [LoggerMessage(215, LogLevel.Warning, "The files of {Id} in the queue's folder can't be brought in line with its row now")]
    public static partial void NotReconciled(ILogger logger, string id, Exception exception);

    [LoggerMessage(216, LogLevel.Information, "{Id} was enqueued again, and its lost bytes are replaced by the new ones")]
    public static partial void BytesReplaced(ILogger logger, string id);

    [LoggerMessage(218, LogLevel.Warning, "{Id} ({FileName}) was not exported to {Folder}: its queued bytes are missing or damaged")]
    public static partial void NotExported(ILogger logger, string id, string fileName, string folder);

    [LoggerMessage(219, LogLevel.Information, "This system does not tell when the network changes ({Reason}); the queue probes by the clock")]
    public static partial void NoNetworkHints(ILogger logger, string reason);

    [LoggerMessage(220, LogLevel.Warning, "{Id} ({FileName}) was moved, removed or exported while it was sent, and has arrived at {LinkId} all the same")]
    public static partial void ArrivedAtOldPlace(ILogger logger, string id, string fileName, string linkId);

    [LoggerMessage(221, LogLevel.Information, "Sending of {Id} is stopped: it was moved, removed or exported")]
    public static partial void ClaimLost(ILogger logger, string id);

    [LoggerMessage(222, LogLevel.Debug, "The service could not be probed")]
    public static partial void ProbeBroke(ILogger logger, Exception exception);

    [LoggerMessage(223, LogLevel.Warning, "The log of uploads was not shortened: {Reason}")]
    public static partial void JournalNotCompacted(ILogger logger, string reason);

    [LoggerMessage(224, LogLevel.Warning, "The copy of {Id} ({FileName}) in {Folder} could not be taken away or was imported elsewhere; delete it there, so that nobody imports it")]
    public static partial void LeftOnDrive(ILogger logger, string id, string fileName, string folder);

    [LoggerMessage(217, LogLevel.Information, "The queue is {Connection}: {Reason}")]
    public static partial void HeldBack(ILogger logger, QueueConnection connection, string reason);
}
