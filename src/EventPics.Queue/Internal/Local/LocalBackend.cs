using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Recovery;
using EventPics.Queue.Internal.Spool;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Local;

/// <summary>
/// A queue on this computer's disk: rows in SQLite, bytes in files, logs that outlive the database, and a lock file that makes one process
/// the sender. A queue in a database server has none of this.
/// </summary>
internal sealed class LocalBackend : IAsyncDisposable
{
    private readonly QueuePaths _paths;

    private LocalBackend(QueuePaths paths, ILocalQueueStorage storage, SpoolFolder spool, UploadJournal journal, RemovalLog removals) =>
        (_paths, Storage, Spool, Journal, Removals) = (paths, storage, spool, journal, removals);

    public string Folder => _paths.Folder;

    public ILocalQueueStorage Storage { get; }

    public SpoolFolder Spool { get; }

    public UploadJournal Journal { get; }

    public RemovalLog Removals { get; }

    public static async Task<LocalBackend> OpenAsync(
        string folder, UploadQueueOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var paths = new QueuePaths(folder);
        var spool = new SpoolFolder(paths.Spool, options.SourceFilesNeverChange);
        var journal = new UploadJournal(paths.Journal);
        var removals = new RemovalLog(paths.Removals, options.TimeProvider);
        var isNewDefault = options.Folder is null && !File.Exists(paths.Database);
        var storage = await new QueueOpener(paths, spool, journal, removals, options, logger)
            .OpenAsync(cancellationToken).ConfigureAwait(false);
        if (isNewDefault)
        {
            ReportOthers(paths, logger);
        }

        return new LocalBackend(paths, storage, spool, journal, removals);
    }

    // A program that was renamed has another default folder. Reported once, since the queue is new only once.
    private static void ReportOthers(QueuePaths paths, ILogger logger)
    {
        try
        {
            foreach (var other in paths.FindOthers())
            {
                ReportIfHoldsPhotos(paths, other, logger);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.OtherFolderNotRead(logger, e.Message);
        }
    }

    private static void ReportIfHoldsPhotos(QueuePaths paths, QueuePaths other, ILogger logger)
    {
        try
        {
            if (other.HoldsPhotos())
            {
                Log.OtherFolderWithPhotos(logger, paths.Folder, other.Folder);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.OtherFolderNotRead(logger, e.Message);
        }
    }

    /// <summary>
    /// Makes this process the sender until the result is disposed or the process ends. Null while another process is the sender.
    /// </summary>
    public IDisposable? TryAcquireSenderRole() => LockFile.TryAcquire(_paths.SenderLock);

    /// <summary>Whether any process is the sender.</summary>
    public bool IsSenderRoleTaken()
    {
        using var probe = TryAcquireSenderRole();
        return probe is null;
    }

    /// <summary>
    /// Detects that the folder was deleted. The open database then continues in a file without a name, which is lost at the end.
    /// </summary>
    public SenderStatus? DetectDeletedFolder() => File.Exists(_paths.Database) ? null : new SenderStatus(
        QueueHealth.StorageError,
        $"The queue's folder '{_paths.Folder}' or the database in it was deleted while the queue was open. Restart the program, which creates a new folder, and find out what deleted it.",
        null);

    public ValueTask DisposeAsync() => Storage.DisposeAsync();
}
