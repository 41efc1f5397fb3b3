using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Every log message of the hot folder.</summary>
internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Information, "Watching {Folder}")]
    public static partial void FolderFound(ILogger logger, string folder);

    [LoggerMessage(401, LogLevel.Warning, "The folder {Folder} does not exist; it is watched as soon as it does")]
    public static partial void FolderLost(ILogger logger, string folder);

    [LoggerMessage(
        402, LogLevel.Warning, "The system reports no changes in {Folder} ({Reason}); until it does, the folder is scanned periodically")]
    public static partial void WatcherFailed(ILogger logger, string folder, string reason);

    [LoggerMessage(403, LogLevel.Information, "{Folder} is on a network drive or a shared mount, so it is also scanned every {Seconds} s")]
    public static partial void NetworkFolder(ILogger logger, string folder, double seconds);

    [LoggerMessage(404, LogLevel.Warning, "{Path} can't be read ({Reason}); all other files are still watched")]
    public static partial void Unreadable(ILogger logger, string path, string reason);

    [LoggerMessage(405, LogLevel.Information, "Enqueued {Path} as {Id}")]
    public static partial void Enqueued(ILogger logger, string path, string id);

    [LoggerMessage(406, LogLevel.Debug, "{Path} was enqueued before as {Id}")]
    public static partial void AlreadyKnown(ILogger logger, string path, string id);

    [LoggerMessage(407, LogLevel.Debug, "Skipped {Path} ({Reason})")]
    public static partial void Skipped(ILogger logger, string path, SkipReason reason);

    [LoggerMessage(408, LogLevel.Warning, "Skipped {Path} ({Reason})")]
    public static partial void SkippedUnexpectedly(ILogger logger, string path, SkipReason reason);

    [LoggerMessage(409, LogLevel.Warning, "{Path} can't be enqueued: {Reason}")]
    public static partial void Failed(ILogger logger, string path, string reason);

    [LoggerMessage(410, LogLevel.Warning, "{Path} has been waiting for {Minutes} minutes ({Reason}) and is still watched. {Message}")]
    public static partial void StillWaiting(ILogger logger, string path, double minutes, WaitReason reason, string? message);

    [LoggerMessage(411, LogLevel.Warning, "{Path} looks damaged at its end, but has not been written to for a while; it is sent as it is")]
    public static partial void Doubtful(ILogger logger, string path);

    [LoggerMessage(412, LogLevel.Warning, "There is no album called {Title}; photos in that subfolder go to the same album as all others")]
    public static partial void NoSuchAlbum(ILogger logger, string title);

    [LoggerMessage(413, LogLevel.Information, "Moved {Path} to {Target}")]
    public static partial void Moved(ILogger logger, string path, string target);

    [LoggerMessage(414, LogLevel.Information, "Deleted {Path} after its upload")]
    public static partial void Deleted(ILogger logger, string path);

    [LoggerMessage(415, LogLevel.Warning, "{Path} was uploaded but can't be moved or deleted at the moment ({Reason}); it is retried")]
    public static partial void CleanupPending(ILogger logger, string path, string reason);

    [LoggerMessage(416, LogLevel.Error, "The hot folder failed and is retried")]
    public static partial void LoopFailed(ILogger logger, Exception exception);

    [LoggerMessage(417, LogLevel.Error, "A listener to the hot folder's changes failed")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);

    [LoggerMessage(418, LogLevel.Warning, "{Path} could not be examined; it is retried")]
    public static partial void ExaminationFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(419, LogLevel.Warning, "The capture time of {Path} can't be determined; it is sent without one")]
    public static partial void NoCaptureTime(ILogger logger, string path, Exception exception);

    [LoggerMessage(420, LogLevel.Warning, "{Path} is a file, not a folder; specify the folder where the photos are saved")]
    public static partial void IsFile(ILogger logger, string path);

    [LoggerMessage(421, LogLevel.Warning, "{Folder} is watched by the computer {Computer} (user {User}, data folder {DataFolder}); nothing is sent from here until that watch ends")]
    public static partial void Claimed(ILogger logger, string folder, string computer, string user, string dataFolder);

    [LoggerMessage(
        422, LogLevel.Warning,
        "No claim file can be written in {Folder} ({Reason}), so nothing prevents a second computer from uploading it as well")]
    public static partial void Unprotected(ILogger logger, string folder, string reason);

    [LoggerMessage(
        423, LogLevel.Warning, "{Path} could not be deleted ({Reason}); another computer can take the folder over after a while")]
    public static partial void ClaimLeft(ILogger logger, string path, string reason);

    [LoggerMessage(424, LogLevel.Error, "{Path} and its backup are damaged, so the events that the hot folders were used for are unknown. The files in them are not sent; a copy is kept next to it")]
    public static partial void HistoryLost(ILogger logger, string path);

    [LoggerMessage(425, LogLevel.Warning, "{Path} was uploaded, but the storage returned no ETag as proof; the file stays where it is")]
    public static partial void Unproven(ILogger logger, string path);

    [LoggerMessage(426, LogLevel.Warning, "No file in the folder matches the pattern {Pattern}")]
    public static partial void Unmatched(ILogger logger, string pattern);

    [LoggerMessage(
        427, LogLevel.Warning, "{Folder} was used for the event {Earlier} before; files from before {Since} are not sent to {LinkId}")]
    public static partial void EventChanged(ILogger logger, string folder, string earlier, DateTimeOffset since, string linkId);

    [LoggerMessage(428, LogLevel.Warning, "The program doesn't handle the hot folder's changes fast enough; the oldest are not reported")]
    public static partial void EventsDropped(ILogger logger);

    [LoggerMessage(429, LogLevel.Warning, "{Path} is damaged or missing; it is replaced by {Backup}")]
    public static partial void HistoryRestored(ILogger logger, string path, string backup);

    [LoggerMessage(430, LogLevel.Warning, "{Message}")]
    public static partial void HistoryProblem(ILogger logger, string message);
}
