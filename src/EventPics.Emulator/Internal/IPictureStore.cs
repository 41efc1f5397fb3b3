namespace EventPics.Emulator.Internal;

/// <summary>Where the bytes of pictures go.</summary>
internal interface IPictureStore
{
    /// <summary>The pictures of an earlier run, oldest first.</summary>
    IReadOnlyList<ReceivedPhoto> Load();

    PictureWriter Begin(UploadLink link, long length);

    void Remember(ReceivedPhoto photo);
}
