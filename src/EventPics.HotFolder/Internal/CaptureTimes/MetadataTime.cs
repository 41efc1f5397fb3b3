using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Formats;

namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>Reads the capture time that the camera or phone wrote into the file.</summary>
internal static class MetadataTime
{
    /// <summary>
    /// Reads the time, and whether it is only that of the last change although the capture time is present but unreadable.
    /// </summary>
    public static (DateTimeOffset? Time, bool IsOfLastChange) Read(string path, TimeZoneInfo zone)
    {
        try
        {
            using var file = SharedFile.OpenShared(path);
            return Read(file, zone);
        }
#pragma warning disable CA1031 // Whatever is wrong with the metadata, the photo is sent, without a time if need be.
        catch (Exception)
#pragma warning restore CA1031
        {
            return (null, false);
        }
    }

    private static (DateTimeOffset? Time, bool IsOfLastChange) Read(Stream file, TimeZoneInfo zone)
    {
        var head = new byte[12];
        var filled = file.Read(head, 0, head.Length);
        file.Position = 0;
        if (filled < head.Length)
        {
            return (null, false);
        }

        ReadOnlySpan<byte> start = head;
        var kind = IsoMediaStructure.KindOf(start);
        if (kind == MediaKind.Video)
        {
            return (MovieTime.Read(file), false);
        }

        var block = start.StartsWith<byte>([0xFF, 0xD8]) ? ExifBlock.InJpeg(new ForwardReader(file))
            : start.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]) ? ExifBlock.InPng(new ForwardReader(file))
            : start.StartsWith("RIFF"u8) ? ExifBlock.InWebP(new ForwardReader(file))
            : kind == MediaKind.IsoPhoto ? HeifExif.Read(file)
            : null;
        return block is null ? (null, false) : ExifTime.Find(ExifTags.Read(block), zone);
    }
}
