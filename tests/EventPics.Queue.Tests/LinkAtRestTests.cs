using System.Security.Cryptography;
using System.Text;
using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests;

public sealed class LinkAtRestTests
{
    private static readonly Uri Link = new("https://storage.test/a%20b?X-Amz-Signature=CANARYSIG&n=%C3%A4");

    [Fact]
    public void What_was_written_is_read()
    {
        Assert.Equal(Link, LinkAtRest.Read(LinkAtRest.Write(Link)));
        Assert.Null(LinkAtRest.Read(LinkAtRest.Write(null)));
    }

    [Fact]
    public void S015_Windows_keeps_it_from_other_accounts()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Elsewhere the file's mode keeps it.");
        var stored = LinkAtRest.Write(Link)!;
        Assert.DoesNotContain("CANARYSIG", stored, StringComparison.Ordinal);

        var bytes = Convert.FromBase64String(stored);
        Assert.DoesNotContain("CANARYSIG", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
        {
            Assert.Equal(Link.AbsoluteUri, Encoding.UTF8.GetString(ProtectedData.Unprotect(bytes, null, DataProtectionScope.CurrentUser)));
        }
    }

    [Fact]
    public void On_Windows_one_in_the_clear_or_of_another_account_is_none()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Elsewhere links are stored as they are.");
        var foreign = Convert.FromBase64String(LinkAtRest.Write(Link)!);
        foreign[^1] ^= 1;

        Assert.Null(LinkAtRest.Read(Link.AbsoluteUri));
        Assert.Null(LinkAtRest.Read(Convert.ToBase64String(foreign)));
        Assert.Null(LinkAtRest.Read(""));
    }

    [Fact]
    public void Elsewhere_one_written_by_Windows_is_none()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows reads what Windows wrote.");

        Assert.Null(LinkAtRest.Read("AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAA"));
        Assert.Null(LinkAtRest.Read("nonsense"));
    }
}
