namespace EventPics.Tests.Adversary;

/// <summary>The storage's end of a connection: reads a body slowly, partly, or not at all.</summary>
internal sealed class BodySink(TimeProvider time, long breaksAfter, bool hangs, TimeSpan perPiece) : Stream
{
    private readonly MemoryStream _bytes = new();

    public byte[] Bytes => _bytes.ToArray();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _bytes.Length;

    public override long Position
    {
        get => _bytes.Length;
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (perPiece > TimeSpan.Zero)
        {
            await Task.Delay(perPiece, time, cancellationToken).ConfigureAwait(false);
        }

        var left = Math.Min(buffer.Length, breaksAfter - _bytes.Length);
        _bytes.Write(buffer.Span[..(int)left]);
        if (left < buffer.Length)
        {
            _ = hangs
                ? await Never.EndsAsync<int>(cancellationToken).ConfigureAwait(false)
                : throw new IOException("Connection reset by peer.");
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
