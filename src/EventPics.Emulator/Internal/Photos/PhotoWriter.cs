using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Photos;

/// <summary>A picture on its way in; disposed without <see cref="Commit"/>, it leaves nothing behind.</summary>
internal abstract class PhotoWriter : IDisposable
{
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    public abstract IPhotoBytes Commit(PhotoInfo info);

    public abstract void Dispose();
}
