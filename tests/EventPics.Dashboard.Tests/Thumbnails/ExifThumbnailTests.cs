using System.Buffers.Binary;
using EventPics.Dashboard.Internal.Thumbnails;

namespace EventPics.Dashboard.Tests.Thumbnails;

public class ExifThumbnailTests
{
    private const int ThumbnailStart = 62;

    private static readonly byte[] Thumbnail = [0xFF, 0xD8, 0xFF, 0xD9];

    [Fact]
    public void It_is_copied_with_the_orientation_of_the_photo()
    {
        var found = Read(Exif(orientation: 6, ThumbnailStart, Thumbnail.Length));

        Assert.NotNull(found);
        Assert.Equal([0xFF, 0xD8, 0xFF, 0xE1], found[..4]);
        Assert.Equal([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6], found[22..32]);
        Assert.Equal(Thumbnail[2..], found[^2..]);
    }

    [Theory]
    [InlineData(ThumbnailStart, 5)] // longer than the block
    [InlineData(100_000, 4)]
    [InlineData(-1, 4)]
    [InlineData(ThumbnailStart, -4)]
    [InlineData(8, 4)] // no JPEG
    public void A_position_that_is_wrong_gives_none(int start, int length) => Assert.Null(Read(Exif(orientation: 1, start, length)));

    [Fact]
    public void One_that_is_too_large_for_a_tile_gives_none()
    {
        byte[] large = [.. Exif(orientation: 1, ThumbnailStart, ExifThumbnail.MaxSize + 1), .. new byte[ExifThumbnail.MaxSize]];

        Assert.Null(Read(large));
    }

    [Fact]
    public void A_photo_that_is_cut_short_anywhere_gives_none()
    {
        var photo = Jpeg(Exif(orientation: 1, ThumbnailStart, Thumbnail.Length));
        for (var length = 0; length < photo.Length; length++)
        {
            Assert.Null(ExifThumbnail.Read(new MemoryStream(photo[..length])));
        }
    }

    // The end of the process cannot be caught, so this test ends the run when it fails.
    [Fact]
    public void Nested_directories_do_no_harm()
    {
        var nested = Nest(3_500);
        var isRead = false;

        // As little stack as the smallest systems provide.
        var reader = new Thread(
            () =>
            {
                Assert.Null(Read(nested));
                isRead = true;
            },
            maxStackSize: 256 * 1024);
        reader.Start();
        reader.Join();

        Assert.True(isRead);
    }

    private static byte[]? Read(byte[] exif) => ExifThumbnail.Read(new MemoryStream(Jpeg(exif)));

    private static byte[] Jpeg(byte[] exif)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(exif.Length + 8));
        return [0xFF, 0xD8, 0xFF, 0xE1, .. length, .. "Exif\0\0"u8, .. exif];
    }

    private static byte[] Exif(int orientation, int start, int length) =>
    [
        .. "MM"u8, 0, 42, .. Number(8),
        0, 1, 0x01, 0x12, 0, 3, .. Number(1), 0, (byte)orientation, 0, 0, .. Number(26), // to the directory of the thumbnail
        0, 2, 0x02, 0x01, 0, 4, .. Number(1), .. Number(start), 0x02, 0x02, 0, 4, .. Number(1), .. Number(length), .. Number(0),
        0, 0, 0, 0, 0, 0, .. Thumbnail,
    ];

    // Each directory has one entry, which links the next directory.
    private static byte[] Nest(int count)
    {
        var bytes = new List<byte>([.. "MM"u8, 0, 42, .. Number(8)]);
        for (var i = 0; i < count; i++)
        {
            bytes.AddRange([0, 1, 0x01, 0x4A, 0, 4, .. Number(1), .. Number(bytes.Count + 18), .. Number(0)]);
        }

        return [.. bytes];
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
