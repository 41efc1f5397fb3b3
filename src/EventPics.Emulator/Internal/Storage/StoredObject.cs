namespace EventPics.Emulator.Internal.Storage;

/// <summary>What the storage reports about an object it has just stored.</summary>
internal sealed record StoredObject(byte[] Md5, int Version, DateTimeOffset ReceivedAt);
