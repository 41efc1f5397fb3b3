namespace EventPics;

/// <summary>How far an upload has come. <see cref="BytesSent"/> never runs backwards within an attempt; a new attempt starts at zero.</summary>
public readonly struct UploadProgress : IEquatable<UploadProgress>
{
    /// <summary>Makes a progress report.</summary>
    /// <param name="bytesSent">Bytes handed to the network in this attempt.</param>
    /// <param name="totalBytes">Bytes of the whole picture.</param>
    /// <param name="attempt">The attempt, counted from 1 over all links of the upload.</param>
    public UploadProgress(long bytesSent, long totalBytes, int attempt)
    {
        BytesSent = bytesSent;
        TotalBytes = totalBytes;
        Attempt = attempt;
    }

    /// <summary>Bytes handed to the network in this attempt.</summary>
    public long BytesSent { get; }

    /// <summary>Bytes of the whole picture.</summary>
    public long TotalBytes { get; }

    /// <summary>The attempt, counted from 1 over all links of the upload.</summary>
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
