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

    // A piece must move within the stall timeout. With the default of 30 s a line of 32 kbit/s moves 120 KB, a part of which the kernel
    // takes in at once.
    private const int SmallPiece = 96 * 1024;
    private const int FirstPiece = 128 * 1024;

    // What goes out before the kernel's buffer is full seems quick on any line; after it, a small piece in this time means 256 KB/s.
    private const int HiddenByKernel = 512 * 1024;

    // A large piece may be under way when a line turns slow, so only one that is very fast gets it.
    private static readonly TimeSpan QuickWrite = TimeSpan.FromMilliseconds(20);

    private int _piece;
    private bool _isWriting;
    private long _reported = -1;

    /// <summary>Bytes handed to the network so far.</summary>
    public long Sent { get; private set; }

    public bool IsComplete => Sent == content.Length;

    /// <summary>Whether bytes may have reached the network, also those of a write that failed.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether a handler above the network sent it again, so that the answer tells nothing of the first time.</summary>
    public bool WasRepeated { get; private set; }

    /// <summary>Whether all of it had gone out before it was sent again.</summary>
    public bool WasCompleteBefore { get; private set; }

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
        Begin();
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(content.Length, content.Length < LargeFile ? SmallBuffer : LargeBuffer));
        try
        {
            using var source = Open();
            Report();
            while (!IsComplete)
            {
                var filled = await FillAsync(source, buffer, cancellationToken).ConfigureAwait(false);
                if (Sent + filled == content.Length)
                {
                    await CheckEndAsync(source, cancellationToken).ConfigureAwait(false);
                }

                for (var at = 0; at < filled;)
                {
                    var piece = Math.Min(_piece, filled - at);
                    var started = time.GetTimestamp();
                    _isWriting = HasBegun = true;
                    await network.WriteAsync(buffer.AsMemory(at, piece), cancellationToken).ConfigureAwait(false);
                    _isWriting = false;
                    Moved(piece, time.GetElapsedTime(started));
                    at += piece;
                }
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

    // A handler of the host's that retries sends this same body once more, from its first byte.
    private void Begin()
    {
        WasRepeated |= HasBegun;
        WasCompleteBefore |= IsComplete;
        Sent = 0;
        _isWriting = false;
        _piece = FirstPiece;
        watch.BodyMoved();
    }

    private void Report()
    {
        if (progress is not null && Sent > _reported)
        {
            _reported = Sent;
            progress.Report(new UploadProgress(Sent, content.Length, attempt));
        }
    }

    private void Moved(int bytes, TimeSpan duration)
    {
        Sent += bytes;
        _piece = Sent >= HiddenByKernel && duration < QuickWrite ? LargeBuffer : SmallPiece;
        watch.BodyMoved();
        Report();
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
            var read = await ReadAsync(source, buffer, filled, wanted - filled, cancellationToken).ConfigureAwait(false);
            filled += read > 0 ? read : throw Changed();
        }

        return filled;
    }

    // Before the last piece goes out: once it has, the storage keeps a picture that is cut.
    private static async Task CheckEndAsync(Stream source, CancellationToken cancellationToken)
    {
        if (await ReadAsync(source, new byte[1], 0, 1, cancellationToken).ConfigureAwait(false) > 0)
        {
            throw Changed();
        }
    }

    // A file that was not opened for overlapped reading is read by a blocking call anyway; in place it saves a change of threads.
    private static ValueTask<int> ReadAsync(Stream source, byte[] buffer, int at, int count, CancellationToken cancellationToken) =>
        source is FileStream { IsAsync: false }
            ? new(source.Read(buffer, at, count))
            : source.ReadAsync(buffer.AsMemory(at, count), cancellationToken);

    private static IOException Changed() => new("The content changed while it was being uploaded. Upload it again when nobody writes it any more.");
}
