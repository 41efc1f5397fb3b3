namespace EventPics.Internal.Content;

/// <summary>Reads memory without copying it first.</summary>
internal sealed class MemoryReadStream(ReadOnlyMemory<byte> memory) : ForwardStream
{
    private int _position;

    public override long Length => memory.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var chunk = memory.Slice(_position, Math.Min(count, memory.Length - _position));
        chunk.CopyTo(buffer.AsMemory(offset));
        _position += chunk.Length;
        return chunk.Length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

#if NET
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var chunk = memory.Slice(_position, Math.Min(buffer.Length, memory.Length - _position));
        chunk.CopyTo(buffer);
        _position += chunk.Length;
        return new ValueTask<int>(chunk.Length);
    }
#endif
}
