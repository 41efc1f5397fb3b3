using System.Text;

namespace EventPics.Tests.Content;

/// <summary>Media type detection from bytes and file names.</summary>
public sealed class MediaTypeDetectorTests
{
    [Theory]
    [InlineData("image/jpeg", "FFD8FFE000104A46494600010100000100010000FFDB")] // JFIF
    [InlineData("image/jpeg", "FFD8FFE1001845786966000049492A0008000000")] // Exif
    [InlineData("image/jpeg", "FFD8FFDB")] // raw, from a webcam
    [InlineData("image/jpeg", "FFD8FF")]
    [InlineData("image/png", "89504E470D0A1A0A0000000D49484452")]
    [InlineData("image/gif", "474946383961F401F401")] // GIF89a
    [InlineData("image/gif", "474946383761")] // GIF87a
    [InlineData("image/webp", "524946462439000057454250565038580A000000")]
    [InlineData("image/webp", "52494646000000005745425056503820")]
    [InlineData("application/octet-stream", "5249464600000000574156456D742010")] // RIFF, but a WAV
    [InlineData("application/octet-stream", "52494646000000005745")] // RIFF, truncated
    [InlineData("application/octet-stream", "FFD8")]
    [InlineData("application/octet-stream", "89504E470A1A0A000000000D49484452")] // a PNG that a text transfer damaged
    [InlineData("application/octet-stream", "474946383861")]
    [InlineData("application/octet-stream", "00")]
    [InlineData("application/octet-stream", "3C21444F43545950452068746D6C3E")] // <!DOCTYPE html>
    [InlineData("application/octet-stream", "25504446")] // %PDF
    [InlineData("video/quicktime", "000000086D6F6F760000006C6D766864")] // an old MOV without a brand
    [InlineData("video/quicktime", "0000000877696465000000006D646174")]
    [InlineData("video/quicktime", "000012346D6461740000000000000000")]
    public void The_media_type_is_detected_from_the_first_bytes(string type, string hex) =>
        Assert.Equal(type, UploadContent.FromBytes(Convert.FromHexString(hex)).ContentType);

