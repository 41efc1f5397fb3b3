namespace EventPics.Internal.Content;

/// <summary>Reads a caller's stream from its beginning and leaves it open when disposed.</summary>
internal sealed class LeaveOpenStream : ForwardStream
{
    private readonly Stream _stream;

    public LeaveOpenStream(Stream stream)
    {
        _stream = stream;
        _stream.Position = 0;
    }

    public override long Length => _stream.Length;

    public override long Position
    {
        get => _stream.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => _stream.Read(buffer, offset, count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        _stream.ReadAsync(buffer, offset, count, cancellationToken);

#if NET
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _stream.ReadAsync(buffer, cancellationToken);
#endif
}
