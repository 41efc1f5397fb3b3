namespace EventPics.Cli.Internal;

/// <summary>The note beside an exported picture: where it belongs, and whether it was imported again.</summary>
internal sealed record ExportedPicture(
    string FileName, string StoredAs, string LinkId, string? AlbumId, DateTimeOffset? TakenAt, string Sha256, long Bytes, bool IsImported);
