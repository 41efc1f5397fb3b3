namespace EventPics.Queue.Internal;

/// <summary>The memory beside the database.</summary>
internal interface IUploadLog
{
    void Started(UploadJob job);

    void Uploaded(UploadJob job);
}
