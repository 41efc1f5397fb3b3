namespace EventPics.Queue.Tests.Support;

/// <summary>JPEG-like bytes, the same for the same seed.</summary>
internal static class TestPhoto
{
    public static byte[] Bytes(int length, int seed = 0)
    {
        var bytes = new byte[length];
#pragma warning disable CA5394 // Not for secrets.
        new Random(seed).NextBytes(bytes);
#pragma warning restore CA5394
        new byte[] { 0xFF, 0xD8, 0xFF }.CopyTo(bytes, 0);
        return bytes;
    }

    public static UploadRequest Request(int seed, string linkId = "wedding", string? albumId = null, int length = 2000, DateTimeOffset? takenAt = null) =>
        new(linkId, $"p{seed}.jpg", UploadContent.FromBytes(Bytes(length, seed))) { AlbumId = albumId, TakenAt = takenAt };
}
