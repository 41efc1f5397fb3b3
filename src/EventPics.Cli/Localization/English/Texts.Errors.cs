using System.Net;
using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Localization.English;

/// <content>Run-time errors: what happened, and what to do.</content>
internal partial class Texts
{
    public virtual string NoApiKey =>
        $"There is no API key. Copy it from the event's API key page in the EventPics app, then run 'eventpics login' or set {EnvironmentVariables.ApiKey}.";

    public virtual string WaitsForKey(string problem) =>
        $"{problem} Until then, photos are queued; they are sent as soon as there is a valid key.";

    public virtual string MalformedApiKey => "The API key contains invalid characters. Copy it again from the event's API key page.";

    public virtual string UnreadableApiKey => "This user can't read the stored API key. Run 'eventpics login' again.";

    public virtual string Interrupted => "Interrupted.";

    public virtual string Unexpected => "An unexpected error occurred. Try again; --verbose shows details. The queue is safe.";

    public virtual string NoAccess => "Access was denied. Check the owner and permissions of the file and its folder.";

    public virtual string PathTooLong => "The path is too long. Shorten the folder names.";

    public virtual string WriteProtected => "This drive is write-protected.";

    public virtual string OutputLost => "The output can't be written. If it goes to a file, check the disk it is on; if it goes to another program, check that it is still running. The command itself continues.";

    public virtual string IoError =>
        "The file can't be read or written; another program may be using it. Try again; --verbose shows details.";

    public virtual string UnusableFileName => "A file with this name can't be sent. Rename it: at most 255 bytes, no control characters.";

    public virtual string UnusableId => "No event or album has such an ID. 'eventpics events' lists them.";

    public virtual string Unusable => "This can't be sent as it is; --verbose shows details.";

    public virtual string ProxyRequiresLogin =>
        "The proxy of this network requires a login. Log in to it, or put the user name and password into the variable HTTPS_PROXY (http://user:password@proxy:port); the network administrator knows them.";

    public string ErrorText(EventPicsError error, HttpStatusCode? status) =>
        status == HttpStatusCode.ProxyAuthenticationRequired ? ProxyRequiresLogin : ErrorText(error);

    public virtual string ErrorText(EventPicsError error) => error switch
    {
        EventPicsError.ApiKeyRejected =>
            "The API key was rejected. Copy a valid one from the event's API key page in the EventPics app and run 'eventpics login'.",
        EventPicsError.NotFound => "The event or album doesn't exist or was deleted. 'eventpics events' lists what exists.",
        EventPicsError.InvalidRequest => "The service rejected the request. Check the file name and the album.",
        EventPicsError.PayloadTooLarge => "The file is too large for the service. Send a smaller version.",
        EventPicsError.RateLimited => "The server is limiting requests. Try again later.",
        EventPicsError.UploadUrlExpired => "The upload took longer than its upload URL was valid. It is retried with a new one.",
        EventPicsError.UploadRejected =>
            "The storage rejected the file. Try 'eventpics queue retry'; if that doesn't help, contact EventPics support.",
        EventPicsError.ServerError => "The server is having problems. Try again later.",
        EventPicsError.UnexpectedResponse =>
            "The server returned an unexpected response. Check --base-address; if it is right, contact EventPics support.",
        EventPicsError.CaptivePortal =>
            "A login page of this network responded instead of EventPics. Open a browser on this computer and log in to the network.",
        EventPicsError.UntrustedConnection =>
            "The connection can't be trusted. Check this computer's date and time, then whether a login page or proxy is in the way.",
        EventPicsError.Network => "The server can't be reached. Check the network.",
        EventPicsError.Timeout => "The server didn't respond in time. The connection may be slow or the server busy; try again.",
        EventPicsError.Stalled =>
            "The upload stopped making progress. The connection is probably down; the upload resumes when it is back.",
        _ => Unexpected,
    };

