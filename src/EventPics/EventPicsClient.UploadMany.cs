using EventPics.Internal.Upload;

namespace EventPics;

/// <content>Uploading many photos at a time.</content>
public partial class EventPicsClient
{
    /// <summary>
    /// Uploads many photos and videos, several at a time, and returns the outcome of each as it finishes. One that fails does not end the
    /// others.
    /// </summary>
    /// <remarks>
    /// The requests are read one by one as uploads finish, on the thread pool, so there may be any number of them. Leaving the loop cancels
    /// the uploads in progress and waits until they have ended.
    /// </remarks>
    /// <param name="requests">
    /// The photos and videos. If reading them throws, the uploads in progress finish, and their outcomes are returned, before that exception
    /// is thrown.
    /// </param>
    /// <param name="maxConcurrency">How many are uploaded at a time, at least 1.</param>
    /// <param name="progress">
    /// Receives progress over all requests read so far, with <see cref="UploadProgress.Attempt"/> 0; it never runs backwards. An exception
    /// thrown by the handler is logged and otherwise ignored.
    /// </param>
    /// <param name="cancellationToken">Cancels the uploads in progress; outcomes that are known by then are still returned.</param>
    /// <returns>The outcomes in the order in which the uploads finish.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxConcurrency"/> is less than 1.</exception>
    /// <exception cref="ObjectDisposedException">The client or its HttpClient was disposed before the uploads ended.</exception>
    public virtual IAsyncEnumerable<UploadOutcome> UploadManyAsync(
        IEnumerable<UploadRequest> requests,
        int maxConcurrency = 3,
        IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrency, 1);
        var total = SafeProgress.Wrap(progress, _logger) is { } safe ? new TotalProgress(safe) : null;
        return new UploadBatch(this, _lifetime, requests, maxConcurrency, total).RunAsync(cancellationToken);
    }

    /// <summary>
    /// Uploads many photos and videos, several at a time, and calls a function with the outcome of each as it finishes, for languages
    /// without
    /// <c>await foreach</c>. One that fails does not end the others.
    /// </summary>
    /// <inheritdoc cref="UploadManyAsync(IEnumerable{UploadRequest}, int, IProgress{UploadProgress}, CancellationToken)" path="/remarks"/>
    /// <param name="requests">
    /// The photos and videos. If reading them throws, the uploads in progress finish, and their outcomes are passed on, before that exception
    /// is thrown.
    /// </param>
    /// <param name="finished">
    /// Receives each outcome, one at a time, on the caller's synchronization context. If it throws, the uploads in progress are cancelled
    /// before that exception is thrown.
    /// </param>
    /// <param name="maxConcurrency">How many are uploaded at a time, at least 1.</param>
    /// <param name="progress">
    /// Receives progress over all requests read so far, with <see cref="UploadProgress.Attempt"/> 0; it never runs backwards. An exception
    /// thrown by the handler is logged and otherwise ignored.
    /// </param>
    /// <param name="cancellationToken">Cancels the uploads in progress; outcomes that are known by then are still passed on.</param>
    /// <returns>A task that ends with the last upload.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxConcurrency"/> is less than 1.</exception>
    /// <exception cref="ObjectDisposedException">The client or its HttpClient was disposed before the uploads ended.</exception>
    public virtual async Task UploadManyAsync(
        IEnumerable<UploadRequest> requests,
        Func<UploadOutcome, Task> finished,
        int maxConcurrency = 3,
        IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(finished);

        // On the caller's context, where the body of an await foreach would run too.
        await foreach (var outcome in UploadManyAsync(requests, maxConcurrency, progress, cancellationToken).ConfigureAwait(true))
        {
            await finished(outcome).ConfigureAwait(true);
        }
    }
}
