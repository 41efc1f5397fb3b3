namespace EventPics.Queue.Internal.Jobs;

/// <summary>Stores the rows of the queue, not the bytes. Each method is one transaction and is on disk when its task completes; a cancelled one was not started.</summary>
internal interface IQueueStorage : IAsyncDisposable
{
    /// <summary>
    /// Adds a job, or returns the one with the same bytes for the same destination, or the one that was removed from the same event. The job is null when
    /// it was not added because the bytes are at another event (<see cref="IsElsewhereAsync"/>).
    /// </summary>
    /// <exception cref="UploadUrlInUseException">Another photo is or may be at its upload URL.</exception>
    Task<(QueueJob? Job, bool Added)> AddAsync(QueueJob job, CancellationToken cancellationToken = default);

    Task<QueueJob?> FindAsync(string id);

    /// <summary>Finds the job with these bytes for the destination, or else one that a person removed from the same event.</summary>
    Task<QueueJob?> FindAsync(Destination destination, string sha256, CancellationToken cancellationToken = default);

    /// <summary>Whether these bytes were or may have been delivered to, or are queued or exported for, another event and never for this one.</summary>
    Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken = default);

    /// <summary>Finds all jobs with these bytes, newest first.</summary>
    Task<IReadOnlyList<QueueJob>> FindAllAsync(string sha256);

    /// <summary>Finds jobs whose ID starts with the prefix, ordered by ID.</summary>
    Task<IReadOnlyList<QueueJob>> FindByPrefixAsync(string prefix, int limit);

    /// <summary>Records a new modification time of a job's source file, whose bytes are unchanged.</summary>
    Task RecordSourceAsync(string id, string sourcePath, DateTimeOffset modifiedAt);

    /// <summary>Records that the photo may have arrived from elsewhere, whatever its state. A later save does not reset it.</summary>
    Task MarkPossibleDuplicateAsync(string id);

    /// <summary>Whether another photo is or may be at the job's upload URL.</summary>
    Task<bool> IsUploadUrlInUseAsync(QueueJob job);

    /// <summary>
    /// Records how far a job came at an upload URL. If it has no other and is waiting or has failed, it continues with this one and is due;
    /// if it has another, or is in another state, it becomes a possible duplicate, unless nothing was sent. Returns null when there is none.
    /// </summary>
    /// <exception cref="UploadUrlInUseException">Another photo is or may be at the upload URL.</exception>
    Task<QueueJob?> ContinueAsync(string id, UploadUrl url, UploadPhase phase);

    /// <summary>Lists jobs, newest first.</summary>
    Task<IReadOnlyList<QueueJob>> ListAsync(QueuedUploadState? state, int limit);

    /// <summary>Lists jobs with a lower sequence number than <paramref name="before"/>, newest first.</summary>
    Task<IReadOnlyList<QueueJob>> PageAsync(JobFilter filter, long before, int limit);

    Task<QueueCounts> GetCountsAsync();

    Task<int> CountUploadedSinceAsync(DateTimeOffset since);

    /// <summary>Whether any job is waiting or being sent.</summary>
    Task<bool> HasPendingAsync();

    /// <summary>Gets those of the destinations, by their keys, that any job of the account is waiting or being sent for.</summary>
    Task<IReadOnlyCollection<string>> FindPendingDestinationsAsync(string account, IReadOnlyCollection<string> keys);

    /// <summary>Claims the job to send next: first those that may have arrived, then by age.</summary>
    Task<QueueJob?> ClaimAsync(ClaimRequest request);

    /// <summary>Gets when the next delayed job is due.</summary>
    Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now);

    /// <summary>Saves a claimed job, unless another photo is or may be at its upload URL. A state other than <see cref="QueuedUploadState.Sending"/> ends the claim.</summary>
    Task<SaveResult> SaveAsync(QueueJob job);

    /// <summary>
    /// Renews the claims of jobs that are being sent, where claims expire.
    /// Gets the jobs that the sender still has, with the fence of each claim.
    /// </summary>
    Task<IReadOnlyDictionary<string, long>> RenewClaimsAsync(IReadOnlyCollection<string> ids);

    /// <summary>Releases the claims of dead senders, and makes jobs due whose delay only those measured. Returns the highest sequence number.</summary>
    Task<long> RecoverAsync();

    /// <summary>Makes waiting jobs due, and failed ones wait again: all of them, or those with the IDs. Returns how many had failed.</summary>
    Task<int> RetryAsync(IReadOnlyCollection<string>? ids);

    /// <summary>Makes failed jobs wait again without a person's request. Returns how many.</summary>
    Task<int> RequeueAsync(IReadOnlyCollection<string> ids);

    /// <summary>Counts the calls of <see cref="RetryAsync"/> by all processes, after which the sender retries immediately.</summary>
    Task<long> CountRetriesAsync();

    /// <summary>Removes a job and keeps a record of it. Returns null when there is none, or it was removed before.</summary>
    Task<QueueJob?> RemoveAsync(string id, DateTimeOffset at);

    /// <summary>Marks a job that is not uploaded as exported. Returns null when there is none.</summary>
    Task<QueueJob?> ExportAsync(string id, string folder, DateTimeOffset at);

    /// <summary>
    /// Makes an exported job wait again. A removed one returns to its state before if that was uploaded, or exported to a drive that still has it;
    /// otherwise it is deleted, and returned as it was. Returns null for any other.
    /// </summary>
    Task<QueueJob?> TakeBackAsync(string id, bool wasImported);

    /// <summary>Records the folder of a job that is being exported, which becomes a possible duplicate if it is uploaded; null when no files are there.</summary>
    Task RecordExportAsync(string id, string? folder);

    /// <summary>Records that the exported files of a removed job are deleted.</summary>
    Task RecordExportDeletedAsync(string id);

    /// <summary>Gets how far this photo came when it was sent to the same object by an earlier upload URL.</summary>
    Task<UploadPhase> GetReachedPhaseAsync(QueueJob job, UploadUrl url);

    /// <summary>
    /// Moves a job that is not uploaded to another destination and account, unless that destination has the same bytes or they were removed from its event.
    /// </summary>
    Task<QueueJob?> RerouteAsync(string id, Destination destination, string account);

    /// <summary>Gets the salt of all accounts in this queue, in hex.</summary>
    Task<string> GetAccountSaltAsync();

    /// <summary>Gives waiting jobs that have the account in the form of an earlier version the present form. Returns how many.</summary>
    Task<int> RenewAccountAsync(string account);

    /// <summary>Lists the events that jobs of other accounts are waiting for.</summary>
    Task<IReadOnlyList<string>> ListForeignLinkIdsAsync(string account);

    /// <summary>Counts the waiting jobs of other accounts.</summary>
    Task<int> CountForeignAsync(string account);

    /// <summary>Gets when the oldest job of the account was enqueued that is waiting or being sent.</summary>
    Task<DateTimeOffset?> GetOldestPendingAsync(string account);

    /// <summary>
    /// Gives all waiting jobs for these events to the account. They keep their upload URLs, unless those are of another service. Returns
    /// how many belonged to another account.
    /// </summary>
    Task<int> TakeOverAsync(string account, IReadOnlyCollection<string> linkIds);

    /// <summary>
    /// Gives a job that is not uploaded to the account. It keeps its upload URL, unless that is of another service. One that is being
    /// sent to another service is not changed.
    /// </summary>
    Task TakeOverAsync(string account, string id);

    /// <summary>
    /// Gives all waiting and failed jobs to the account because a person says so. They get new upload URLs, since an old one leads to the other account.
    /// Returns those that belonged to another.
    /// </summary>
    Task<IReadOnlyList<QueueJob>> AdoptAsync(string account);

    /// <summary>Deletes uploads from before that time, but always keeps the newest rows: by a wrong clock, all of them look old.</summary>
    Task<int> PurgeUploadedAsync(DateTimeOffset before, int keep);

    /// <summary>Whether another process changed anything since the last call.</summary>
    Task<bool> HasExternalChangesAsync();

    Task SaveSenderStatusAsync(SenderStatus status);

    Task<SenderStatus?> LoadSenderStatusAsync();
}
