namespace EventPics.Internal;

/// <summary>A connection that tells what became of the bytes it was given.</summary>
internal interface ILine : IDisposable
{
    /// <summary>Bytes given to it since it began.</summary>
    long Written { get; }

    /// <summary>Bytes of it that arrived at the other end.</summary>
    long Arrived { get; }

    /// <summary>Lets as much wait unsent as a line of this speed carries in a moment: more would only seem to be on its way.</summary>
    void Fit(long bytesPerSecond);
}
