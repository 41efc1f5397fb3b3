namespace EventPics.Emulator.Internal;

/// <summary>A link that was issued: one object, for a while.</summary>
internal sealed record UploadLink(
    int Number,
    EmulatorEvent Event,
    string? AlbumId,
    string FileName,
    DateTimeOffset? TakenAt,
    string Path,
    string? SignedContentType,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt);
