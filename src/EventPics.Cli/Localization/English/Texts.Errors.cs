using System.Net;
using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Localization.English;

/// <content>What goes wrong at run time: what happened, and what to do.</content>
internal partial class Texts
{
    public virtual string NoApiKey =>
        $"There is no API key. Copy it from the event's API key page in the EventPics app, then run 'eventpics login' or set {EnvironmentVariables.ApiKey}.";

    public virtual string WaitsForKey(string problem) => $"{problem} Until then photos are queued; they are sent as soon as there is a valid key.";

    public virtual string MalformedApiKey => "The API key has characters that no key has. Copy it again from the event's API key page.";

    public virtual string UnreadableApiKey => "The stored API key can't be read by this user. Run 'eventpics login' again.";

    public virtual string Interrupted => "Interrupted.";

    public virtual string Unexpected => "Something unexpected happened. Try again; --verbose shows details. The queue is safe.";

    public virtual string NoAccess => "Access was denied. Check the owner and rights of file and folder.";

    public virtual string PathTooLong => "The path is too long. Shorten the names of the folders.";

    public virtual string WriteProtected => "This drive is write-protected.";

    public virtual string OutputLost => "The output can't be written. If it goes to a file, check the disk it is on; if it goes to another program, check whether that still runs. The work itself goes on.";

    public virtual string IoError => "Reading or writing failed. Another program may be using the file: try again; --verbose shows details.";

    public virtual string UnusableFileName => "A file of this name can't be sent. Rename it: at most 255 bytes, no control characters.";

    public virtual string UnusableId => "No event and no album has such an ID. 'eventpics events' lists them.";

    public virtual string Unusable => "This can't be sent as it is; --verbose shows details.";

    public virtual string ProxyRequiresLogin =>
        "A proxy of this network requires a login. Log in to it, or put user name and password into the variable HTTPS_PROXY (http://user:password@proxy:port); the people who run this network know them.";

    public string ErrorText(EventPicsError error, HttpStatusCode? status) => status == HttpStatusCode.ProxyAuthenticationRequired ? ProxyRequiresLogin : ErrorText(error);

    public virtual string ErrorText(EventPicsError error) => error switch
    {
        EventPicsError.ApiKeyRejected => "The API key was refused. Copy a valid one from the event's API key page in the EventPics app and run 'eventpics login'.",
        EventPicsError.NotFound => "There is no such event or album, or it is gone. 'eventpics events' lists what exists.",
        EventPicsError.InvalidRequest => "The service refused the request. Check file name and album.",
        EventPicsError.PayloadTooLarge => "The file is too large for the service. Send a smaller version.",
        EventPicsError.RateLimited => "The server is limiting requests. Try again a little later.",
        EventPicsError.UploadUrlExpired => "The upload took longer than its upload URL was valid. It is retried with a new one.",
        EventPicsError.UploadRejected => "The storage refused the file. Try 'eventpics queue retry'; if that doesn't help, contact EventPics support.",
        EventPicsError.ServerError => "The server is having problems. Try again later.",
        EventPicsError.UnexpectedResponse => "The server sent an unexpected answer. Check --base-address; if it is right, contact EventPics support.",
        EventPicsError.CaptivePortal => "A login page of this network answered. Open a browser on this computer and log in to the network.",
        EventPicsError.UntrustedConnection => "The connection can't be trusted. Check this computer's date and time, then whether a login page or proxy is in the way.",
        EventPicsError.Network => "The server can't be reached. Check the network.",
        EventPicsError.Timeout => "The server did not respond in time. The connection may be slow or the server busy; try again.",
        EventPicsError.Stalled => "The upload stopped making progress. The connection is probably down; it continues when it is back.",
        _ => Unexpected,
    };

