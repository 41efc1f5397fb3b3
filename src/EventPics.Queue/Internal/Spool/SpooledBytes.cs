namespace EventPics.Queue.Internal.Spool;

/// <summary>Bytes in the spool that have no row yet.</summary>
internal sealed record SpooledBytes(string Id, long Length, string Sha256, DateTimeOffset? SourceModifiedAt = null);
