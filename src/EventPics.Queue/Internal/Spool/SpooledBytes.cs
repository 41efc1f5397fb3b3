namespace EventPics.Queue.Internal.Spool;

/// <summary>Bytes that arrived in the spool under a name of their own.</summary>
internal sealed record SpooledBytes(string Id, long Length, string Sha256, DateTimeOffset? SourceModifiedAt = null);
