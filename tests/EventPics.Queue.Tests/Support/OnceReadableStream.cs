namespace EventPics.Queue.Tests.Support;

/// <summary>The body of a request: it can't seek, arrives in small parts, and can be read asynchronously only.</summary>
internal sealed class OnceReadableStream(byte[] bytes) : Stream
{
    private const int PartSize = 1500;

    private int _read;

    /// <summary>After so many bytes, <see cref="Stopped"/> is called.</summary>
    public int? StopsAt { get; init; }

    public Action Stopped { get; init; } = static () => { };

    public bool WasDisposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (_read >= StopsAt)
        {
            Stopped();
        }

        cancellationToken.ThrowIfCancellationRequested();
        var count = Math.Min(Math.Min(PartSize, buffer.Length), bytes.Length - _read);
        bytes.AsMemory(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Synchronous reads are not allowed, as on a web server.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        WasDisposed = true;
        base.Dispose(disposing);
    }
}
