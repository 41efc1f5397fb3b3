namespace EventPics.Emulator.Internal;

/// <summary>The bytes of a stored picture, wherever they are.</summary>
internal interface IPicture
{
    Stream OpenRead();

    ReadOnlyMemory<byte> Read();

    void Delete();
}
