namespace EventPics.Tests.Support;

/// <summary>Bytes that look like a JPEG.</summary>
internal static class TestJpeg
{
    /// <summary>The beginning of a JPEG, then noise that is the same for the same seed.</summary>
    public static byte[] Of(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        ReadOnlySpan<byte> head = [0xFF, 0xD8, 0xFF, 0xE1];
        head[..Math.Min(head.Length, length)].CopyTo(bytes);
        return bytes;
    }
}
