using System.Text.Json.Serialization;

namespace EventPics.Queue;

/// <summary>Why the queue's folder can't be used.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UploadQueueError>))]
public enum UploadQueueError
{
    /// <summary>The disk is full.</summary>
    DiskFull,

    /// <summary>The folder can't be created or written.</summary>
    FolderNotWritable,

    /// <summary>
    /// The folder is on a network share, or OneDrive or another service syncs it, so a database can't be kept safe there.
    /// </summary>
    NetworkFolder,

    /// <summary>The database was written by a newer version of this library.</summary>
    NewerVersion,

    /// <summary>The SQLite library found at run time has a bug that can damage the database.</summary>
    SqliteTooOld,

    /// <summary>The database can't be read or written now.</summary>
    StorageFailed,

    /// <summary>As many bytes are waiting as <see cref="UploadQueueOptions.MaxWaitingBytes"/> allows.</summary>
    QueueFull,
}
