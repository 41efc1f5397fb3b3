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

    /// <summary>It was exported to another folder. It is not sent from here unless it is taken back.</summary>
    Exported,

    /// <summary>A person removed it. Its bytes are deleted; its hash is kept, so that it does not come back.</summary>
    Removed,
}
