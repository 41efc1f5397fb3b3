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

    private static readonly TimeSpan QuickWrite = TimeSpan.FromMilliseconds(250);

    private int _piece = SmallestPiece;
    private bool _isWriting;

    /// <summary>Bytes handed to the network so far.</summary>
    public long Sent { get; private set; }

    public bool IsComplete => Sent == content.Length;

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
                if (Sent + filled == content.Length)
                {
                    await CheckEndAsync(source, cancellationToken).ConfigureAwait(false);
                }

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
            _piece = time.GetElapsedTime(started) < QuickWrite ? Math.Min(_piece * 2, LargeBuffer) : SmallestPiece;
            Sent += next.Length;
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

    // Before the last piece goes out: once it has, the storage keeps a picture that is cut.
    private static async Task CheckEndAsync(Stream source, CancellationToken cancellationToken)
    {
        if (await source.ReadAsync(new byte[1].AsMemory(), cancellationToken).ConfigureAwait(false) > 0)
        {
            throw Changed();
        }
    }

    private static IOException Changed() => new("The content changed while it was being uploaded. Upload it again when nobody writes it any more.");
}
