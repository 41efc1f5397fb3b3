using System.Diagnostics;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;

namespace EventPics;

/// <summary>
/// A presigned URL that accepts the bytes of one photo or video for about 300 seconds. Anyone who has it can upload: treat it like a
/// password.
/// </summary>
public sealed class UploadUrl : IEquatable<UploadUrl>
{
    // In the fragment, which is never sent, so that the mark survives when a program stores the URL as text.
    private const string DuplicateMark = "#possible-duplicate";

    private volatile bool _isUsed;
    private int _putsInProgress;

    /// <summary>Restores an upload URL that was stored, to send the photo to the same place again.</summary>
    /// <param name="url">The absolute URL.</param>
    /// <param name="expiresAt">When the URL is expected to expire.</param>
    /// <exception cref="ArgumentException">The URL is not absolute.</exception>
    public UploadUrl(Uri url, DateTimeOffset expiresAt)
    {
        ArgumentNullException.ThrowIfNull(url);
        if (!url.IsAbsoluteUri)
        {
            throw new ArgumentException("An upload URL must be absolute. Pass the URL that getuploadurl returned.", nameof(url));
        }

        Url = url;
        ExpiresAt = expiresAt;
    }

    /// <summary>Wraps an upload URL that has just been received.</summary>
    internal UploadUrl(Uri url, PresignedUrl presigned, TimeSpan lifetime, TimeProvider time)
        : this(url, time.GetUtcNow() + lifetime)
    {
        Presigned = presigned;
        Lifetime = lifetime;
        ReceivedAt = time.GetTimestamp();
    }

    /// <summary>The URL, including its signature. Serializers and debuggers leave it out; to store it, store its text.</summary>
    [JsonIgnore]
    [IgnoreDataMember]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public Uri Url { get; }

    /// <summary>When the URL is expected to expire, by this computer's clock. The storage decides when it really does.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>
    /// Whether this process requested the URL and nothing that was sent there through this object can have been stored: an object that
    /// exists there is another photo. It is <see langword="false"/> while a photo is being sent there, and for a URL that was stored and
    /// restored, since that may have been used before.
    /// </summary>
    [JsonIgnore]
    [IgnoreDataMember]
    public bool IsUnused => ReceivedAt is not null && Volatile.Read(ref _putsInProgress) == 0 && !_isUsed;

    /// <summary>The monotonic time at which it was received; <see langword="null"/> for a URL that was stored.</summary>
    internal long? ReceivedAt { get; }

    /// <summary>The lifetime from <see cref="ReceivedAt"/>.</summary>
    internal TimeSpan Lifetime { get; }

    /// <summary>Whether another upload URL may have received the photo too.</summary>
    internal bool IsPossibleDuplicate => Url.Fragment == DuplicateMark;

    /// <summary>The data in the query.</summary>
    internal PresignedUrl Presigned
    {
        get => field ??= PresignedUrl.Read(Url);
        private init;
    }

    /// <summary>Returns the URL for a photo that another one may have received too.</summary>
    internal UploadUrl AsPossibleDuplicate() =>
        IsPossibleDuplicate ? this : new(new Uri(Url.OriginalString.Split('#')[0] + DuplicateMark), ExpiresAt);

    /// <summary>Records that the storage has or may have what was sent to it.</summary>
    internal void RecordUse() => _isUsed = true;

    /// <summary>Records that a PUT begins: until it ends, what was sent may have been stored.</summary>
    internal void BeginPut() => Interlocked.Increment(ref _putsInProgress);

    /// <summary>Records that a PUT ended, after <see cref="RecordUse"/> if it applies.</summary>
    internal void EndPut() => Interlocked.Decrement(ref _putsInProgress);

    /// <summary>Compares two upload URLs.</summary>
    public static bool operator ==(UploadUrl? left, UploadUrl? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares two upload URLs.</summary>
    public static bool operator !=(UploadUrl? left, UploadUrl? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(UploadUrl? other) =>
        other is not null && ExpiresAt == other.ExpiresAt
            && string.Equals(Url.AbsoluteUri, other.Url.AbsoluteUri, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UploadUrl);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Url.AbsoluteUri);

    /// <summary>Returns the host and the expiry; never the path or the query, since a live URL is a password.</summary>
    public override string ToString() => $"{Redactor.HostOnly(Url)}, expires {ExpiresAt:u}";
}
