using EventPics.Internal.Content;
using EventPics.Internal.Http;

namespace EventPics.Internal.Upload;

/// <summary>
/// Reads the content of one PUT on the thread pool: a file on a dead share blocks the thread that touches it, for minutes, and heeds no
/// cancellation. A call into the content that does not return in time is left behind, and the content is closed when it does.
/// </summary>
internal sealed class SourceReader(UploadContent content, StallDetector watch) : IDisposable
{
    private readonly byte[] _beyond = new byte[1];

    private Stream? _source;
    private DateTime _writtenAt;
    private volatile bool _isBusy;
    private volatile bool _isLeftBehind;

    /// <summary>Whether a call into the content has not returned yet.</summary>
    public bool IsBusy => _isBusy;

    public Task OpenAsync(CancellationToken cancellationToken) => RunAsync(Open, cancellationToken);

    /// <summary>Fills the buffer with the next bytes, also from a stream that yields little by little.</summary>
    /// <param name="buffer">The buffer, which must not be used for anything else while <see cref="IsBusy"/>.</param>
    /// <param name="sent">How much of the content was read before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<int> FillAsync(byte[] buffer, long sent, CancellationToken cancellationToken) =>
        RunAsync(() => FillAsync(buffer, sent), cancellationToken);

    public void Dispose()
    {
        if (!IsBusy)
        {
            _source?.Dispose();
        }
    }

    private async Task<int> RunAsync(Func<ValueTask<int>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _isBusy = true;
        try
        {
            // Memory is read in place.
            var running = content.IsInMemory ? work() : new(Task.Run(() => work().AsTask(), CancellationToken.None));
            return running.IsCompleted
                ? await running.ConfigureAwait(false)
                : await CancellableRead.OrCancelledAsync(running.AsTask(), cancellationToken, CloseLater).ConfigureAwait(false);
        }
        finally
        {
            _isBusy = _isLeftBehind;
            watch.OnProgress();
        }
    }

    private void CloseLater(Task<int> running)
    {
        _isLeftBehind = true;
        running.ContinueWith(_ => _source?.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private ValueTask<int> Open()
    {
        _source = content.OpenRead();
        if (_source.CanSeek && _source.Length != content.Length)
        {
            throw Changed();
        }

        _writtenAt = WrittenAt();
        return new(0);
    }

    private async ValueTask<int> FillAsync(byte[] buffer, long sent)
    {
        var wanted = (int)Math.Min(buffer.Length, content.Length - sent);
        var filled = 0;
        while (filled < wanted && !_isLeftBehind)
        {
            var read = await ReadAsync(buffer, filled, wanted - filled).ConfigureAwait(false);
            filled += read > 0 ? read : throw Changed();

            // A source that is slow is no connection that stands still, so the watch starts over after each read.
            watch.OnProgress();
        }

        // Before the last piece goes out: once it has, the storage keeps a photo that is cut.
        if (sent + filled == content.Length && !IsReadAtOnce && (await ReadAsync(_beyond, 0, 1).ConfigureAwait(false) > 0 || WrittenAt() != _writtenAt))
        {
            throw Changed();
        }

        return filled;
    }

    private ValueTask<int> ReadAsync(byte[] buffer, int at, int count) =>
        _source is FileStream { IsAsync: false } file
            ? new(file.Read(buffer, at, count))
            : _source!.ReadAsync(buffer.AsMemory(at, count), CancellationToken.None);

    private DateTime WrittenAt() => _source is FileStream file && !IsReadAtOnce ? SourceFile.WrittenAt(file) : default;

    // One read of a file is too short to be written into.
    private bool IsReadAtOnce => _source is FileStream && content.Length <= ChunkSize.BufferFor(content.Length);

    private static IOException Changed() => new("The content changed while it was being uploaded. Upload it again when nobody writes it any more.");
}