    public virtual string QueueErrorText(UploadQueueError error) => error switch
    {
        UploadQueueError.DiskFull => "The disk is full. Make room; what is queued already is safe.",
        UploadQueueError.FolderNotWritable => "The data folder is not writable. Check its owner and rights, or choose another with --data-dir.",
        UploadQueueError.NetworkFolder => "The data folder is on a network drive, or OneDrive or another service syncs it: a queue can't be kept safe there. Choose a local one with --data-dir.",
        UploadQueueError.NewerVersion => "A newer version of EventPics wrote this queue. Update this tool.",
        UploadQueueError.SqliteTooOld => "This computer's SQLite has a bug that can damage the queue. Update this tool.",
        UploadQueueError.StorageFailed => "The queue can't be read or written now. Check the disk.",
        UploadQueueError.QueueFull => "As much is waiting as the queue may hold. Wait until some of it is sent.",
        _ => Unexpected,
    };

    /// <summary>Why the last attempt to send a photo failed.</summary>
    public string? ErrorText(QueuedUpload upload) =>
        upload.LastError is { } error ? ErrorText(error, HttpStatusParser.Find(upload.LastErrorMessage)) : upload.LastErrorMessage;

    /// <summary>What the queue can do, and what holds it back if it can't.</summary>
    public string State(QueueStatus status) =>
        status is { Health: QueueHealth.Online, LastContactAt: null } ? NotCheckedYet : Connection(status.Health, status.PauseReason);

    public virtual string NotCheckedYet => "The connection has not been checked yet.";

    public virtual string LastContact(DateTimeOffset at) => $"Last contact {Time(at)}.";

    public virtual string Connection(QueueHealth connection) => connection switch
    {
        QueueHealth.Online => "Online.",
        QueueHealth.Offline => "No connection. Photos are safe and are sent when it is back.",
        QueueHealth.CaptivePortal => "A login page of this network answered. Open a browser and log in.",
        QueueHealth.Untrusted => "The connection can't be trusted. Check this computer's date and time.",
        QueueHealth.ApiKeyRejected => "The API key was refused. Run 'eventpics login' with a valid one; photos are safe and are sent then.",
        QueueHealth.RateLimited => "The server is limiting requests.",
        QueueHealth.ServerError => "The server is having problems.",
        QueueHealth.EventUnavailable => "The event or album isn't accepting photos right now. Check it in the EventPics app.",
        QueueHealth.Paused => "Paused.",
        QueueHealth.Held => "Holding back while the camera works.",
        QueueHealth.StorageError => "The disk is full or failing. Make room.",
        QueueHealth.NotSending => "Nothing is being sent. Run 'eventpics watch' or 'eventpics queue send'.",
        _ => "",
    };

    /// <summary>The connection in words; the queue's reason tells more about it.</summary>
    public string Connection(QueueHealth connection, string? reason) =>
        connection == QueueHealth.Offline && HttpStatusParser.Find(reason) == HttpStatusCode.ProxyAuthenticationRequired ? ProxyRequiresLogin : Connection(connection);

    public virtual string WaitingFor(WaitReason reason) => reason switch
    {
        WaitReason.Unfinished => "Still being written.",
        WaitReason.Locked => "Open in another program.",
        WaitReason.Empty => "Still empty.",
        WaitReason.Albums => "The album list can't be fetched.",
        WaitReason.Unreadable => "You have no right to read it. Check its owner and permissions.",
        WaitReason.Queue => "The queue can't take it now; the disk may be full.",
        _ => "",
    };

    public virtual string FilesWaitingFor(WaitReason reason, int count) => reason switch
    {
        WaitReason.Unfinished => $"{Files(count)} still being written.",
        WaitReason.Locked => $"{Files(count)} open in another program.",
        WaitReason.Unreadable => $"{Files(count)} or folders can't be read. Check their owner and permissions.",
        WaitReason.Empty => $"{Files(count)} still empty.",
        WaitReason.Albums => $"{Files(count)} not in the queue yet: the album list can't be fetched.",
        WaitReason.Queue => $"{Files(count)} not in the queue yet: the disk may be full. Make room.",
        _ => "",
    };

    public virtual string NotMoved(int count, string folder) =>
        $"{Files(count)} uploaded, but can't be moved or deleted: check who may write in '{folder}'. It is retried.";
}
