using System.Buffers;
using System.Globalization;
using System.Net;
using EventPics.Internal.Http;

namespace EventPics.Internal.Upload;

/// <summary>The body of one PUT: reads the content in large pieces, tells the watch that it moves, and reports progress.</summary>
/// <param name="content">The content.</param>
/// <param name="watch">Watches the PUT.</param>
/// <param name="options">The stall timeout and its clock.</param>
/// <param name="firstPiece">How much goes to the network before the line has shown its speed.</param>
/// <param name="progress">Told about every piece that went out.</param>
/// <param name="attempt">The attempt's number.</param>
internal sealed class UploadHttpContent(
    UploadContent content, StallDetector watch, EventPicsClientOptions options, int firstPiece, IProgress<UploadProgress>? progress, int attempt)
    : HttpContent
{
    // What goes out before the kernel's buffer is full seems fast on any line, so the first stretch is not judged.
    private const int UnjudgedLength = 1024 * 1024;

    private long _startedAt;
    private volatile SourceReader? _source;
    private bool _isWriting;
    private long _reported = -1;
    private Exception? _ownError;

    /// <summary>The request that carries it.</summary>
    public TransportRequest? Request { get; set; }

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
    public Exception? OwnError => _ownError ?? (_source is { IsBusy: true } && watch.HasFired ? SourceStalled() : null);

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
        using var source = Begin();
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize.BufferFor(content.Length));
        try
        {
            await source.OpenAsync(cancellationToken).ConfigureAwait(false);
            Report();
            while (!IsComplete)
            {
                var filled = await source.FillAsync(buffer, Sent, cancellationToken).ConfigureAwait(false);
                for (var at = 0; at < filled;)
                {
                    var piece = Math.Min(NextChunk(), filled - at);
                    _isWriting = HasBegun = true;
                    await watch.WriteAsync(network, buffer.AsMemory(at, piece), cancellationToken).ConfigureAwait(false);
                    _isWriting = false;
                    watch.OnProgress();
                    Sent += piece;
                    at += piece;
                    Report();
                }
            }

            watch.OnBodyComplete();
        }
        catch (Exception error) when (!_isWriting && !cancellationToken.IsCancellationRequested)
        {
            _ownError = error;
            throw;
        }
        finally
        {
            // A read that was left behind may still fill it.
            if (!source.IsBusy)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    // A handler of the host's that retries sends this same body once more, from its first byte.
    private SourceReader Begin()
    {
        Request?.ThrowIfRedirected();
        WasRepeated |= HasBegun;
        WasCompleteBefore |= IsComplete;
        Sent = 0;
        _isWriting = false;
        _startedAt = options.TimeProvider.GetTimestamp();
        watch.OnBodyStarted();
        return _source = new SourceReader(content, watch);
    }

    private void Report()
    {
        if (progress is not null && Sent > _reported)
        {
            _reported = Sent;
            progress.Report(new UploadProgress(Sent, content.Length, attempt));
        }
    }

    private int NextChunk() =>
        Sent < UnjudgedLength ? firstPiece
        : watch.SeesAcknowledgements ? ChunkSize.ForSpeed(Speed, options)
        : ChunkSize.ForSlowConnection(options);

    private IOException SourceStalled() => new(string.Format(
        CultureInfo.InvariantCulture,
        "{0} could not be read: nothing came for {1:0.###} s. Check the disk, the network share or the program it comes from, then upload it again.",
        content.FilePath is { } path ? $"The file '{Path.GetFileName(path)}'" : "The content",
        options.StallTimeout.TotalSeconds));
}
