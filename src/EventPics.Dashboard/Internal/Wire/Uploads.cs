using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Wire;

/// <summary>Describes photos for the pages.</summary>
internal static class Uploads
{
    public static WireUpload ToWire(this QueuedUpload upload) => new(
        upload.Id,
        upload.LinkId,
        upload.AlbumId,
        upload.FileName,
        MediaKind.Of(upload.ContentType),
        upload.Length,
        upload.BytesSent,
        upload.State,
        upload.Attempts,
        upload.LastError,
        upload.LastErrorMessage,
        upload.TakenAt,
        upload.EnqueuedAt,
        upload.UploadedAt,
        upload.NextAttemptAt,
        upload.PossibleDuplicate);
}
