namespace EventPics.Emulator.Internal;

/// <summary>A picture on its way in; disposed without <see cref="Commit"/>, it leaves nothing behind.</summary>
internal abstract class PictureWriter : IDisposable
{
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    public abstract IPicture Commit(PhotoInfo info);

    public abstract void Dispose();
}
