using System.Globalization;
using EventPics.Internal.Content;
using EventPics.Internal.Http;

namespace EventPics.Internal.Upload;

/// <summary>
/// Reads the content of one PUT on the thread pool: a file on an unreachable share blocks its thread for minutes and ignores cancellation.
/// A call into the content that does not return in time is abandoned, and the content is closed when it returns.
/// </summary>
internal sealed class SourceReader(UploadContent content, StallDetector stallDetector) : IDisposable
{
    private readonly byte[] _extraByte = new byte[1];

    private Stream? _source;
    private DateTime _lastWriteTime;
    private volatile bool _isBusy;
    private volatile bool _isAbandoned;

    /// <summary>Whether a call into the content has not returned yet.</summary>
    public bool IsBusy => _isBusy;

    public Task OpenAsync(CancellationToken cancellationToken) => RunAsync(Open, cancellationToken);

    /// <summary>Fills the buffer with the next bytes, also from a stream that returns few bytes per read.</summary>
    /// <param name="buffer">The buffer, which must not be used for anything else while <see cref="IsBusy"/>.</param>
    /// <param name="sent">How much of the content was read before.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
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
            // Memory can't block, so it is read in place.
            var running = content.IsInMemory ? work() : new(Task.Run(() => work().AsTask(), CancellationToken.None));
            return running.IsCompleted
                ? await running.ConfigureAwait(false)
                : await CancellableRead.WaitAsync(running.AsTask(), cancellationToken, CloseLater).ConfigureAwait(false);
        }
        finally
        {
            _isBusy = _isAbandoned;
            stallDetector.OnProgress();
        }
    }

    private void CloseLater(Task<int> running)
    {
        _isAbandoned = true;
        running.ContinueWith(_ => _source?.Dispose(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private ValueTask<int> Open()
    {
        _source = content.OpenRead();
        if (_source.CanSeek && _source.Length != content.Length)
        {
            throw WrongLength(_source.Length);
        }

        _lastWriteTime = LastWriteTime();
        return new(0);
    }

    private async ValueTask<int> FillAsync(byte[] buffer, long sent)
    {
        var wanted = (int)Math.Min(buffer.Length, content.Length - sent);
        var filled = 0;
        while (filled < wanted && !_isAbandoned)
        {
            var read = await ReadAsync(buffer, filled, wanted - filled).ConfigureAwait(false);
            filled += read > 0 ? read : throw WrongLength(sent + filled);

            // A slow source is not a stalled connection: reset the stall timeout after each read.
            stallDetector.OnProgress();
        }

        // Checked before the last chunk is written: after it, the storage would keep a truncated photo.
        if (sent + filled == content.Length && !IsSingleRead)
        {
            var isLonger = await ReadAsync(_extraByte, 0, 1).ConfigureAwait(false) > 0;
            if (isLonger || LastWriteTime() != _lastWriteTime)
            {
                throw WrongLength(isLonger ? null : content.Length);
            }
        }

        return filled;
    }

    private ValueTask<int> ReadAsync(byte[] buffer, int at, int count) =>
        _source is FileStream { IsAsync: false } file
            ? new(file.Read(buffer, at, count))
            : _source!.ReadAsync(buffer.AsMemory(at, count), CancellationToken.None);

    private DateTime LastWriteTime() => _source is FileStream file && !IsSingleRead ? SourceFile.LastWriteTime(file) : default;

    // A single read of a file is too short for a write to happen during it.
    private bool IsSingleRead => _source is FileStream { CanSeek: true } && content.Length <= ChunkSize.BufferFor(content.Length);

    private IOException WrongLength(long? found) => new(
        content.HasGivenLength && found != content.Length
            ? $"The stream has {found?.ToString(CultureInfo.InvariantCulture) ?? "more"} bytes instead of the {content.Length} given. Pass FromStream its exact length."
            : "The content changed while it was being uploaded. Upload it again once it is no longer being written.");
}
