namespace EventPics.Emulator.Internal.Storage;

/// <summary>What the storage says about bytes it has just taken.</summary>
internal sealed record StoredObject(byte[] Md5, int Version, DateTimeOffset ReceivedAt);
