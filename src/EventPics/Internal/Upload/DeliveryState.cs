namespace EventPics.Internal.Upload;

/// <summary>What is known about the photo at one upload URL. It only moves forward, and may skip states.</summary>
//
//   NothingSent -- first byte --> BytesSent -- no definite response --> Unclear -- after the whole body --> MayBeStored
//
internal enum DeliveryState
{
    /// <summary>No byte was sent to the URL.</summary>
    NothingSent,

    /// <summary>Bytes were sent, and a response confirmed that they were not stored.</summary>
    BytesSent,

    /// <summary>An attempt ended without a definite response, so an object may exist at the URL.</summary>
    Unclear,

    /// <summary>The whole body was sent and no response rejected it: an object that exists at the URL is this photo.</summary>
    MayBeStored,
}
