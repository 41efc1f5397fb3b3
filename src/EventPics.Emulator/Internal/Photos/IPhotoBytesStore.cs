using EventPics.Emulator.Internal.Storage;

namespace EventPics.Emulator.Internal.Photos;

/// <summary>Stores the bytes of photos and videos.</summary>
internal interface IPhotoBytesStore : IDisposable
{
    /// <summary>The largest size accepted, in bytes.</summary>
    long MaxPhotoSize { get; }

    /// <summary>The photos of an earlier run, oldest first.</summary>
    IReadOnlyList<ReceivedPhoto> Load();

    PhotoWriter CreateWriter(IssuedUrl url, long length);

    void Append(ReceivedPhoto photo);
}