    [Theory]
    [InlineData("image/heic", "heic", "mif1 heic")] // an iPhone
    [InlineData("image/heic", "heix", "mif1 heix")]
    [InlineData("image/heic", "mif1", "mif1 heic")] // a Canon
    [InlineData("image/heic", "msf1", "msf1 hevc")]
    [InlineData("image/heic", "hevc", "msf1 hevc")]
    [InlineData("image/heif", "mif1", "mif1 miaf")]
    [InlineData("image/heif", "msf1", "msf1 iso8")]
    [InlineData("image/avif", "avif", "mif1 miaf MA1B")]
    [InlineData("image/avif", "avis", "msf1 iso8")]
    [InlineData("image/avif", "mif1", "mif1 avif miaf")]
    [InlineData("video/mp4", "isom", "isom iso2 avc1 mp41")]
    [InlineData("video/mp4", "mp42", "mp42 isom")]
    [InlineData("video/mp4", "mp41", "")]
    [InlineData("video/mp4", "iso5", "iso5 dash")]
    [InlineData("video/mp4", "avc1", "avc1 isom")]
    [InlineData("video/mp4", "M4V ", "M4V isom mp42")]
    [InlineData("video/mp4", "MSNV", "isom mp42")] // a Sony camera
    [InlineData("video/mp4", "XAVC", "XAVC mp42 iso2")] // another one
    [InlineData("video/quicktime", "qt  ", "qt  ")]
    [InlineData("application/octet-stream", "M4A ", "")]
    [InlineData("application/octet-stream", "abcd", "efgh")]
    public void The_media_type_is_detected_from_the_brands_of_an_ISO_media_box(string type, string major, string compatible) =>
        Assert.Equal(type, UploadContent.FromBytes(Box(major, compatible.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ContentType);

    [Fact]
    public void Brands_beyond_the_end_of_the_box_are_ignored()
    {
        byte[] bytes = [.. Box("mif1", ["miaf"]), .. "heicheicheic"u8];

        Assert.Equal("image/heif", UploadContent.FromBytes(bytes).ContentType);
    }

    [Theory]
    [InlineData("00000000667479706865696300000000")] // a box "to the end of the file"
    [InlineData("FFFFFFFF667479706865696300000000")] // a wrong length
    [InlineData("0000000C6674797068656963")] // nothing but the major brand
    public void A_box_of_invalid_length_is_read_up_to_its_end(string hex) =>
        Assert.Equal("image/heic", UploadContent.FromBytes(Convert.FromHexString(hex)).ContentType);

    [Theory]
    [InlineData("a.jpg", "image/jpeg")]
    [InlineData("a.JPG", "image/jpeg")]
    [InlineData("a.jpeg", "image/jpeg")]
    [InlineData("a.png", "image/png")]
    [InlineData("a.gif", "image/gif")]
    [InlineData("a.webp", "image/webp")]
    [InlineData("IMG_0001.HEIC", "image/heic")]
    [InlineData("a.heif", "image/heif")]
    [InlineData("DSC_0001.HIF", "image/heif")]
    [InlineData("a.jfif", "image/jpeg")]
    [InlineData("a.avif", "image/avif")]
    [InlineData("a.mp4", "video/mp4")]
    [InlineData("a.m4v", "video/mp4")]
    [InlineData("a.MOV", "video/quicktime")]
    [InlineData("a.b.jpg", "image/jpeg")]
    [InlineData("a.jpg.exe", "application/octet-stream")]
    [InlineData("jpg", "application/octet-stream")]
    [InlineData("a.", "application/octet-stream")]
    public void The_file_name_determines_the_type_of_unknown_bytes(string name, string type)
    {
        using var folder = new TempFolder();

        Assert.Equal(type, UploadContent.FromFile(folder.Write(name, new byte[100])).ContentType);
    }

    [Fact]
    public void Bytes_take_precedence_over_the_file_name()
    {
        using var folder = new TempFolder();

        Assert.Equal("image/jpeg", UploadContent.FromFile(folder.Write("screenshot.png", TestImages.Jpeg(100))).ContentType);
    }

    [Fact]
    public void A_given_type_takes_precedence_over_both()
    {
        using var folder = new TempFolder();

        Assert.Equal("image/x-raw", UploadContent.FromFile(folder.Write("a.png", TestImages.Jpeg(100)), "image/x-raw").ContentType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("jpeg")]
    [InlineData("image/")]
    [InlineData("image/jpeg\r\nX-Evil: 1")]
    [InlineData("image/jpeg, image/png")]
    public void A_malformed_media_type_is_rejected(string contentType)
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.jpg", TestImages.Jpeg(10));
        Func<UploadContent>[] factories =
        [
            () => UploadContent.FromBytes(TestImages.Jpeg(10), contentType),
            () => UploadContent.FromFile(path, contentType),
            () => UploadContent.FromStream(new MemoryStream(TestImages.Jpeg(10)), contentType),
            () => UploadContent.FromStream(() => new MemoryStream(TestImages.Jpeg(10)), contentType),
        ];

        foreach (var factory in factories)
        {
            var error = Assert.Throws<ArgumentException>(factory);
            Assert.Equal("contentType", error.ParamName);
            Assert.Contains("image/jpeg", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Apple iPhone 6.jpg", "image/jpeg")]
    [InlineData("Samsung GT-I9505 (Galaxy S4).jpg", "image/jpeg")]
    [InlineData("HTC Desire.webp", "image/webp")]
    [InlineData("IMG_2927.HEIC", "image/heic")]
    [InlineData("Issue 201.gif", "image/gif")]
    [InlineData("with-gps.mov", "video/quicktime")]
    [InlineData("with-gps.mp4", "video/mp4")]
    public async Task Real_photos_are_detected_from_their_bytes_alone(string file, string type)
    {
        var bytes = await File.ReadAllBytesAsync(SamplePhotos.Path(file), TestContext.Current.CancellationToken);

        Assert.Equal(type, UploadContent.FromBytes(bytes).ContentType);
    }

    private static byte[] Box(string major, string[] compatible)
    {
        var body = Encoding.ASCII.GetBytes($"ftyp{major}\0\0\0\0{string.Concat(compatible.Select(brand => brand.PadRight(4)))}");
        return [0, 0, 0, (byte)(body.Length + 4), .. body, 0, 0, 0, 8];
    }
}
