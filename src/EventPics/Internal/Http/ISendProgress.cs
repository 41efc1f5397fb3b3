namespace EventPics.Internal.Http;

/// <summary>A connection that tells what became of the bytes it was given.</summary>
internal interface ISendProgress : IDisposable
{
    /// <summary>Bytes given to it since it began.</summary>
    long Written { get; }

    /// <summary>Bytes of it that arrived at the other end.</summary>
    long Acknowledged { get; }

    /// <summary>Lets as much wait unsent as a line of this speed carries in a moment: more would only seem to be on its way.</summary>
    void AdjustSendBuffer(long bytesPerSecond);
}
