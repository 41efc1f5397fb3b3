using System.IO.Compression;
using System.Text;

namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>
/// Reads the EXIF block that ImageMagick and others store as text in a PNG: a name, a length, and the bytes as hex digits.
/// </summary>
internal static class RawProfile
{
    private const int ZlibHeader = 2;

    /// <summary>Reads a text chunk's body; <see langword="null"/> when it contains something else.</summary>
    public static byte[]? Read(byte[] chunk, bool isCompressed)
    {
        var end = Array.IndexOf(chunk, (byte)0);
        if (end < 0 || Encoding.ASCII.GetString(chunk, 0, end) is not ("Raw profile type exif" or "Raw profile type APP1"))
        {
            return null;
        }

        var text = isCompressed ? Inflate(chunk, end + 2) : chunk.AsSpan(end + 1).ToArray();
        // "\nexif\n      1234\n4578696600..."
        var parts = Encoding.ASCII.GetString(text).Split(['\n'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3)
        {
            return null;
        }

        var digits = string.Concat(parts.Skip(2).Select(static line => line.Trim()));
        var bytes = new byte[Math.Min(digits.Length / 2, ExifBlock.MaxSize)];
        for (var i = 0; i < bytes.Length; i++)
        {
            var (high, low) = (Digit(digits[2 * i]), Digit(digits[(2 * i) + 1]));
            if (high < 0 || low < 0)
            {
                return null;
            }

            bytes[i] = (byte)((high << 4) | low);
        }

        return bytes;
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => -1,
    };

    // Bounded, since a few bytes may decompress to gigabytes.
    private static byte[] Inflate(byte[] chunk, int start)
    {
        var from = Math.Min(chunk.Length, start + ZlibHeader);
        using var stream = new DeflateStream(new MemoryStream(chunk, from, chunk.Length - from), CompressionMode.Decompress);
        var text = new byte[(ExifBlock.MaxSize * 3) + 100];
        var filled = 0;
        try
        {
            for (int read; filled < text.Length && (read = stream.Read(text, filled, text.Length - filled)) > 0;)
            {
                filled += read;
            }
        }
        catch (InvalidDataException)
        {
            // A long profile was read only in part. The times are at its beginning.
        }

        return text.AsSpan(0, filled).ToArray();
    }
}
