namespace EventPics;

/// <summary>
/// The progress of one upload or, from <c>UploadManyAsync</c>, of all read so far. <see cref="BytesSent"/> never decreases within an
/// attempt; a new attempt starts at zero.
/// </summary>
public readonly struct UploadProgress : IEquatable<UploadProgress>
{
    /// <summary>Initializes a progress report.</summary>
    /// <param name="bytesSent">Bytes written to the network in this attempt.</param>
    /// <param name="totalBytes">Bytes of the whole photo or video, or of all together.</param>
    /// <param name="attempt">The attempt, counted from 1 over all upload URLs; 0 for several uploads together.</param>
    public UploadProgress(long bytesSent, long totalBytes, int attempt)
    {
        BytesSent = bytesSent;
        TotalBytes = totalBytes;
        Attempt = attempt;
    }

    /// <summary>Bytes written to the network in this attempt.</summary>
    public long BytesSent { get; }

    /// <summary>Bytes of the whole photo or video, or of all together.</summary>
    public long TotalBytes { get; }

    /// <summary>The attempt, counted from 1 over all upload URLs; 0 for several uploads together.</summary>
    public int Attempt { get; }

    /// <summary>Compares two reports.</summary>
    public static bool operator ==(UploadProgress left, UploadProgress right) => left.Equals(right);

    /// <summary>Compares two reports.</summary>
    public static bool operator !=(UploadProgress left, UploadProgress right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(UploadProgress other) =>
        BytesSent == other.BytesSent && TotalBytes == other.TotalBytes && Attempt == other.Attempt;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is UploadProgress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => BytesSent.GetHashCode() ^ Attempt;

    /// <inheritdoc/>
    public override string ToString() => $"{BytesSent} of {TotalBytes} bytes, attempt {Attempt}";
}
