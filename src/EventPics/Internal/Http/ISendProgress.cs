namespace EventPics.Internal.Http;

/// <summary>A connection that reports which bytes were acknowledged.</summary>
internal interface ISendProgress : IDisposable
{
    /// <summary>Bytes written to it since it was opened.</summary>
    long Written { get; }

    /// <summary>Bytes that the other end has acknowledged.</summary>
    long Acknowledged { get; }

    /// <summary>
    /// Limits the unsent bytes in the kernel to what a connection of this speed sends in a quarter of a second: more would only look like
    /// progress.
    /// </summary>
    void AdjustSendBuffer(long bytesPerSecond);
}
