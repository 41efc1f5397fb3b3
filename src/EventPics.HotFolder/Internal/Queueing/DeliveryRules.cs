using EventPics.Queue;

namespace EventPics.HotFolder.Internal.Queueing;

/// <summary>The rules for photos that are already known to the queue.</summary>
internal static class DeliveryRules
{
    /// <summary>Why a photo is not sent to its event again although it isn't there.</summary>
    public static SkipReason? WithdrawalReason(QueuedUploadState state) => state switch
    {
        QueuedUploadState.Removed => SkipReason.Removed,
        QueuedUploadState.Exported => SkipReason.Exported,
        _ => null,
    };

    /// <summary>
    /// Whether it belongs to its event: not if it was removed before it was uploaded. This only avoids reading a file; the queue applies
    /// the same rule when a photo is enqueued.
    /// </summary>
    public static bool BelongsToEvent(QueuedUpload upload) =>
        upload.State != QueuedUploadState.Removed || upload.UploadedAt is not null || upload.PossibleDuplicate;
}
