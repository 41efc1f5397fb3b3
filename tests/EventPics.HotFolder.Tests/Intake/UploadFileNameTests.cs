using System.Text;
using EventPics.HotFolder.Internal.Intake;

namespace EventPics.HotFolder.Tests.Intake;

public class UploadFileNameTests
{
    public static TheoryData<string, string> Names => new()
    {
        { "IMG_0001.JPG", "IMG_0001.JPG" },
        { "Hochzeit M\u00FCller \u05D0\u200F \uD83D\uDC8D.jpg", "Hochzeit M\u00FCller \u05D0\u200F \uD83D\uDC8D.jpg" },
        { "bad\u0001na\u0085me.jpg", "bad_na_me.jpg" },
        { "gpj.\u202Egpj.exe\u2066.jpg", "gpj._gpj.exe_.jpg" },
        { "line\u2028s\u2029.jpg", "line_s_.jpg" },
        { "half\uD83D.jpg", "half_.jpg" },
        { "\uDC8Dhalf.jpg", "_half.jpg" },
        { "C:\\a\\b.jpg", OperatingSystem.IsWindows() ? "b.jpg" : "C:_a_b.jpg" },
        { " ", "_" },
        { new string('x', 300) + ".jpeg", new string('x', 250) + ".jpeg" },
        { new string('\u00FC', 200) + ".jpg", new string('\u00FC', 125) + ".jpg" },
        { string.Concat(Enumerable.Repeat("\uD83D\uDC8D", 80)) + ".jpg", string.Concat(Enumerable.Repeat("\uD83D\uDC8D", 62)) + ".jpg" },
        { string.Concat(Enumerable.Repeat("u\u0308", 100)) + ".jpg", string.Concat(Enumerable.Repeat("u\u0308", 83)) + ".jpg" },
        { "a." + new string('x', 300), "a." + new string('x', 253) },
        { "u" + new string('\u0308', 200) + ".jpg", "_.jpg" },
    };

    [Theory]
    [MemberData(nameof(Names), DisableDiscoveryEnumeration = true)] // lone surrogates can't be serialized
    public void F079_a_name_is_sanitized_for_the_upload(string name, string expected)
    {
        var clean = UploadFileName.FromPath(Path.Combine("folder", name));
        Assert.Equal(expected, clean);
        Assert.InRange(Encoding.UTF8.GetByteCount(clean), 1, 255);
        Assert.Equal(clean, new UploadRequest("x", clean, UploadContent.FromBytes(new byte[1])).FileName);
    }
}
