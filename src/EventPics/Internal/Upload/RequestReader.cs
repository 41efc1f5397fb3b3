using EventPics.Internal.Http;

namespace EventPics.Internal.Upload;

/// <summary>Reads a caller's requests one by one on the thread pool: the sequence may open files, or wait for a camera.</summary>
internal sealed class RequestReader(IEnumerable<UploadRequest> requests) : IDisposable
{
    private IEnumerator<UploadRequest>? _enumerator;
    private bool _isAbandoned;

    /// <summary>Reads the next request.</summary>
    /// <param name="cancellationToken">Cancels the wait; a read in progress is abandoned.</param>
    /// <returns>The request; <see langword="null"/> after the last one.</returns>
    public Task<UploadRequest?> ReadAsync(CancellationToken cancellationToken) =>
        CancellableRead.WaitAsync(Task.Run(ReadNext, CancellationToken.None), cancellationToken, CloseLater);

    public void Dispose()
    {
        if (!_isAbandoned)
        {
            _enumerator?.Dispose();
        }
    }

    private UploadRequest? ReadNext()
    {
        _enumerator ??= requests.GetEnumerator();
        return !_enumerator.MoveNext() ? null
            : _enumerator.Current ?? throw new ArgumentException("A request is null. Pass only the photos to upload.", nameof(requests));
    }

    private void CloseLater(Task<UploadRequest?> reading)
    {
        _isAbandoned = true;
        reading.ContinueWith(_ => _enumerator?.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
