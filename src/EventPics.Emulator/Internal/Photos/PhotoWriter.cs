using EventPics.Emulator.Internal.Wire;

namespace EventPics.Emulator.Internal.Photos;

/// <summary>Writes a photo that is being received; disposing it without <see cref="Commit"/> discards the bytes.</summary>
internal abstract class PhotoWriter : IDisposable
{
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    public abstract IPhotoBytes Commit(PhotoInfo info);

    public abstract void Dispose();
}
