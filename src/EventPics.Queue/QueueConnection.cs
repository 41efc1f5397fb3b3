namespace EventPics.Queue;

/// <summary>Whether the queue is sending, and what holds it back if it is not.</summary>
public enum QueueConnection
{
    /// <summary>Nothing is in the way.</summary>
    Online,

    /// <summary>The service or its storage can't be reached.</summary>
    Offline,

    /// <summary>A login page of the local network answers in place of the service.</summary>
    CaptivePortal,

    /// <summary>The server's certificate can't be trusted.</summary>
    Untrusted,

    /// <summary>The service refused the API key.</summary>
    ApiKeyRejected,

    /// <summary>The service or its storage asks for fewer requests.</summary>
    RateLimited,

    /// <summary>The service or its storage is failing.</summary>
    ServerTrouble,

    /// <summary>Everything that waits belongs to events or albums that accept nothing at present.</summary>
    EventUnavailable,

    /// <summary>A person paused the queue.</summary>
    Paused,

    /// <summary>The program holds the queue, for instance while the camera captures.</summary>
    Held,

    /// <summary>The queue's disk is full or failing, or its folder was deleted.</summary>
    StorageTrouble,

    /// <summary>No process is sending from this folder.</summary>
    NotSending,
}
