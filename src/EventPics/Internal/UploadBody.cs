using System.Buffers;
using System.Net;

namespace EventPics.Internal;

/// <summary>The body of one PUT: reads the content in large pieces, tells the watch that it moves, and reports progress.</summary>
/// <param name="content">The content.</param>
/// <param name="watch">Watches the PUT.</param>
/// <param name="options">The stall timeout and its clock.</param>
/// <param name="firstPiece">How much goes to the network before the line has shown its speed.</param>
/// <param name="progress">Told about every piece that went out.</param>
/// <param name="attempt">The attempt's number.</param>
internal sealed class UploadBody(
    UploadContent content, StallWatch watch, EventPicsClientOptions options, int firstPiece, IProgress<UploadProgress>? progress, int attempt)
    : HttpContent
{
    // What goes out before the kernel's buffer is full seems fast on any line, so the first stretch is not judged.
    private const int FirstStretch = 1024 * 1024;

    // Nobody looks at what is read beyond the end.
    private static readonly byte[] Beyond = new byte[1];

    private long _startedAt;
    private DateTime _writtenAt;
    private volatile bool _isReading;
    private bool _isWriting;
    private long _reported = -1;
    private Exception? _ownError;

    /// <summary>The request that carries it.</summary>
    public TracedRequest? Request { get; set; }

    /// <summary>Bytes handed to the network so far.</summary>
    public long Sent { get; private set; }

    public bool IsComplete => Sent == content.Length;

    /// <summary>Whether bytes may have reached the network, also those of a write that failed.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether a handler above the network sent it again, so that the answer tells nothing of the first time.</summary>
    public bool WasRepeated { get; private set; }

    /// <summary>Whether all of it had gone out before it was sent again.</summary>
    public bool WasCompleteBefore { get; private set; }

    /// <summary>How fast it went so far, in bytes a second.</summary>
    public long Speed => Sent * TimeSpan.TicksPerSecond / Math.Max(options.TimeProvider.GetElapsedTime(_startedAt).Ticks, 1);

    /// <summary>An error of the content or of the caller's progress handler, which is no fault of the network.</summary>
    public Exception? OwnError => _ownError ?? (_isReading && watch.HasFired ? YieldsNothing() : null);

    protected override bool TryComputeLength(out long length)
    {
        length = content.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SendAsync(stream, watch.Token);

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        SendAsync(stream, cancellationToken);
#endif

    private async Task SendAsync(Stream network, CancellationToken cancellationToken)
    {
        Begin();
        var buffer = ArrayPool<byte>.Shared.Rent(PieceSize.BufferFor(content.Length));
        try
        {
            using var source = Open();
            Report();
            while (!IsComplete)
            {
                var filled = await FillAsync(source, buffer, cancellationToken).ConfigureAwait(false);
                for (var at = 0; at < filled;)
                {
                    var piece = Math.Min(NextPiece(), filled - at);
                    _isWriting = HasBegun = true;
                    await watch.WriteAsync(network, buffer.AsMemory(at, piece), cancellationToken).ConfigureAwait(false);
                    _isWriting = false;
                    watch.BodyMoved();
                    Sent += piece;
                    at += piece;
                    Report();
                }
            }

            watch.BodyComplete();
        }
        catch (Exception error) when (!_isWriting && !cancellationToken.IsCancellationRequested)
        {
            _ownError = error;
            throw;
        }
        finally
        {
            // A read that was left behind may still fill it.
            if (!_isReading)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    // A handler of the host's that retries sends this same body once more, from its first byte.
    private void Begin()
    {
        Request?.ThrowIfRedirected();
        WasRepeated |= HasBegun;
        WasCompleteBefore |= IsComplete;
        Sent = 0;
        _isReading = _isWriting = false;
        _startedAt = options.TimeProvider.GetTimestamp();
        watch.BodyBegins();
    }

    private void Report()
    {
        if (progress is not null && Sent > _reported)
        {
            _reported = Sent;
            progress.Report(new UploadProgress(Sent, content.Length, attempt));
        }
    }

    private int NextPiece() =>
        Sent < FirstStretch ? firstPiece
        : watch.SeesLine ? PieceSize.ForLine(Speed, options)
        : PieceSize.ForSlowLine(options);

    private Stream Open()
    {
        var source = content.OpenRead();
        if (source.CanSeek && source.Length != content.Length)
        {
            source.Dispose();
            throw Changed();
        }

        _writtenAt = WrittenAt(source);
        return source;
    }

    private DateTime WrittenAt(Stream source) => source is FileStream file && !IsReadAtOnce(file) ? SourceFile.WrittenAt(file) : default;

    // One read of a file is too short to be written into.
    private bool IsReadAtOnce(Stream source) => source is FileStream && content.Length <= PieceSize.BufferFor(content.Length);

    // Full pieces, also from a stream that yields little by little.
    private async ValueTask<int> FillAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Min(buffer.Length, content.Length - Sent);
        var filled = 0;
        while (filled < wanted)
        {
            var read = await ReadAsync(source, buffer, filled, wanted - filled, cancellationToken).ConfigureAwait(false);
            filled += read > 0 ? read : throw Changed();
        }

        // Before the last piece goes out: once it has, the storage keeps a picture that is cut.
        if (Sent + filled == content.Length && !IsReadAtOnce(source) &&
            (await ReadAsync(source, Beyond, 0, 1, cancellationToken).ConfigureAwait(false) > 0 || WrittenAt(source) != _writtenAt))
        {
            throw Changed();
        }

        return filled;
    }

    // A source that is slow is no line that stands still, so the watch counts anew after each read.
    private async ValueTask<int> ReadAsync(Stream source, byte[] buffer, int at, int count, CancellationToken cancellationToken)
    {
        _isReading = true;
        var pending = StartReading(source, buffer, at, count, cancellationToken);
        var read = pending.IsCompleted
            ? await pending.ConfigureAwait(false)
            : await CancellableRead.OrCancelledAsync(pending.AsTask(), cancellationToken).ConfigureAwait(false);
        _isReading = false;
        watch.BodyMoved();
        return read;
    }

    // A file that was not opened for overlapped reading is read by a blocking call anyway; in place it saves a change of threads.
    private static ValueTask<int> StartReading(Stream source, byte[] buffer, int at, int count, CancellationToken cancellationToken) =>
        source is FileStream { IsAsync: false }
            ? new(source.Read(buffer, at, count))
            : source.ReadAsync(buffer.AsMemory(at, count), cancellationToken);

    private IOException YieldsNothing() => new(
        $"The content yielded nothing for {options.StallTimeout.TotalSeconds:0.###} s while it was being uploaded. Check the disk or the program it comes from.");

    private static IOException Changed() => new("The content changed while it was being uploaded. Upload it again when nobody writes it any more.");
}
