using System.Globalization;
using EventPics.HotFolder.Internal.CaptureTimes;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.HotFolder.Tests.CaptureTimes;

public sealed class CaptureTimeTests : IDisposable
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly TempFolder _folder;

    public CaptureTimeTests() => _folder = new TempFolder { Clock = _clock };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("2018:11:05 11:35:00", "+02:00", "25", "2018-11-05T11:35:00.250+02:00")]
    [InlineData("2018:11:05 11:35:00", "-04:00", "644", "2018-11-05T11:35:00.644-04:00")]
    [InlineData("2018:11:05 11:35:00", "Z", null, "2018-11-05T11:35:00.000+00:00")]
    [InlineData("2018:11:05 11:35:00", null, "050", "2018-11-05T11:35:00.050+01:00")]
    [InlineData("2018:07:05 11:35:00", null, null, "2018-07-05T11:35:00.000+02:00")]
    [InlineData("2018:11:05 11:35:00", "   :  ", "x", "2018-11-05T11:35:00.000+01:00")]
    [InlineData("2018:11:05 11:35:00", "+99:00", "", "2018-11-05T11:35:00.000+01:00")]
    [InlineData("2018-11-05 11:35:00", "+05:45", "1", "2018-11-05T11:35:00.100+05:45")]
    public void Exif_has_time_subseconds_and_offset(string time, string? offset, string? subSeconds, string expected)
    {
        var exif = TestExif.Exif(time, offset, subSeconds);
        foreach (var (name, bytes) in new[] { ("a.jpg", TestMedia.Jpeg(exif)), ("a.png", TestMedia.Png(exif)), ("a.webp", TestMedia.WebP(exif)) })
        {
            Assert.Equal(expected, Show(Read(_folder.Write(name, bytes))));
        }
    }

    [Theory]
    [InlineData("2019:01:01 24:04:20", "2019-01-01T00:04:20.000+01:00")]
    [InlineData("2025:01:14 18:31:30+0000", "2025-01-14T18:31:30.000+00:00")]
    [InlineData("2025:01:14 18:31:30-05:30", "2025-01-14T18:31:30.000-05:30")]
    [InlineData("2025:01:14T18:31:30Z", "2025-01-14T18:31:30.000+00:00")]
    [InlineData("2024:05:01 12:00:00.25", "2024-05-01T12:00:00.250+02:00")]
    [InlineData("2024-05-01T12:00:00,5+02:00", "2024-05-01T12:00:00.500+02:00")]
    [InlineData("2024:05:01 01:00:00 PM", "2024-05-01T13:00:00.000+02:00")]
    [InlineData("2024:05:01 12:30:00 AM", "2024-05-01T00:30:00.000+02:00")]
    [InlineData("2024/05/01 12:00", "2024-05-01T12:00:00.000+02:00")]
    public void Formats_that_real_devices_write_are_parsed(string time, string expected)
    {
        // The time of the last change and the name would each result in another day.
        var path = _folder.Write("20180101_010101.jpg", TestMedia.Jpeg(TestExif.Exif(time, changed: "2024:05:08 09:00:00")));
        Assert.Equal(expected, Show(Read(path)));
    }

    [Theory]
    [InlineData("24th of May 2024")]
    [InlineData("2024:13:01 12:00:00")]
    [InlineData("2024:05:01 25:00:00")]
    public void An_unreadable_time_falls_back_to_the_name_before_the_time_of_the_last_change(string time)
    {
        var exif = TestExif.Exif(time, changed: "2024:05:08 09:00:00");
        Assert.Equal("2024-05-01T12:00:00.000+02:00", Show(Read(_folder.Write("20240501_120000.jpg", TestMedia.Jpeg(exif)))));
        Assert.Equal("2024-05-08T09:00:00.000+02:00", Show(Read(_folder.Write("IMG_0001.jpg", TestMedia.Jpeg(exif)))));
    }

    [Theory]
    [InlineData("f01_24h.jpg", "2019-01-01T00:04:20.000+01:00")]
    [InlineData("f02_plus0000.jpg", "2025-01-14T18:31:30.000+00:00")]
    [InlineData("f06_frac.jpg", "2024-05-01T12:00:00.250+02:00")]
    [InlineData("g1_frac_then_md.jpg", "2024-05-01T12:00:00.250+02:00")]
    public void Unusual_files_are_parsed(string name, string expected) =>
        Assert.Equal(expected, Show(Read(SamplePhotos.Path("../inputs/" + name))));

    [Fact]
    public void A_png_may_have_a_raw_exif_profile()
    {
        var exif = TestExif.Exif("2018:11:05 11:35:00", "+02:00");
        foreach (var isCompressed in new[] { true, false })
        {
            var path = _folder.Write("a.png", TestMedia.PngWithRawProfile([.. "Exif\0\0"u8, .. exif], isCompressed));
            Assert.Equal("2018-11-05T11:35:00.000+02:00", Show(Read(path)));
        }
    }

    [Fact]
    public void A_real_png_may_have_a_raw_exif_profile() =>
        Assert.NotNull(MetadataTime.Read(SamplePhotos.Path("../inputs/png-raw-profile-exif.png"), Berlin).Time);

    [Fact]
    public void The_general_offset_is_used_when_the_original_has_none()
    {
        Assert.Equal("2018-11-05T11:35:00.000+09:00", Show(
            Read(_folder.Write("a.jpg", TestMedia.Jpeg(TestExif.Exif("2018:11:05 11:35:00", offset: "+09:00"))))));
    }

    [Fact]
    public void Without_the_original_time_the_others_are_used()
    {
        Assert.Equal("2018-11-05T11:35:00.000+01:00", Show(
            Read(_folder.Write("a.jpg", TestMedia.Jpeg(TestExif.Exif(digitized: "2018:11:05 11:35:00", changed: "2019:01:01 00:00:00"))))));
        Assert.Equal("2019-01-01T00:00:00.000+01:00", Show(
            Read(_folder.Write("b.jpg", TestMedia.Jpeg(TestExif.Exif(original: "0000:00:00 00:00:00", changed: "2019:01:01 00:00:00"))))));
    }

    [Fact]
    public void Without_a_zone_the_system_zone_is_used()
    {
        _clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));
        var path = _folder.Write("a.jpg", TestMedia.Jpeg(TestExif.Exif("2018:07:05 11:35:00")));
        Assert.Equal("2018-07-05T11:35:00.000-04:00", Show(CaptureTime.Read(path, timeZone: null, _clock)));
    }

    [Theory]
    [InlineData("2018:03:25 02:30:00", "2018-03-25T01:30:00.000+00:00")] // skipped: clocks went from 2 to 3
    [InlineData("2018:10:28 02:30:00", "2018-10-28T01:30:00.000+00:00")] // twice: clocks went from 3 to 2
    [InlineData("2018:03:25 03:00:00", "2018-03-25T01:00:00.000+00:00")]
    public void A_clock_change_never_throws(string time, string expectedUtc)
    {
        Assert.Equal(expectedUtc, Show(Read(_folder.Write("a.jpg", TestMedia.Jpeg(TestExif.Exif(time))))?.ToUniversalTime()));
    }

    [Theory]
    [InlineData("20181105_113500_print.jpg", "11:35:00.000")]
    [InlineData("20181105113500.jpg", "11:35:00.000")]
    [InlineData("2018-11-05 11.35.00.jpg", "11:35:00.000")]
    [InlineData("2018-11-05 11.35.00.250.jpg", "11:35:00.250")]
    [InlineData("2018-11-05_11-35-00_001.jpg", "11:35:00.000")]
    [InlineData("2018_11_05_11_35_00.jpg", "11:35:00.000")]
    [InlineData("2018-11-05T113500.jpg", "11:35:00.000")]
    [InlineData("IMG_20181105_113500.jpg", "11:35:00.000")]
    [InlineData("IMG_20181105_113500123.jpg", "11:35:00.123")]
    [InlineData("VID-20181105-113500.mp4", "11:35:00.000")]
    [InlineData("Screenshot 2018-11-05 at 11.35.00.png", "11:35:00.000")]
    [InlineData("Bildschirmfoto 2018-11-05 um 11.35.00.png", "11:35:00.000")]
    [InlineData("booth1_20181105_113500_4x6 (2).jpg", "11:35:00.000")]
    [InlineData("99999999_999999_20181105_113500.jpg", "11:35:00.000")]
    [InlineData("Screenshot 2018-11-05 at 11.35.00\u202FAM.png", "11:35:00.000")]
    [InlineData("Screenshot 2018-11-05 at 1.35.00 PM.png", "13:35:00.000")]
    [InlineData("2018-11-05 12.35.00 am.jpg", "00:35:00.000")]
    [InlineData("2018-11-05_03-35-00_PM_4x6.jpg", "15:35:00.000")]
    [InlineData("2018-11-05 15.35.00 PM.jpg", "15:35:00.000")]
    [InlineData("20181105_113500_pmatrix.jpg", "11:35:00.000")]
    [InlineData("20181105_113500.\u0661\u0662\u0663.jpg", "11:35:00.000")]
    [InlineData("20181105_113500\u0661\u0662\u0663.jpg", "11:35:00.000")]
    public void A_file_name_of_a_booth_has_the_time(string name, string expected)
    {
        Assert.Equal("2018-11-05T" + expected + "+01:00", Show(Read(_folder.Write(name, TestMedia.TinyJpeg))));
    }

    [Theory]
    [InlineData("20181305_113500.jpg")]
    [InlineData("20181105_253500.jpg")]
    [InlineData("19981105_113500.jpg")]
    [InlineData("20281105_113500.jpg")]
    [InlineData("IMG_0001.jpg")]
    [InlineData("IMG-20181105-WA0001.jpg")]
    [InlineData("120181105113500.jpg")]
    [InlineData("201811051135001234567.jpg")]
    [InlineData("\u0662\u0660\u0661\u0668-\u0661\u0661-\u0660\u0665 11.35.00.jpg")]
    public void A_name_without_a_valid_time_falls_back_to_the_file_time(string name)
    {
        Assert.Equal("2020-05-05T05:05:05.000+00:00", Show(Read(WrittenAt(name, TestMedia.TinyJpeg, 2020))));
    }

    [Theory]
    [InlineData("1999:12:31 22:59:59", null)]
    [InlineData("2026:11:26 13:00:00", null)]
    [InlineData("0001:01:01 00:00:00", "+14:00")]
    [InlineData("9999:12:31 23:59:59", "-14:00")]
    [InlineData("1980:01:01 00:00:00", null)]
    [InlineData("rubbish", "+02:00")]
    public void An_implausible_time_is_ignored(string time, string? offset)
    {
        var path = WrittenAt("20181105_113500.jpg", TestMedia.Jpeg(TestExif.Exif(time, offset)), 2020);
        Assert.Equal("2018-11-05T11:35:00.000+01:00", Show(Read(path)));
    }

    [Fact]
    public void A_time_a_few_hours_ahead_is_accepted()
    {
        Assert.Equal(
            "2026-11-25T11:00:00.000+01:00", Show(Read(_folder.Write("a.jpg", TestMedia.Jpeg(TestExif.Exif("2026:11:25 11:00:00"))))));
    }

    [Fact]
    public void The_time_in_a_video_header_is_utc_from_1904()
    {
        var path = _folder.Write("a.mp4", TestMedia.Mp4(new DateTime(2018, 11, 5, 10, 35, 0)));
        Assert.Equal("2018-11-05T10:35:00.000+00:00", Show(Read(path)));
    }

    [Fact]
    public void A_video_without_a_time_falls_back_to_the_file_time()
    {
        Assert.Equal("2020-05-05T05:05:05.000+00:00", Show(Read(WrittenAt("a.mp4", TestMedia.Mp4(created: null), 2020))));
    }

    [Fact]
    public void A_file_without_any_valid_time_has_none()
    {
        Assert.Null(Read(WrittenAt("a.jpg", TestMedia.TinyJpeg, 1980)));
        Assert.Null(Read(Path.Combine(_folder.Path, "gone.jpg")));
    }

    [Fact]
    public void Damaged_metadata_never_throws()
    {
        var random = new Random(3);
        var exif = TestExif.Exif("2018:11:05 11:35:00", "+02:00", "25", "2018:11:05 11:35:00");
        byte[][] files = [TestMedia.Jpeg(exif), TestMedia.Png(exif), TestMedia.WebP(exif), TestMedia.Heic(), TestMedia.Mp4(new DateTime(2018, 11, 5)), TestMedia.Mov(), TestMedia.Gif()];
        for (var i = 0; i < 1500; i++)
        {
            var damaged = files[i % files.Length].ToArray();
            for (var hits = random.Next(1, 12); hits > 0; hits--)
            {
                damaged[random.Next(8, damaged.Length)] = (byte)random.Next(256);
            }

            Read(_folder.Write("damaged", damaged[..random.Next(damaged.Length + 1)]));
        }
    }

    [Fact]
    public void The_exif_of_a_HEIC_photo_is_found_by_its_item_location()
    {
        var exif = TestExif.Exif("2018:11:05 11:35:00", "+02:00", "25");
        Assert.Equal("2018-11-05T11:35:00.250+02:00", Show(Read(_folder.Write("a.heic", TestMedia.Heic(exif)))));
    }

    public static TheoryData<string, byte[]> EndlessDirectories => new()
    {
        { "chain.jpg", TestMedia.Jpeg(TestExif.Chain(10_000)) },
        { "nest.jpg", TestMedia.Jpeg(TestExif.Nest(3_500)) },
        { "chain.png", TestMedia.Png(TestExif.Chain(200_000)) },
        { "nest.png", TestMedia.Png(TestExif.Nest(30_000)) },
        { "chain.webp", TestMedia.WebP(TestExif.Chain(200_000)) },
        { "nest.webp", TestMedia.WebP(TestExif.Nest(30_000)) },
        { "chain.heic", TestMedia.Heic(TestExif.Chain(200_000)) },
        { "nest.heic", TestMedia.Heic(TestExif.Nest(30_000)) },
    };

    [Theory]
    [MemberData(nameof(EndlessDirectories))]
    public void Chained_and_nested_exif_directories_do_no_harm(string name, byte[] bytes)
    {
        DateTimeOffset? time = null;
        // As little stack as the smallest systems provide.
        var reader = new Thread(() => time = Read(_folder.Write(name, bytes)), maxStackSize: 256 * 1024);
        reader.Start();
        reader.Join();
        Assert.NotNull(time);
    }

    public static TheoryData<string, byte[]> FalseSizes => new()
    {
        { "size.webp", [.. "RIFF"u8, 0xF0, 0xFF, 0xFF, 0x7F, .. "WEBPEXIF"u8, 0x80, 0xFF, 0xFF, 0x7F, .. new byte[40]] },
        { "photo.webp", [.. "RIFF"u8, 0xF0, 0xFF, 0xFF, 0x7F, .. "WEBPVP8 "u8, 0x80, 0xFF, 0xFF, 0x7F, .. new byte[40]] },
        { "size.png", [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0x7F, 0xFF, 0xFF, 0x80, .. "eXIf"u8, .. new byte[72]] },
        { "size.mov", TestMedia.Box(
            "moov",
            [.. TestMedia.Box("meta", [.. TestMedia.Box("keys", [0, 0, 0, 0, 0, 0, 0, 1, 0x7F, 0xFF, 0xFF, 0x80, .. "mdta"u8])])]) },
        { "size.heic", TestMedia.Heic(TestExif.Exif("2018:11:05 11:35:00"), claimedLength: 0x7FFFFF80) },
    };

    [Theory]
    [MemberData(nameof(FalseSizes))]
    public void A_false_size_allocates_no_memory(string name, byte[] bytes)
    {
        var path = _folder.Write(name, bytes);
        Read(path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_large_photo_allocates_no_memory()
    {
        var path = _folder.Write("a.webp", TestMedia.WebP(TestExif.Exif("2018:11:05 11:35:00"), size: 20_000_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("2018-11-05T11:35:00.000+01:00", Show(Read(path)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData("Apple iPhone 6.jpg", "2014-09-16T14:05:12.133+02:00")]
    [InlineData("Canon EOS 5D.jpg", "2005-09-25T00:31:00.000+02:00")]
    [InlineData("HTC Desire.webp", "2011-05-06T09:59:48.000+02:00")]
    [InlineData("IMG_2927.HEIC", "2020-05-04T18:39:11.644-04:00")]
    [InlineData("Nikon D60.jpg", "2019-06-09T21:49:02.200+02:00")]
    [InlineData("Samsung GT-I9505 (Galaxy S4).jpg", "2014-11-27T17:52:49.000+01:00")]
    [InlineData("with-gps.mov", "2019-07-24T11:25:40.000+03:00")]
    [InlineData("with-gps.mp4", "2017-02-22T08:20:28.000+00:00")]
    public void Photos_of_real_cameras_are_parsed(string name, string expected)
    {
        Assert.Equal(expected, Show(Read(SamplePhotos.Path(name))));
    }

    private DateTimeOffset? Read(string path) => CaptureTime.Read(path, Berlin, _clock);

    private string WrittenAt(string name, byte[] bytes, int year)
    {
        var path = _folder.Write(name, bytes);
        File.SetLastWriteTimeUtc(path, new DateTime(year, 5, 5, 5, 5, 5, DateTimeKind.Utc));
        return path;
    }

    private static string? Show(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
}
