namespace EventPics.Emulator.Internal.Wire;

/// <summary>Everything about a photo except its bytes.</summary>
internal sealed record PhotoInfo(
    string EventTitle,
    string LinkId,
    string? AlbumId,
    string FileName,
    DateTimeOffset? TakenAt,
    string? ContentType,
    long Length,
    string Sha256,
    int UploadUrlNumber,
    int Version,
    DateTimeOffset ReceivedAt,
    IReadOnlyDictionary<string, string> Headers);
