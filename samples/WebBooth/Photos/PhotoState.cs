using EventPics.Queue;

namespace WebBooth.Photos;

/// <summary>What a browser may know about a photo.</summary>
internal sealed record PhotoState(string Id, string State, double Progress)
{
    /// <summary>A photo that the queue no longer knows: long uploaded, or its folder was deleted.</summary>
    public static PhotoState Unknown(string id) => new(id, "removed", 0);

    public static PhotoState Of(QueuedUpload upload) => upload.State switch
    {
        QueuedUploadState.Uploaded => new PhotoState(upload.Id, "uploaded", 1),
        QueuedUploadState.Failed => new PhotoState(upload.Id, "failed", 0),
        QueuedUploadState.Removed or QueuedUploadState.Exported => new PhotoState(upload.Id, "removed", 0),
        QueuedUploadState.Sending => new PhotoState(upload.Id, "sending", (double)upload.BytesSent / Math.Max(1, upload.Length)),
        _ => new PhotoState(upload.Id, "waiting", 0),
    };
}
