namespace EventPics.Emulator.Internal.Photos;

/// <summary>The bytes of a stored photo or video.</summary>
internal interface IPhotoBytes
{
    Stream OpenRead();

    ReadOnlyMemory<byte> Read();

    void Delete();
}
