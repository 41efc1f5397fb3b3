using System.Text.Json.Serialization;

namespace EventPics.Queue;

/// <summary>The state of a queued photo.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QueuedUploadState>))]
public enum QueuedUploadState
{
    /// <summary>It is waiting for its turn, for the network, or for the end of a pause.</summary>
    Waiting,

    /// <summary>It is being sent.</summary>
    Sending,

    /// <summary>The storage confirmed every byte.</summary>
    Uploaded,

    /// <summary>It failed: the photo itself was rejected. Its bytes are kept until a person retries, exports or removes it.</summary>
    Failed,

    /// <summary>It was exported to another folder. It is not sent from here unless it is taken back.</summary>
    Exported,

    /// <summary>A person removed it. Its bytes are deleted; its hash is kept, so that it does not come back.</summary>
    Removed,
}
