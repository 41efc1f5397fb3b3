using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests;

public class FormatCheckTests
{
    public static TheoryData<string, byte[]> Files => new()
    {
        { "tiny.jpg", Media.TinyJpeg },
        { "thumbnail.jpg", Media.Jpeg(Tiff.Exif("2018:11:05 11:35:00")) },
        { "preview.jpg", Media.JpegWithPreview() },
        { "a.png", Media.Png() },
        { "a.gif", Media.Gif() },
        { "a.webp", Media.WebP() },
        { "a.mp4", Media.Mp4() },
        { "faststart.mp4", Media.Mp4(indexFirst: true) },
        { "a.mov", Media.Mov() },
        { "a.heic", Media.Heic() },
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
    public void No_beginning_of_a_file_is_complete(string name, byte[] bytes)
    {
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.True(Inspect(bytes[..length]).Completeness != Completeness.Complete, $"{name} at {length} of {bytes.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_cut_file_is_known_to_be_cut(string name, byte[] bytes)
    {
        // A photo that only lacks the preview behind its end is whole for the album.
        var whole = name == "preview.jpg" ? bytes.AsSpan().IndexOf(new byte[] { 0xFF, 0xD9, 0xFF, 0xD8 }) + 2 : bytes.Length;
        for (var length = 0; length < bytes.Length; length++)
        {
            var expected = length < whole ? Completeness.CutShort : Completeness.Doubtful;
            Assert.True(Inspect(bytes[..length]).Completeness == expected, $"{name} at {length} of {bytes.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Room_made_for_a_file_before_its_bytes_is_not_complete(string name, byte[] bytes)
    {
        for (var length = 0; length < bytes.Length - 16; length++)
        {
            byte[] half = [.. bytes[..length], .. new byte[bytes.Length - length]];
            Assert.True(Inspect(half, name).Completeness is not (Completeness.Complete or Completeness.Unknown), $"{name} filled up to {length} of {bytes.Length}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Bytes_behind_the_end_leave_it_open(string name, byte[] bytes)
    {
        Assert.True(Inspect([.. bytes, 1, 2, 3]).Completeness != Completeness.Complete, name);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Damage_never_throws_and_never_hangs(string name, byte[] bytes)
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
    public void Random_bytes_behind_a_known_beginning_never_throw()
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
    public void A_recording_without_its_index_is_cut_short()
    {
        byte[] recording = [.. Media.Box("ftyp", [.. "isom"u8, 0, 0, 2, 0]), 0, 0, 0, 0, .. "mdat"u8, .. Media.Noise(1, 500)];
        Assert.Equal((MediaKind.Video, Completeness.CutShort), Inspect(recording));
    }

    [Fact]
    public void A_films_title_is_no_index()
    {
        byte[] recording = [.. Media.Box("ftyp", [.. "isom"u8, 0, 0, 2, 0]), .. Media.Box("meta", new byte[20]), .. Media.Box("mdat", Media.Noise(1, 500))];
        Assert.Equal((MediaKind.Video, Completeness.CutShort), Inspect(recording));
    }

    [Fact]
    public void A_fragmented_film_leaves_its_end_open()
    {
        byte[] film = [.. Media.Box("ftyp", [.. "iso5"u8, 0, 0, 2, 0]), .. Media.Box("moov", [.. Media.Box("mvhd", new byte[8]), .. Media.Box("mvex")]), .. Media.Box("moof"), .. Media.Box("mdat", 1, 2, 3)];
        Assert.Equal((MediaKind.Video, Completeness.Doubtful), Inspect(film));
    }

    [Fact]
    public void A_phones_moving_picture_leaves_its_end_open()
    {
        byte[] note = [.. "http://ns.adobe.com/xap/1.0/\0<x GCamera:MicroVideoOffset=\"9\"/>"u8];
        byte[] picture = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(note.Length + 2), .. note, .. Media.TinyJpeg[2..]];
        Assert.Equal(Completeness.Unknown, Inspect(picture).Completeness);
    }

    [Fact]
    public void What_is_no_picture_says_nothing_about_its_end()
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
    public void A_real_file_is_complete_with_its_last_byte_and_not_before(string name)
    {
        var bytes = File.ReadAllBytes(Photos.Path(name));
        Assert.Equal(Completeness.Complete, Inspect(bytes).Completeness);

        var random = new Random(1);
        var ends = Enumerable.Range(1, bytes.Length - 1).Where(i => bytes[i - 1] == 0xFF && bytes[i] == 0xD9).Select(i => i + 1);
        foreach (var length in ends.Concat(Enumerable.Range(0, 50).Select(_ => random.Next(bytes.Length))).Append(bytes.Length - 1).Where(l => l < bytes.Length))
        {
            Assert.True(Inspect(bytes[..length]).Completeness is Completeness.CutShort or Completeness.Doubtful, $"{name} at {length}");
        }
    }

    [Theory]
    [InlineData("a.jpg")]
    [InlineData("a.HEIC")]
    [InlineData("a.mp4")]
    public void Space_reserved_for_a_file_is_nothing_to_send(string name)
    {
        Assert.Equal((MediaKind.Unknown, Completeness.CutShort), Inspect(new byte[100_000], name));
        // Of a name that says nothing, zeros may be all there is.
        Assert.Equal((MediaKind.Unknown, Completeness.Unknown), Inspect(new byte[100_000], "a.dat"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_whose_head_is_written_last_is_not_complete(string name, byte[] bytes)
    {
        for (var length = 12; length < bytes.Length - 1; length += 7)
        {
            byte[] headless = [.. new byte[length], .. bytes[length..]];
            Assert.True(Inspect(headless, name).Completeness == Completeness.CutShort, $"{name} from {length} of {bytes.Length}");
        }
    }

    [Fact]
    public void Padding_at_a_films_end_is_no_missing_byte()
    {
        byte[] film = [.. Media.Mp4(), .. Media.Box("free", new byte[8000])];
        Assert.Equal((MediaKind.Video, Completeness.Unknown), Inspect(film));
        byte[] reserved = [.. Media.Box("ftyp", [.. "isom"u8, 0, 0, 2, 0]), .. Media.Box("moov", [1, 2, 3]), .. Media.Box("mdat", new byte[8000])];
        Assert.Equal((MediaKind.Video, Completeness.CutShort), Inspect(reserved));
    }

    [Fact]
    public void A_photo_in_its_index_needs_no_data_box()
    {
        byte[] brand = Media.Box("ftyp", [.. "avif"u8, 0, 0, 0, 0]);
        Assert.Equal((MediaKind.BoxedPicture, Completeness.Doubtful), Inspect([.. brand, .. Media.Box("meta", [0, 0, 0, 0, .. Media.Box("idat", 1, 2, 3)])]));
        Assert.Equal((MediaKind.BoxedPicture, Completeness.CutShort), Inspect([.. brand, .. Media.Box("meta", [0, 0, 0, 0, .. Media.Box("iloc", 1, 2, 3)])]));
    }

    private static (MediaKind Kind, Completeness Completeness) Inspect(byte[] bytes, string name = "a")
    {
        var (kind, completeness, incomplete) = FormatCheck.Inspect(new MemoryStream(bytes), name);
        Assert.Equal(completeness == Completeness.CutShort, incomplete is not null);
        return (kind, completeness);
    }
}
