using System.Buffers;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace EventPics.Internal.Content;

/// <summary>Detects the media type of a photo or video from its first bytes, otherwise from its file name.</summary>
internal static class MediaTypeDetector
{
    public const string Unknown = "application/octet-stream";

    private const int HeadLength = 64;

    public static void Check(string? contentType, [CallerArgumentExpression(nameof(contentType))] string? parameter = null)
    {
        if (contentType is not null && !MediaTypeHeaderValue.TryParse(contentType, out _))
        {
            throw new ArgumentException(
                "The media type is malformed: it must look like image/jpeg. Pass null to have it detected.", parameter);
        }
    }

    public static byte[] ReadHead(Stream stream)
    {
        var head = new byte[HeadLength];
        return head.AsSpan(0, Fill(head, stream)).ToArray();
    }

    public static string? FromBytes(Stream stream)
    {
        var head = ArrayPool<byte>.Shared.Rent(HeadLength);
        try
        {
            return FromBytes(head.AsSpan(0, Fill(head, stream)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(head);
        }
    }

    public static string? FromBytes(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
        {
            return "image/jpeg";
        }

        if (head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return "image/png";
        }

        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return "image/gif";
        }

        if (head.Length < 12)
        {
            return null;
        }

        if (head.StartsWith("RIFF"u8) && head.Slice(8, 4).SequenceEqual("WEBP"u8))
        {
            return "image/webp";
        }

        return FromBoxes(head);
    }

    // Not Path.GetExtension: on .NET Framework it throws for characters that are invalid in Windows file names.
    public static string? FromName(string fileName) => MediaTypes.Find(fileName.Substring(Math.Max(fileName.LastIndexOf('.'), 0)));

    // HEIC, AVIF, MP4 and MOV all start with a box; its brands distinguish them.
    private static string? FromBoxes(ReadOnlySpan<byte> head)
    {
        var box = head.Slice(4, 4);
        if (!box.SequenceEqual("ftyp"u8))
        {
            // Old QuickTime files have no brand.
            return box.SequenceEqual("moov"u8) || box.SequenceEqual("mdat"u8) || box.SequenceEqual("wide"u8) ? "video/quicktime" : null;
        }

        var length = (head[0] << 24) | (head[1] << 16) | (head[2] << 8) | head[3];
        var brands = head.Slice(8, Math.Min(Math.Max(length, 12), head.Length) - 8);
        var major = FromBrand(brands[..4]);
        if (major is not null && major != "image/heif")
        {
            return major;
        }

        // "mif1" only means "some still image"; a compatible brand names the codec.
        for (var at = 8; at + 4 <= brands.Length; at += 4)
        {
            var compatible = FromBrand(brands.Slice(at, 4));
            if (compatible is not null && (major is null || compatible is "image/heic" or "image/avif"))
            {
                return compatible;
            }
        }

        return major;
    }

    private static int Fill(byte[] head, Stream stream)
    {
        var filled = 0;
        for (int read; filled < HeadLength && (read = stream.Read(head, filled, HeadLength - filled)) > 0;)
        {
            filled += read;
        }

        return filled;
    }

    private static string? FromBrand(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("qt  "u8))
        {
            return "video/quicktime";
        }

        if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8))
        {
            return "image/avif";
        }

        if (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8))
        {
            return "image/heic";
        }

        if (brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8))
        {
            return "image/heif";
        }

        return brand.StartsWith("iso"u8) || brand.StartsWith("mp4"u8) || brand.StartsWith("M4V"u8) || brand.StartsWith("avc"u8) ||
            brand.SequenceEqual("MSNV"u8) || brand.SequenceEqual("dash"u8)
            ? "video/mp4"
            : null;
    }
}
