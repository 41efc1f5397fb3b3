namespace EventPics.Tests.Support;

/// <summary>Bytes that pass for a photo.</summary>
internal static class TestPhoto
{
    public static byte[] Of(int size, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        ReadOnlySpan<byte> jpeg = [0xFF, 0xD8, 0xFF, 0xE0];
        jpeg[..Math.Min(jpeg.Length, size)].CopyTo(bytes);
        return bytes;
    }

    public static UploadRequest Request(byte[] bytes, string fileName = "photo.jpg") => new("abcd1234", fileName, UploadContent.FromBytes(bytes));
}
