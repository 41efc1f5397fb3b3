namespace EventPics.Emulator.Internal.Storage;

/// <summary>An upload URL that was issued: it creates one object until it expires.</summary>
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
