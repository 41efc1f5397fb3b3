using System.Text.Json.Serialization;

namespace EventPics.Queue;

/// <summary>Whether the queue is sending, and what prevents it if not.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<QueueHealth>))]
public enum QueueHealth
{
    /// <summary>Nothing prevents sending.</summary>
    Online,

    /// <summary>The service or its storage can't be reached.</summary>
    Offline,

    /// <summary>A login page of the local network responds instead of the service.</summary>
    CaptivePortal,

    /// <summary>The server's certificate can't be trusted.</summary>
    Untrusted,

    /// <summary>The service rejected the API key.</summary>
    ApiKeyRejected,

    /// <summary>The service or its storage is limiting requests.</summary>
    RateLimited,

    /// <summary>The service or its storage is failing.</summary>
    ServerError,

    /// <summary>Everything that is waiting belongs to events or albums that aren't accepting photos right now.</summary>
    EventUnavailable,

    /// <summary>A person paused the queue.</summary>
    Paused,

    /// <summary>The program has put the queue on hold, for instance while the camera captures.</summary>
    Held,

    /// <summary>The queue's disk is full or failing, or its folder was deleted.</summary>
    StorageError,

    /// <summary>No process is sending from this folder.</summary>
    NotSending,
}
