using System.Buffers;
using System.Globalization;
using System.Net;
using EventPics.Internal.Failures;
using EventPics.Internal.Http;

namespace EventPics.Internal.Upload;

/// <summary>The body of one PUT: reads the content, writes it in chunks, informs the stall detector and reports progress.</summary>
/// <param name="content">The content.</param>
/// <param name="stallDetector">Cancels the PUT when nothing moves.</param>
/// <param name="options">The stall timeout and its clock.</param>
/// <param name="firstChunk">The chunk size until the connection has shown its speed.</param>
/// <param name="progress">Receives progress after each chunk.</param>
/// <param name="attempt">The attempt's number.</param>
internal sealed class UploadHttpContent(
    UploadContent content, StallDetector stallDetector, EventPicsClientOptions options, int firstChunk, IProgress<UploadProgress>? progress,
    int attempt)
    : HttpContent
{
    // Until the socket buffer fills, any connection looks fast: don't measure the first megabyte.
    private const int UnmeasuredLength = 1024 * 1024;

    private long _startedAt;
    private volatile SourceReader? _source;
    private State _state;
    private long _reported = -1;
    private Exception? _ownError;

    // Idle --> ReadingContent <--> WritingToNetwork --> Written. A retrying handler above the network may send the body again, which starts
    // over from ReadingContent. An exception while writing is the network's; any other is the content's.
    private enum State
    {
        Idle,
        ReadingContent,
        WritingToNetwork,
        Written,
    }

    /// <summary>The request that carries it.</summary>
    public TransportRequest? Request { get; set; }

    /// <summary>Bytes written to the network so far.</summary>
    public long Sent { get; private set; }

    public bool IsComplete => Sent == content.Length;

    /// <summary>Whether bytes may have reached the network, including those of a write that failed.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>
    /// How far the body got before a handler above the network sent it again, whose response does not cover that earlier pass;
    /// <see langword="null"/> if it was sent once.
    /// </summary>
    public BodyTransferState? EarlierPass { get; private set; }

    /// <summary>The average speed so far, in bytes per second.</summary>
    public long Speed => Sent * TimeSpan.TicksPerSecond / Math.Max(options.TimeProvider.GetElapsedTime(_startedAt).Ticks, 1);

    /// <summary>An exception of the content, for which the network is not to blame.</summary>
    public Exception? OwnError => _ownError ?? (_source is { IsBusy: true } && stallDetector.HasFired ? SourceStalled() : null);

    protected override bool TryComputeLength(out long length)
    {
        length = content.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SendAsync(stream, stallDetector.Token);

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        SendAsync(stream, cancellationToken);
#endif

    private async Task SendAsync(Stream network, CancellationToken cancellationToken)
    {
        var source = Begin();

        // Memory can't block, so it is sent in place.
        var copying = content.IsInMemory
            ? CopyAsync(source, network, cancellationToken)
            : Task.Run(() => CopyAsync(source, network, cancellationToken), CancellationToken.None);
        try
        {
            await copying.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!copying.IsCompleted)
        {
            if (source.TryAbandon())
            {
                CancellableRead.Observe(copying);
                throw;
            }

            await copying.ConfigureAwait(false); // The network has the token.
        }
    }

    private async Task CopyAsync(SourceReader source, Stream network, CancellationToken cancellationToken)
    {
        using var opened = source;
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize.BufferFor(content.Length));
        try
        {
            source.Open(cancellationToken);
            Report();
            while (!IsComplete)
            {
                var filled = await source.FillAsync(buffer, Sent, cancellationToken).ConfigureAwait(false);
                for (var at = 0; at < filled;)
                {
                    var chunk = Math.Min(NextChunk(), filled - at);
                    HasBegun = true;
                    _state = State.WritingToNetwork;
#if NET
                    var writing = AcknowledgedSocketStream.WriteAsync(
                        network, buffer.AsMemory(at, chunk), out var connection, cancellationToken);
                    stallDetector.OnWriting(connection);
#else
                    var writing = network.WriteAsync(buffer.AsMemory(at, chunk), cancellationToken);
#endif
                    await writing.ConfigureAwait(false);
                    _state = State.ReadingContent;
                    stallDetector.OnProgress();
                    Sent += chunk;
                    at += chunk;
                    Report();
                }
            }

            _state = State.Written;
            stallDetector.OnBodyComplete();
        }
        catch (Exception e) when (_state != State.WritingToNetwork && !cancellationToken.IsCancellationRequested)
        {
            _ownError = e;
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private SourceReader Begin()
    {
        Request?.ThrowIfRedirected();
        EarlierPass = IsComplete ? BodyTransferState.Complete : HasBegun ? EarlierPass ?? BodyTransferState.Partial : EarlierPass;
        Sent = 0;
        _state = State.ReadingContent;
        _startedAt = options.TimeProvider.GetTimestamp();
        stallDetector.OnBodyStarted();
        return _source = new SourceReader(content, stallDetector);
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
        Sent < UnmeasuredLength ? firstChunk
        : stallDetector.SeesAcknowledgements ? ChunkSize.ForSpeed(Speed, options)
        : ChunkSize.ForSlowConnection(options);

    private IOException SourceStalled() => new(string.Format(
        CultureInfo.InvariantCulture,
        "{0} could not be read: no data came for {1:0.###} s. Check the disk, the network share or the program it comes from, then upload it again.",
        content.FilePath is { } path ? $"The file '{Path.GetFileName(path)}'" : "The content",
        options.StallTimeout.TotalSeconds));
}
