using EventPics.HotFolder.Internal.Formats;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Formats;

public class CompletenessCheckerTests
{
    public static TheoryData<string, byte[]> Files => new()
    {
        { "tiny.jpg", TestMedia.TinyJpeg },
        { "thumbnail.jpg", TestMedia.Jpeg(TestExif.Exif("2018:11:05 11:35:00")) },
        { "preview.jpg", TestMedia.JpegWithPreview() },
        { "a.png", TestMedia.Png() },
        { "a.gif", TestMedia.Gif() },
        { "a.webp", TestMedia.WebP() },
        { "a.mp4", TestMedia.Mp4() },
        { "faststart.mp4", TestMedia.Mp4(indexFirst: true) },
        { "a.mov", TestMedia.Mov() },
        { "a.heic", TestMedia.Heic() },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_whole_file_is_complete(string name, byte[] bytes)
    {
        Assert.Equal(Completeness.Complete, Inspect(bytes).Completeness);
        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_prefix_of_a_file_is_complete(string name, byte[] bytes)
    {
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.True(Inspect(bytes[..length]).Completeness != Completeness.Complete, $"{name} at {length} of {bytes.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_truncated_file_is_detected(string name, byte[] bytes)
    {
        // A photo that only lacks the preview after its end is complete for the album.
        var whole = name == "preview.jpg" ? bytes.AsSpan().IndexOf(new byte[] { 0xFF, 0xD9, 0xFF, 0xD8 }) + 2 : bytes.Length;
        for (var length = 0; length < bytes.Length; length++)
        {
            var expected = length < whole ? Completeness.CutShort : Completeness.Doubtful;
            Assert.True(Inspect(bytes[..length]).Completeness == expected, $"{name} at {length} of {bytes.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Preallocated_space_is_not_complete(string name, byte[] bytes)
    {
        for (var length = 0; length < bytes.Length - 16; length++)
        {
            byte[] half = [.. bytes[..length], .. new byte[bytes.Length - length]];
            Assert.True(
                Inspect(half, name).Completeness is not (Completeness.Complete or Completeness.Unknown),
                $"{name} filled up to {length} of {bytes.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Bytes_after_the_end_make_completeness_unknown(string name, byte[] bytes)
    {
        Assert.True(Inspect([.. bytes, 1, 2, 3]).Completeness != Completeness.Complete, name);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Damaged_files_never_throw_and_never_hang(string name, byte[] bytes)
    {
        var random = new Random(42);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = bytes.ToArray();
            for (var hits = random.Next(1, 8); hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Inspect(damaged[..random.Next(damaged.Length + 1)]);
        }

        Assert.NotEmpty(name);
    }

    [Fact]
    public void Random_bytes_after_a_known_header_never_throw()
    {
        var random = new Random(7);
        byte[][] heads = [[0xFF, 0xD8, 0xFF], [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], [.. "GIF89a"u8], [.. "RIFF"u8, 9, 9, 0, 0, .. "WEBP"u8], [0, 0, 0, 12, .. "ftypheic"u8], [0, 0, 0, 12, .. "ftypisom"u8]];
        for (var i = 0; i < 20_000; i++)
        {
            var rest = new byte[random.Next(200)];
            random.NextBytes(rest);
            Inspect([.. heads[i % heads.Length], .. rest]);
        }
    }

    [Fact]
    public void A_video_without_its_index_is_truncated()
    {
        byte[] recording = [.. TestMedia.Box("ftyp", [.. "isom"u8, 0, 0, 2, 0]), 0, 0, 0, 0, .. "mdat"u8, .. TestMedia.Noise(1, 500)];
        Assert.Equal((MediaKind.Video, Completeness.CutShort), Inspect(recording));
    }

    [Fact]
    public void Title_metadata_of_a_video_is_not_an_index()
    {
        byte[] recording = [.. TestMedia.Box("ftyp", [.. "isom"u8, 0, 0, 2, 0]), .. TestMedia.Box("meta", new byte[20]), .. TestMedia.Box("mdat", TestMedia.Noise(1, 500))];
        Assert.Equal((MediaKind.Video, Completeness.CutShort), Inspect(recording));
    }

    [Fact]
    public void A_fragmented_video_is_doubtful()
    {
        byte[] video = [.. TestMedia.Box("ftyp", [.. "iso5"u8, 0, 0, 2, 0]), .. TestMedia.Box("moov", [.. TestMedia.Box("mvhd", new byte[8]), .. TestMedia.Box("mvex")]), .. TestMedia.Box("moof"), .. TestMedia.Box("mdat", 1, 2, 3)];
        Assert.Equal((MediaKind.Video, Completeness.Doubtful), Inspect(video));
    }

    [Fact]
    public void A_motion_photo_has_unknown_completeness()
    {
        byte[] xmp = [.. "http://ns.adobe.com/xap/1.0/\0<x GCamera:MicroVideoOffset=\"9\"/>"u8];
        byte[] photo = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(xmp.Length + 2), .. xmp, .. TestMedia.TinyJpeg[2..]];
        Assert.Equal(Completeness.Unknown, Inspect(photo).Completeness);
    }

    [Fact]
    public void Other_files_have_unknown_completeness()
    {
        Assert.Equal((MediaKind.Unknown, Completeness.Unknown), Inspect([.. "<!doctype html><html></html>"u8]));
    }

    [Theory]
    [InlineData("Apple iPhone 6.jpg")]
    [InlineData("Canon EOS 5D.jpg")]
    [InlineData("HTC Desire.webp")]
    [InlineData("IMG_2927.HEIC")]
    [InlineData("Issue 201.gif")]
    [InlineData("Nikon D60.jpg")]
    [InlineData("Samsung GT-I9505 (Galaxy S4).jpg")]
    [InlineData("with-gps.mov")]
    [InlineData("with-gps.mp4")]
    public void A_real_file_is_complete_only_with_its_last_byte(string name)
    {
        var bytes = File.ReadAllBytes(SamplePhotos.Path(name));
        Assert.Equal(Completeness.Complete, Inspect(bytes).Completeness);

        var random = new Random(1);
        var ends = Enumerable.Range(1, bytes.Length - 1).Where(i => bytes[i - 1] == 0xFF && bytes[i] == 0xD9).Select(i => i + 1);
        foreach (var length in ends.Concat(Enumerable.Range(0, 50).Select(_ => random.Next(bytes.Length)))
            .Append(bytes.Length - 1)
            .Where(l => l < bytes.Length))
        {
            Assert.True(Inspect(bytes[..length]).Completeness is Completeness.CutShort or Completeness.Doubtful, $"{name} at {length}");
        }
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.HEIC")]
    [InlineData("a.mp4")]
    public void A_preallocated_file_is_not_complete(string name)
    {
        Assert.Equal((MediaKind.Unknown, Completeness.CutShort), Inspect(new byte[100_000], name));
        // Without a known extension, a file may consist of zeros.
        Assert.Equal((MediaKind.Unknown, Completeness.Unknown), Inspect(new byte[100_000], "a.dat"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_whose_header_is_written_last_is_not_complete(string name, byte[] bytes)
    {
        for (var length = 12; length < bytes.Length - 1; length += 7)
        {
            byte[] headless = [.. new byte[length], .. bytes[length..]];
            Assert.True(Inspect(headless, name).Completeness == Completeness.CutShort, $"{name} from {length} of {bytes.Length}");
        }
    }

    [Fact]
    public void Padding_at_the_end_of_a_video_is_not_missing_data()
    {
        byte[] video = [.. TestMedia.Mp4(), .. TestMedia.Box("free", new byte[8000])];
        Assert.Equal((MediaKind.Video, Completeness.Unknown), Inspect(video));
        byte[] reserved = [.. TestMedia.Box("ftyp", [.. "isom"u8, 0, 0, 2, 0]), .. TestMedia.Box("moov", [1, 2, 3]), .. TestMedia.Box("mdat", new byte[8000])];
        Assert.Equal((MediaKind.Video, Completeness.CutShort), Inspect(reserved));
    }

    [Fact]
    public void A_photo_in_its_index_needs_no_data_box()
    {
        var brand = TestMedia.Box("ftyp", [.. "avif"u8, 0, 0, 0, 0]);
        Assert.Equal(
            (MediaKind.IsoPhoto, Completeness.Doubtful),
            Inspect([.. brand, .. TestMedia.Box("meta", [0, 0, 0, 0, .. TestMedia.Box("idat", 1, 2, 3)])]));
        Assert.Equal(
            (MediaKind.IsoPhoto, Completeness.CutShort),
            Inspect([.. brand, .. TestMedia.Box("meta", [0, 0, 0, 0, .. TestMedia.Box("iloc", 1, 2, 3)])]));
    }

    private static (MediaKind Kind, Completeness Completeness) Inspect(byte[] bytes, string name = "a")
    {
        var (kind, completeness, incomplete) = CompletenessChecker.Inspect(new MemoryStream(bytes), name);
        Assert.Equal(completeness == Completeness.CutShort, incomplete is not null);
        return (kind, completeness);
    }
}
