using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Every log message of the hot folder.</summary>
internal static partial class Log
{
    [LoggerMessage(400, LogLevel.Information, "Watching {Folder}")]
    public static partial void FolderFound(ILogger logger, string folder);

    [LoggerMessage(401, LogLevel.Warning, "The folder {Folder} is not there; it is watched as soon as it is")]
    public static partial void FolderLost(ILogger logger, string folder);

    [LoggerMessage(402, LogLevel.Warning, "The system tells no changes in {Folder} ({Reason}); it is searched again and again until it does")]
    public static partial void WatcherFailed(ILogger logger, string folder, string reason);

    [LoggerMessage(403, LogLevel.Information, "{Folder} lies on a network drive or a shared mount, so it is also searched every {Seconds} s")]
    public static partial void NetworkFolder(ILogger logger, string folder, double seconds);

    [LoggerMessage(404, LogLevel.Warning, "{Path} can't be read ({Reason}); the rest is watched on")]
    public static partial void Unreadable(ILogger logger, string path, string reason);

    [LoggerMessage(405, LogLevel.Information, "Handed over {Path} as {Id}")]
    public static partial void Enqueued(ILogger logger, string path, string id);

    [LoggerMessage(406, LogLevel.Debug, "{Path} was handed over before, as {Id}")]
    public static partial void AlreadyKnown(ILogger logger, string path, string id);

    [LoggerMessage(407, LogLevel.Debug, "Skipped {Path} ({Reason})")]
    public static partial void Skipped(ILogger logger, string path, SkipReason reason);

    [LoggerMessage(408, LogLevel.Warning, "Skipped {Path} ({Reason})")]
    public static partial void SkippedUnexpectedly(ILogger logger, string path, SkipReason reason);

    [LoggerMessage(409, LogLevel.Warning, "The queue will not take {Path}: {Reason}")]
    public static partial void Refused(ILogger logger, string path, string reason);

    [LoggerMessage(410, LogLevel.Warning, "{Path} has been waiting for {Minutes} minutes ({Reason}); it stays watched. {Message}")]
    public static partial void StillWaiting(ILogger logger, string path, double minutes, WaitReason reason, string? message);

    [LoggerMessage(411, LogLevel.Warning, "{Path} looks odd at its end, but nobody has written to it for a while; it is sent as it is")]
    public static partial void Doubtful(ILogger logger, string path);

    [LoggerMessage(412, LogLevel.Warning, "There is no album called {Title}; pictures in that sub-folder go where the others go")]
    public static partial void NoSuchAlbum(ILogger logger, string title);

    [LoggerMessage(413, LogLevel.Information, "Moved {Path} to {Target}")]
    public static partial void Moved(ILogger logger, string path, string target);

    [LoggerMessage(414, LogLevel.Information, "Deleted {Path}, which was uploaded")]
    public static partial void Deleted(ILogger logger, string path);

    [LoggerMessage(415, LogLevel.Warning, "{Path} was uploaded but can't be moved or deleted now ({Reason}); it is tried again")]
    public static partial void NotFinished(ILogger logger, string path, string reason);

    [LoggerMessage(416, LogLevel.Error, "The hot folder stumbled and goes on")]
    public static partial void Stumbled(ILogger logger, Exception exception);

    [LoggerMessage(417, LogLevel.Error, "A listener to the hot folder's changes failed")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);

    [LoggerMessage(418, LogLevel.Warning, "{Path} could not be examined and is tried again")]
    public static partial void ExaminationFailed(ILogger logger, string path, Exception exception);

    [LoggerMessage(419, LogLevel.Warning, "The capture time of {Path} can't be found out; it is sent without one")]
    public static partial void NoCaptureTime(ILogger logger, string path, Exception exception);

    [LoggerMessage(420, LogLevel.Warning, "{Path} is a file, not a folder; name the folder that the pictures are saved in")]
    public static partial void IsFile(ILogger logger, string path);
}
