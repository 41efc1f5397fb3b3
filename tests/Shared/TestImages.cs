namespace EventPics.Tests.Shared;

/// <summary>Images whose content doesn't matter.</summary>
internal static class TestImages
{
    /// <summary>A PNG of one pixel.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    /// <summary>A GIF of one pixel.</summary>
    public static byte[] Gif { get; } = Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /// <summary>The first bytes of a JPEG, then noise that is the same for the same seed.</summary>
    public static byte[] Jpeg(int length, int seed = 1)
    {
        var bytes = new byte[length];
#pragma warning disable CA5394 // Not for secrets.
        new Random(seed).NextBytes(bytes);
#pragma warning restore CA5394
        ReadOnlySpan<byte> start = [0xFF, 0xD8, 0xFF, 0xE1];
        start[..Math.Min(start.Length, length)].CopyTo(bytes);
        return bytes;
    }
}
