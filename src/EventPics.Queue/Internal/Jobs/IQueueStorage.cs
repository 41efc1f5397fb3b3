namespace EventPics.Queue.Internal.Jobs;

/// <summary>Where the rows live. Every method is one transaction and is on disk when its task ends; cancelled, it was not begun. Bytes live elsewhere.</summary>
internal interface IQueueStorage : IAsyncDisposable
{
    /// <summary>
    /// Adds a job, or returns the one that has the same bytes for the same lane, or that was removed from the same event. Null when the job is
    /// not to be added because the bytes are at another event (<see cref="IsElsewhereAsync"/>).
    /// </summary>
    Task<(QueueJob? Job, bool Added)> AddAsync(QueueJob job, CancellationToken cancellationToken = default);

    Task<QueueJob?> FindAsync(string id);

    /// <summary>The job with these bytes for the lane, else one that a person removed from the same event.</summary>
    Task<QueueJob?> FindAsync(Destination lane, string sha256, CancellationToken cancellationToken = default);

    /// <summary>Whether these bytes were or may have been delivered to, or are queued or exported for, another event and never for this one.</summary>
    Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken = default);

    /// <summary>Every job with these bytes, newest first.</summary>
    Task<IReadOnlyList<QueueJob>> FindAllAsync(string sha256);

    /// <summary>Jobs whose ID begins like this, by ID.</summary>
    Task<IReadOnlyList<QueueJob>> FindByPrefixAsync(string prefix, int limit);

    /// <summary>Remembers that the file a job came from now has this time, with the same bytes.</summary>
    Task RecordSourceAsync(string id, string sourcePath, DateTimeOffset modifiedAt);

    /// <summary>Remembers that the photo may have arrived from elsewhere, whatever its state. No later save forgets it.</summary>
    Task MarkPossibleDuplicateAsync(string id);

    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<QueueJob>> ListAsync(QueuedUploadState? state, int limit);

    /// <summary>Newest first, those with a lower sequence number than <paramref name="before"/>.</summary>
    Task<IReadOnlyList<QueueJob>> PageAsync(JobFilter filter, long before, int limit);

    Task<QueueCounts> GetCountsAsync();

    Task<int> CountUploadedSinceAsync(DateTimeOffset since);

    /// <summary>Whether anything waits or is being sent.</summary>
    Task<bool> HasPendingAsync();

    /// <summary>Takes the job whose turn it is: unclear ones first, then by age within their lanes.</summary>
    Task<QueueJob?> ClaimAsync(ClaimRequest request);

    /// <summary>When the next job that still backs off is due.</summary>
    Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now);

    /// <summary>Saves a claimed job, unless another photo is or may be where its upload URL leads, and gives it up when its state is no longer <see cref="QueuedUploadState.Sending"/>.</summary>
    Task<SaveResult> SaveAsync(QueueJob job);

    /// <summary>The claimed jobs, and the number of the claim.</summary>
    Task<IReadOnlyDictionary<string, long>> GetClaimsAsync();

    /// <summary>From now on no call waits for another program to let go of the rows: the program is about to end.</summary>
    void StopWaitingForLocks();

    /// <summary>Gives back what a dead sender had claimed, and makes everything due. Returns the highest sequence number in use.</summary>
    Task<long> RecoverAsync();

    /// <summary>Makes waiting jobs due, and set-aside ones wait again: all, or those named. Returns how many were set aside.</summary>
    Task<int> RetryAsync(IReadOnlyCollection<string>? ids);

    /// <summary>Makes set-aside jobs wait again, without anybody having asked. Returns how many.</summary>
    Task<int> RequeueAsync(IReadOnlyCollection<string> ids);

    /// <summary>How often <see cref="RetryAsync"/> was called, by any process: the sender then hurries.</summary>
    Task<long> CountRetriesAsync();

    /// <summary>Turns a job into the memory that it was removed. Null when there is none, or it was removed before.</summary>
    Task<QueueJob?> RemoveAsync(string id, DateTimeOffset at);

    /// <summary>Withdraws a job that is not uploaded, since it lies in another folder now. Null when there is none.</summary>
    Task<QueueJob?> ExportAsync(string id, string folder, DateTimeOffset at);

    /// <summary>
    /// Makes an exported job wait again. A removed one becomes again what it was if that was uploaded, or exported to a drive that still has it; else
    /// it is forgotten, and returned as it was. Null for any other.
    /// </summary>
    Task<QueueJob?> TakeBackAsync(string id, bool wasImported);

    /// <summary>Remembers where files of a job may be that is not exported yet, so that it is a possible duplicate once it is uploaded. Null when there are none.</summary>
    Task RecordExportAsync(string id, string? folder);

    /// <summary>Remembers of a removed job that the files of its export are deleted.</summary>
    Task RecordExportDeletedAsync(string id);

    /// <summary>How far this photo came when it was sent to the same object by an earlier upload URL.</summary>
    Task<UploadPhase> GetReachedPhaseAsync(QueueJob job, UploadUrl link);

    /// <summary>Moves a job that is not uploaded to another lane, unless that lane has the same bytes or its event had them removed.</summary>
    Task<QueueJob?> RerouteAsync(string id, Destination lane);

    /// <summary>Forgets what was uploaded before, but always keeps the newest rows: by a wrong clock all of them look old.</summary>
    Task<int> PurgeUploadedAsync(DateTimeOffset before, int keep);

    /// <summary>Whether another process changed anything since the last call.</summary>
    Task<bool> HasExternalChangesAsync();

    Task SaveSenderStatusAsync(SenderStatus report);

    Task<SenderStatus?> LoadSenderStatusAsync();

}
