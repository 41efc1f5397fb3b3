using System.Security.Cryptography;
using System.Text;
using EventPics.Queue.Internal.Sqlite;

namespace EventPics.Queue.Tests.Sqlite;

public sealed class UploadUrlProtectorTests
{
    private static readonly Uri Url = new("https://storage.test/a%20b?X-Amz-Signature=CANARYSIG&n=%C3%A4");

    [Fact]
    public void A_protected_upload_url_is_read_back()
    {
        Assert.Equal(Url, UploadUrlProtector.UnprotectUrl(UploadUrlProtector.ProtectUrl(Url)));
        Assert.Null(UploadUrlProtector.UnprotectUrl(UploadUrlProtector.ProtectUrl(null)));
    }

    [Fact]
    public void S015_On_Windows_the_upload_url_is_encrypted_for_the_account()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Other systems rely on the file's mode.");
        var stored = UploadUrlProtector.ProtectUrl(Url)!;
        Assert.DoesNotContain("CANARYSIG", stored, StringComparison.Ordinal);

        var bytes = Convert.FromBase64String(stored);
        Assert.DoesNotContain("CANARYSIG", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        if (OperatingSystem.IsWindows())
        {
            Assert.Equal(Url.AbsoluteUri, Encoding.UTF8.GetString(ProtectedData.Unprotect(bytes, null, DataProtectionScope.CurrentUser)));
        }
    }

    [Fact]
    public void On_Windows_a_plain_upload_url_or_one_of_another_account_is_ignored()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Other systems store upload URLs unencrypted.");
        var foreign = Convert.FromBase64String(UploadUrlProtector.ProtectUrl(Url)!);
        foreign[^1] ^= 1;

        Assert.Null(UploadUrlProtector.UnprotectUrl(Url.AbsoluteUri));
        Assert.Null(UploadUrlProtector.UnprotectUrl(Convert.ToBase64String(foreign)));
        Assert.Null(UploadUrlProtector.UnprotectUrl(""));
    }

    [Fact]
    public void On_other_systems_an_upload_url_protected_by_Windows_is_ignored()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows reads what Windows wrote.");

        Assert.Null(UploadUrlProtector.UnprotectUrl("AQAAANCMnd8BFdERjHoAwE/Cl+sBAAAA"));
        Assert.Null(UploadUrlProtector.UnprotectUrl("nonsense"));
    }
}
