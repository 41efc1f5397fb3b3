namespace EventPics.Emulator.Internal;

/// <summary>Where the bytes of pictures go.</summary>
internal interface IPictureStore : IDisposable
{
    /// <summary>The size in bytes beyond which a picture is refused.</summary>
    long LargestPicture { get; }

    /// <summary>The pictures of an earlier run, oldest first.</summary>
    IReadOnlyList<ReceivedPhoto> Load();

    PictureWriter Begin(UploadLink link, long length);

    void Remember(ReceivedPhoto photo);
}
