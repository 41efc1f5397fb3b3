namespace EventPics.Queue.Internal;

/// <summary>
/// Wakes everybody who waits for the next change. Each change leads to the one after it: take <see cref="Next"/> before looking, and walk on from
/// there, so that no change slips between and none has to be looked up that is somebody else's.
/// </summary>
internal sealed class ChangePulse
{
    private TaskCompletionSource<Change> _next = NewSource();

    public Task<Change> Next => Volatile.Read(ref _next).Task;

    /// <param name="job">The job as it is now, or null when any may have changed.</param>
    public void Beat(UploadJob? job)
    {
        var following = NewSource();
        Interlocked.Exchange(ref _next, following).TrySetResult(new Change(job, following.Task));
    }

    /// <summary>Ends when a job may have been settled: the one with this id, or any.</summary>
    /// <param name="next">What <see cref="Next"/> was before the caller looked.</param>
    /// <param name="id">The job's id, or null for any.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>That job, or null when it is not known which.</returns>
    public static async Task<UploadJob?> EndOfAsync(Task<Change> next, string? id, CancellationToken cancellationToken)
    {
        while (true)
        {
            await next.OrCancelledAsync(cancellationToken).ConfigureAwait(false);
            var change = await next.ConfigureAwait(false);
            if (change.Job is not { } job || (job.IsSettled && (id ?? job.Id) == job.Id))
            {
                return change.Job;
            }

            next = change.Next;
        }
    }

    private static TaskCompletionSource<Change> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal sealed record Change(UploadJob? Job, Task<Change> Next);
}
