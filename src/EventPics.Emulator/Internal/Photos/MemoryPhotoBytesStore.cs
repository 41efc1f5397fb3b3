using EventPics.Emulator.Internal.Storage;
using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Photos;

/// <summary>Stores photos in memory.</summary>
internal sealed class MemoryPhotoBytesStore : IPhotoBytesStore
{
    public long MaxPhotoSize => Array.MaxLength;

    public IReadOnlyList<ReceivedPhoto> Load() => [];

    public PhotoWriter CreateWriter(IssuedUrl url, long length) => new Writer(length);

    public void Append(ReceivedPhoto photo)
    {
    }

    public void Dispose()
    {
    }

    private sealed class Writer(long length) : PhotoWriter
    {
        // A client may announce more than it sends, so the full length is allocated only once this much has arrived.
        private const int InitialCapacity = 32 * 1024 * 1024;

        private readonly MemoryStream _stream = new((int)Math.Min(length, InitialCapacity));

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            if (_stream.Length + bytes.Length > _stream.Capacity)
            {
                _stream.Capacity = (int)length;
            }

            _stream.Write(bytes.Span);
            return ValueTask.CompletedTask;
        }

        public override IPhotoBytes Commit(PhotoInfo info) => new Photo(_stream.GetBuffer(), (int)_stream.Length);

        public override void Dispose() => _stream.Dispose();
    }

    private sealed class Photo(byte[] bytes, int length) : IPhotoBytes
    {
        public Stream OpenRead() => new MemoryStream(bytes, 0, length, writable: false);

        public ReadOnlyMemory<byte> Read() => bytes.AsMemory(0, length);

        public void Delete()
        {
        }
    }
}
