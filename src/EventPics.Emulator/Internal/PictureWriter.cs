namespace EventPics.Emulator.Internal;

/// <summary>A picture on its way in; disposed without <see cref="Commit"/>, it leaves nothing behind.</summary>
internal abstract class PictureWriter : IDisposable
{
    public abstract Stream Stream { get; }

    public abstract IPicture Commit(PhotoInfo info);

    public abstract void Dispose();
}
