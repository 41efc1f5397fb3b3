namespace EventPics.Emulator.Internal.Photos;

/// <summary>The bytes of a stored picture, wherever they are.</summary>
internal interface IPhotoBytes
{
    Stream OpenRead();

    ReadOnlyMemory<byte> Read();

    void Delete();
}
