using EventPics.Queue.Internal.Hosting;
using EventPics.Queue.Internal.Local;

namespace EventPics.Queue;

/// <summary>The queue's folder and how it sends.</summary>
public sealed class UploadQueueOptions
{
    /// <summary>The queue's folder, on a local disk, where nothing syncs it. When missing, it is created for this user alone.</summary>
    /// <value>
    /// Default: <see langword="null"/>, which stands for <c>EventPics/{application}/queue</c> in the user's local application data.
    /// The application's name is that of the program's assembly; without one, as in IIS or an Office add-in, that of the folder which contains
    /// the application, with a hash of its path. An application that is renamed or, without an assembly, moved gets a new queue: set this to
    /// the old folder, which the log names. Without an assembly, a queue in a folder named after the application domain, as in earlier
    /// versions, is kept, unless that name is <c>DefaultDomain</c>, which applications share.
    /// </value>
    public string? Folder { get; set; }

    /// <summary>
    /// A name for the account whose API key sends this queue's photos. It is part of the default folder of another account, and a tag of the metrics.
    /// A <see cref="Folder"/> that is set is used as it is: use a different one for each account.
    /// </summary>
    /// <value>Default: <c>default</c>.</value>
    public string AccountName { get; set; } = DefaultAccountName;

    /// <summary>The maximum number of photos sent at the same time; files over <see cref="LargeFileSize"/> are sent in addition. The queue uses no more than the connection needs.</summary>
    /// <value>Default: 4. From 1 to 16.</value>
    public int MaxConcurrency { get; set; } = 4;

    /// <summary>The size in bytes above which a file is sent separately, so that a video delays no photo.</summary>
    /// <value>Default: 32 MB (33,554,432).</value>
    public long LargeFileSize { get; set; } = 32 * 1024 * 1024;

    /// <summary>The maximum size of a file in bytes; a larger one is rejected when it is enqueued.</summary>
    /// <value>Default: <see langword="null"/>, no limit.</value>
    public long? MaxFileSize { get; set; }

    /// <summary>The approximate number of bytes that may be waiting; a photo beyond it is rejected when it is enqueued. Nothing that is waiting is ever dropped.</summary>
    /// <value>Default: <see langword="null"/>, no limit but the disk's.</value>
    public long? MaxWaitingBytes { get; set; }

    /// <summary>
    /// How long uploaded photos are remembered, so that the same bytes are not sent again. The newest 50,000 are always remembered. Their bytes are not kept.
    /// </summary>
    /// <value>Default: 90 days.</value>
    public TimeSpan UploadedRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>
    /// Whether enqueued files are never written to again, only renamed or deleted. A hard link then replaces the copy, which saves disk space and
    /// time. A file that is overwritten in place nevertheless fails when no other copy of its bytes is left.
    /// </summary>
    /// <value>Default: <see langword="false"/>; files are copied (as a clone, where the file system can).</value>
    public bool SourceFilesNeverChange { get; set; }

    /// <summary>The clock behind every delay and age.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    internal const string DefaultAccountName = "default";

    internal string ResolveFolder() => Path.GetFullPath(Folder ?? QueuePaths.DefaultFolder(AccountName));

    /// <summary>Where a host's options come from; <see langword="null"/> without a host.</summary>
    internal OptionsOrigin? Origin { get; set; }

    /// <summary>Validates the options and copies them, so that later changes by the caller have no effect.</summary>
    internal UploadQueueOptions Snapshot()
    {
        UploadQueueOptionsRules.ThrowIfInvalid(this);
        return (UploadQueueOptions)MemberwiseClone();
    }
}
