using System.Buffers;
using System.Net;

namespace EventPics.Internal;

/// <summary>The body of one PUT: reads the content in large pieces, tells the watch that it moves, and reports progress.</summary>
internal sealed class UploadBody(UploadContent content, StallWatch watch, TimeProvider time, IProgress<UploadProgress>? progress, int attempt)
    : HttpContent
{
    private const int LargeFile = 16 * 1024 * 1024;
    private const int LargeBuffer = 1024 * 1024;
    private const int SmallBuffer = 256 * 1024;

    // A piece of this size must move within the stall timeout, which puts the slowest line that still counts as moving at 2 KB/s.
    private const int SmallestPiece = 64 * 1024;

    // Larger pieces save work on a fast line, but one that is under way when the line turns slow must still move within the stall timeout.
    // The first megabyte says nothing about the line: this computer's own buffers may have swallowed it.
    private static readonly TimeSpan QuickWrite = TimeSpan.FromMilliseconds(20);
    private const int SwallowedByBuffers = 1024 * 1024;

    private int _piece = SmallestPiece;
    private bool _isWriting;

    /// <summary>Bytes handed to the network so far.</summary>
    public long Sent { get; private set; }

    public bool IsComplete => Sent == content.Length;

    /// <summary>Whether bytes may have reached the network, also those of a write that failed.</summary>
    public bool HasBegun => Sent > 0 || _isWriting;

    /// <summary>An error of the content or of the caller's progress handler, which is no fault of the network.</summary>
    public Exception? OwnError { get; private set; }

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
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(content.Length, content.Length < LargeFile ? SmallBuffer : LargeBuffer));
        try
        {
            using var source = Open();
            progress?.Report(new UploadProgress(0, content.Length, attempt));
            while (!IsComplete)
            {
                var filled = await FillAsync(source, buffer, cancellationToken).ConfigureAwait(false);
                await WriteAsync(network, buffer.AsMemory(0, filled), cancellationToken).ConfigureAwait(false);
            }

            watch.BodyComplete();
        }
        catch (Exception error) when (!_isWriting && !cancellationToken.IsCancellationRequested)
        {
            OwnError = error;
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task WriteAsync(Stream network, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            var next = bytes.Slice(0, Math.Min(_piece, bytes.Length));
            var started = time.GetTimestamp();
            _isWriting = true;
            await network.WriteAsync(next, cancellationToken).ConfigureAwait(false);
            _isWriting = false;
            Sent += next.Length;
            var isFast = Sent >= SwallowedByBuffers && time.GetElapsedTime(started) < QuickWrite;
            _piece = isFast ? Math.Min(_piece * 2, LargeBuffer) : SmallestPiece;
            watch.BodyMoved();
            progress?.Report(new UploadProgress(Sent, content.Length, attempt));
            bytes = bytes.Slice(next.Length);
        }
    }

    private Stream Open()
    {
        var source = content.OpenRead();
        if (source.CanSeek && source.Length != content.Length)
        {
            source.Dispose();
            throw Changed();
        }

        return source;
    }

    // Full pieces, also from a stream that yields little by little.
    private async ValueTask<int> FillAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Min(buffer.Length, content.Length - Sent);
        var filled = 0;
        while (filled < wanted)
        {
            var read = await source.ReadAsync(buffer.AsMemory(filled, wanted - filled), cancellationToken).ConfigureAwait(false);
            filled += read > 0 ? read : throw Changed();
        }

        return filled;
    }

    private static IOException Changed() => new("The content changed while it was being uploaded. Upload it again when nobody writes it any more.");
}
