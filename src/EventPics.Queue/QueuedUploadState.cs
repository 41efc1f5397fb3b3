namespace EventPics.Queue;

/// <summary>Where a queued picture stands.</summary>
public enum QueuedUploadState
{
    /// <summary>It waits for its turn, for the network, or for the end of a pause.</summary>
    Waiting,

    /// <summary>It is being sent.</summary>
    Sending,

    /// <summary>The storage confirmed every byte.</summary>
    Uploaded,

    /// <summary>It was refused for itself. Its bytes are kept until a person retries or removes it.</summary>
    SetAside,
}
