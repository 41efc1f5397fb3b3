using EventPics.Queue;

namespace EventPics.HotFolder.Internal;

/// <summary>The rules about photos that the queue has met before.</summary>
internal static class Deliveries
{
    /// <summary>Why a photo is not sent to its event again although it isn't there.</summary>
    public static SkipReason? Withdrawn(QueuedUploadState state) => state switch
    {
        QueuedUploadState.Removed => SkipReason.Removed,
        QueuedUploadState.Exported => SkipReason.Exported,
        _ => null,
    };

    /// <summary>Whether it belongs to an event: not when it was removed before it got there.</summary>
    public static bool Belongs(QueuedUploadState state, DateTimeOffset? uploadedAt) => state != QueuedUploadState.Removed || uploadedAt is not null;
}
