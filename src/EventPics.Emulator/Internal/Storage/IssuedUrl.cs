namespace EventPics.Emulator.Internal.Storage;

/// <summary>A link that was issued: one object, for a while.</summary>
internal sealed record IssuedUrl(
    int Number,
    EmulatorEvent Event,
    string? AlbumId,
    string FileName,
    DateTimeOffset? TakenAt,
    string Path,
    string? SignedContentType,
    DateTimeOffset IssuedAt,
    DateTimeOffset ExpiresAt);
