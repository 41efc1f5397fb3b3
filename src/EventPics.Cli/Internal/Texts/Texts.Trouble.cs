using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <content>What goes wrong at run time: what happened, and what to do.</content>
internal partial class Texts
{
    public virtual string NoApiKey =>
        $"There is no API key. Copy it from the event's API key page in the EventPics app, then run 'eventpics login' or set {KeyStore.Variable}.";

    public virtual string MalformedApiKey => "The API key has characters that no key has. Copy it again from the event's API key page.";

    public virtual string UnreadableApiKey => "The stored API key can't be read by this user. Run 'eventpics login' again.";

    public virtual string Interrupted => "Interrupted.";

    public virtual string Unexpected => "Something unexpected happened. Try again; with --verbose there is more to read. The queue is safe.";

    public virtual string NoAccess => "Access was denied. Check the owner and rights of file and folder.";

    public virtual string PathTooLong => "The path is too long. Shorten the names of the folders.";

    public virtual string WriteProtected => "This drive is write-protected.";

    public virtual string OutputLost => "The output can't be written. If it goes to a file, check the disk it is on; if it goes to another program, check whether that still runs. The work itself goes on.";

    public virtual string IoTrouble => "Reading or writing failed. Perhaps another program is still at it: try again; with --verbose there is more to read.";

    public virtual string UnusableFileName => "A file of this name can't be sent. Rename it: at most 255 bytes, no control characters.";

    public virtual string UnusableId => "No event and no album has such an ID. 'eventpics events' lists them.";

    public virtual string Unusable => "This can't be sent as it is; with --verbose there is more to read.";

    public virtual string Trouble(EventPicsError error) => error switch
    {
        EventPicsError.ApiKeyRejected => "The API key was refused. Copy a valid one from the event's API key page in the EventPics app and run 'eventpics login'.",
        EventPicsError.NotFound => "There is no such event or album, or it is gone. 'eventpics events' lists what exists.",
        EventPicsError.InvalidRequest => "The service refused the request. Check file name and album.",
        EventPicsError.PayloadTooLarge => "The file is too large for the service. Send a smaller version.",
        EventPicsError.RateLimited => "The server asks for fewer requests. Try again a little later.",
        EventPicsError.UploadUrlExpired => "The upload took longer than its link lived. It is tried again with a fresh one.",
        EventPicsError.UploadRejected => "The storage refused the file. Try 'eventpics queue retry'; if that doesn't help, tell EventPics support.",
        EventPicsError.ServerError => "The server has trouble. Try again later.",
        EventPicsError.UnexpectedResponse => "The answer makes no sense. Check --base-address; if it is right, tell EventPics support.",
        EventPicsError.CaptivePortal => "A login page of this network answered. Open a browser on this computer and log in to the network.",
        EventPicsError.UntrustedConnection => "The connection can't be trusted. Check this computer's date and time, then whether a login page or proxy stands in between.",
        EventPicsError.Network => "The server can't be reached. Check the network.",
        EventPicsError.Timeout => "No answer came in time. The line may be slow or the server busy; try again.",
        EventPicsError.Stalled => "The upload stopped moving. The line is probably dead; it goes on when it is back.",
        _ => Unexpected,
    };

    public virtual string QueueTrouble(UploadQueueError error) => error switch
    {
        UploadQueueError.DiskFull => "The disk is full. Make room; what is queued already is safe.",
        UploadQueueError.FolderNotWritable => "The data folder can't be written. Check its owner and rights, or choose another with --data-dir.",
        UploadQueueError.NetworkFolder => "The data folder lies on a network drive, or OneDrive or another service syncs it: a queue can't be kept safe there. Choose a local one with --data-dir.",
        UploadQueueError.NewerVersion => "A newer version of EventPics wrote this queue. Update this tool.",
        UploadQueueError.SqliteTooOld => "This computer's SQLite has a bug that can damage the queue. Update this tool.",
        UploadQueueError.StorageFailed => "The queue can't be read or written now. Check the disk.",
        _ => Unexpected,
    };

    public virtual string Connection(QueueConnection connection) => connection switch
    {
        QueueConnection.Online => "Online.",
        QueueConnection.Offline => "No network. Pictures are safe and go out when it is back.",
        QueueConnection.CaptivePortal => "A login page of this network answers. Open a browser and log in.",
        QueueConnection.Untrusted => "The connection can't be trusted. Check this computer's date and time.",
        QueueConnection.ApiKeyRejected => "The API key was refused. Stop, run 'eventpics login', start again.",
        QueueConnection.RateLimited => "The server asks for a little patience.",
        QueueConnection.ServerTrouble => "The server has trouble.",
        QueueConnection.EventUnavailable => "The event or album takes no pictures at present. Check it in the EventPics app.",
        QueueConnection.Paused => "Paused.",
        QueueConnection.Held => "Holding back while the camera works.",
        QueueConnection.StorageTrouble => "The disk is full or failing. Make room.",
        QueueConnection.NotSending => "Nothing is sending. 'eventpics queue send' or a watch sends.",
        _ => "",
    };

    public virtual string WaitingFor(WaitReason reason) => reason switch
    {
        WaitReason.Unfinished => "It is still being written.",
        WaitReason.Locked => "Another program has it open.",
        WaitReason.Empty => "It is still empty.",
        WaitReason.Albums => "The list of albums can't be fetched.",
        WaitReason.Queue => "The queue can't take it now; the disk may be full.",
        _ => "",
    };

    public virtual string FilesWaitingFor(WaitReason reason, int count) => reason switch
    {
        WaitReason.Unfinished => $"{Files(count)} still being written.",
        WaitReason.Locked => $"{Files(count)} open in another program.",
        WaitReason.Empty => $"{Files(count)} still empty.",
        WaitReason.Albums => $"{Files(count)} not in the queue yet: the list of albums can't be fetched.",
        WaitReason.Queue => $"{Files(count)} not in the queue yet: the disk may be full. Make room.",
        _ => "",
    };

    public virtual string NotMoved(int count, string folder) =>
        $"{Files(count)} uploaded, but can't be moved or deleted: check who may write in '{folder}'. It is tried again.";
}
