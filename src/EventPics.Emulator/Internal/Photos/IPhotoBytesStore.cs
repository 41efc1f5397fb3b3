using EventPics.Emulator.Internal.Storage;

namespace EventPics.Emulator.Internal.Photos;

/// <summary>Where the bytes of pictures go.</summary>
internal interface IPhotoBytesStore : IDisposable
{
    /// <summary>The size in bytes beyond which a picture is refused.</summary>
    long LargestPicture { get; }

    /// <summary>The pictures of an earlier run, oldest first.</summary>
    IReadOnlyList<ReceivedPhoto> Load();

    PhotoWriter Begin(IssuedUrl link, long length);

    void Remember(ReceivedPhoto photo);
}