    public virtual string QueueErrorText(UploadQueueError error) => error switch
    {
        UploadQueueError.DiskFull => "The disk is full. Free up space; photos already in the queue are safe.",
        UploadQueueError.FolderNotWritable =>
            "The data folder is not writable. Check its owner and permissions, or choose another one with --data-dir.",
        UploadQueueError.NetworkFolder => "The data folder is on a network drive, or synced by OneDrive or a similar service: a queue isn't safe there. Choose a local folder with --data-dir.",
        UploadQueueError.NewerVersion => "A newer version of EventPics wrote this queue. Update this tool.",
        UploadQueueError.SqliteTooOld => "This computer's SQLite has a bug that can damage the queue. Update this tool.",
        UploadQueueError.StorageFailed => "The queue can't be read or written right now. Check the disk.",
        UploadQueueError.QueueFull => "The queue is full. Wait until some of it is sent.",
        _ => Unexpected,
    };

    /// <summary>Why the last attempt to send a photo failed.</summary>
    public string? ErrorText(QueuedUpload upload) =>
        upload.LastError is { } error ? ErrorText(error, HttpStatusParser.Find(upload.LastErrorMessage)) : upload.LastErrorMessage;

    /// <summary>What the queue can do, and what holds it back if it can't.</summary>
    public string State(QueueStatus status) =>
        status is { Health: QueueHealth.Online, LastContactAt: null } ? NotCheckedYet : Connection(status.Health, status.PauseReason);

    public virtual string NotCheckedYet => "The connection has not been checked yet.";

    public virtual string LastContact(DateTimeOffset at) => $"Last contact at {Time(at)}.";

    public virtual string Connection(QueueHealth connection) => connection switch
    {
        QueueHealth.Online => "Online.",
        QueueHealth.Offline => "No connection. Photos are safe and will be sent when it is back.",
        QueueHealth.CaptivePortal => "A login page of this network responded instead of EventPics. Open a browser and log in.",
        QueueHealth.Untrusted => "The connection can't be trusted. Check this computer's date and time.",
        QueueHealth.ApiKeyRejected =>
            "The API key was rejected. Run 'eventpics login' with a valid one; photos are safe and will be sent then.",
        QueueHealth.RateLimited => "The server is limiting requests.",
        QueueHealth.ServerError => "The server is having problems.",
        QueueHealth.EventUnavailable => "The event or album isn't accepting photos right now. Check it in the EventPics app.",
        QueueHealth.Paused => "Paused.",
        QueueHealth.Held => "On hold while the camera is busy.",
        QueueHealth.StorageError => "The disk is full or failing. Free up space.",
        QueueHealth.NotSending => "Nothing is being sent. Run 'eventpics watch' or 'eventpics queue send'.",
        _ => "",
    };

    /// <summary>The connection as a sentence; the queue's reason can make it more specific.</summary>
    public string Connection(QueueHealth connection, string? reason) =>
        connection == QueueHealth.Offline && HttpStatusParser.Find(reason) == HttpStatusCode.ProxyAuthenticationRequired
            ? ProxyRequiresLogin
            : Connection(connection);

    public virtual string WaitingFor(WaitReason reason) => reason switch
    {
        WaitReason.Unfinished => "Still being written.",
        WaitReason.Locked => "Open in another program.",
        WaitReason.Empty => "Still empty.",
        WaitReason.Albums => "The album list can't be fetched.",
        WaitReason.Unreadable => "It can't be read. Check its owner and permissions.",
        WaitReason.Queue => "The queue can't accept it right now; the disk may be full.",
        _ => "",
    };

    public virtual string FilesWaitingFor(WaitReason reason, int count) => reason switch
    {
        WaitReason.Unfinished => $"{Files(count)} still being written.",
        WaitReason.Locked => $"{Files(count)} open in another program.",
        WaitReason.Unreadable =>
            $"{(count == 1 ? "1 file or folder" : $"{count} files or folders")} can't be read. Check their owner and permissions.",
        WaitReason.Empty => $"{Files(count)} still empty.",
        WaitReason.Albums => $"{Files(count)} not in the queue yet: the album list can't be fetched.",
        WaitReason.Queue => $"{Files(count)} not in the queue yet: the disk may be full. Free up space.",
        _ => "",
    };

    public virtual string NotMoved(int count, string folder) =>
        $"{Files(count)} uploaded, but can't be moved or deleted: check the permissions of '{folder}'. Trying again.";
}
