using EventPics.Internal;
using EventPics.Internal.Failures;

namespace EventPics;

/// <summary>A link that accepts the bytes of one picture for about 300 seconds. Whoever holds it can upload: keep it like a password.</summary>
public sealed class UploadUrl : IEquatable<UploadUrl>
{
    /// <summary>Restores a link that was stored, to send the picture to the same place again.</summary>
    /// <param name="url">The absolute address.</param>
    /// <param name="expiresAt">When the link is expected to die.</param>
    /// <exception cref="ArgumentException">The address is not absolute.</exception>
    public UploadUrl(Uri url, DateTimeOffset expiresAt)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri)
        {
            throw new ArgumentException("An upload link is an absolute address. Pass the address that getuploadurl returned.", nameof(url));
        }

        Url = url;
        ExpiresAt = expiresAt;
    }

    /// <summary>A link that just arrived.</summary>
    internal UploadUrl(Uri url, TimeSpan life, TimeProvider time)
        : this(url, time.GetUtcNow() + life)
    {
        Life = life;
        ArrivedAt = time.GetTimestamp();
    }

    /// <summary>The address, its signature included.</summary>
    public Uri Url { get; }

    /// <summary>When the link is expected to die, by this computer's clock. The storage has the last word.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The monotonic time of its arrival; <see langword="null"/> for a link that was stored.</summary>
    internal long? ArrivedAt { get; }

    /// <summary>The life from its arrival, if that was seen.</summary>
    internal TimeSpan Life { get; }

    /// <summary>Compares two links.</summary>
    public static bool operator ==(UploadUrl? left, UploadUrl? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares two links.</summary>
    public static bool operator !=(UploadUrl? left, UploadUrl? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(UploadUrl? other) =>
        other is not null && ExpiresAt == other.ExpiresAt && string.Equals(Url.AbsoluteUri, other.Url.AbsoluteUri, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UploadUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Url.AbsoluteUri);

    /// <summary>Host and expiry; never the path or the query, since a live link is a password.</summary>
    public override string ToString() => $"{Redactor.Show(Url)}, expires {ExpiresAt:u}";
}
