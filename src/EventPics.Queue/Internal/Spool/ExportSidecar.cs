namespace EventPics.Queue.Internal.Spool;

/// <summary>
/// The sidecar file of an exported photo: its destination, whether it may be there already, and whether it was imported somewhere.
/// </summary>
internal sealed record ExportSidecar(
    string Id, string FileName, string StoredAs, string LinkId, string? AlbumId, DateTimeOffset? TakenAt, string Sha256,
    long Bytes, bool IsImported, bool MayBeUploaded);
