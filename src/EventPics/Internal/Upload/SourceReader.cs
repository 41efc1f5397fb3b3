using System.Globalization;
using EventPics.Internal.Content;

namespace EventPics.Internal.Upload;

/// <summary>
/// Reads the content of one PUT. A call into the content may block its thread for minutes and ignore cancellation, as for a file on an
/// unreachable share; then it is abandoned, and its caller ends when it returns.
/// </summary>
internal sealed class SourceReader(UploadContent content, StallDetector stallDetector) : IDisposable
{
    private readonly byte[] _extraByte = new byte[1];

    private Stream? _source;
    private DateTime _lastWriteTime;
    private int _call;

    private enum Call
    {
        None,
        Running,
        Abandoned,
    }

    /// <summary>Whether a call into the content has not returned yet.</summary>
    public bool IsBusy => Volatile.Read(ref _call) != (int)Call.None;

    /// <summary>Abandons a running call after a cancellation. Returns false when none is running: then none will start.</summary>
    public bool TryAbandon() =>
        Interlocked.CompareExchange(ref _call, (int)Call.Abandoned, (int)Call.Running) == (int)Call.Running;

    public void Dispose() => _source?.Dispose();

    public void Open(CancellationToken cancellationToken)
    {
        try
        {
            Enter(cancellationToken);
            _source = content.OpenRead();
            if (_source.CanSeek && _source.Length != content.Length)
            {
                throw WrongLength(_source.Length);
            }

            _lastWriteTime = LastWriteTime();
        }
        finally
        {
            Leave();
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Fills the buffer with the next bytes, also from a stream that returns few bytes per read.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="sent">How much of the content was read before.</param>
    /// <param name="cancellationToken">Throws after an abandoned call has returned, too.</param>
    public async ValueTask<int> FillAsync(byte[] buffer, long sent, CancellationToken cancellationToken)
    {
        int filled;
        try
        {
            Enter(cancellationToken);
            filled = await ReadAllAsync(buffer, sent, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return filled;
    }

    // In this order: a call is abandoned only after the cancellation, so it is either found running or not made.
    private void Enter(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _call, (int)Call.Running);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Leave()
    {
        Interlocked.CompareExchange(ref _call, (int)Call.None, (int)Call.Running);
        stallDetector.OnProgress();
    }

    private async ValueTask<int> ReadAllAsync(byte[] buffer, long sent, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Min(buffer.Length, content.Length - sent);
        var filled = 0;
        while (filled < wanted)
        {
            var read = await ReadAsync(buffer, filled, wanted - filled).ConfigureAwait(false);
            filled += read > 0 ? read : throw WrongLength(sent + filled);
            cancellationToken.ThrowIfCancellationRequested();

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
