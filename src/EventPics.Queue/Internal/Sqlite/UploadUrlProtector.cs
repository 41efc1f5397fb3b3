using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>A link as it lies in the database. For its few minutes it is a password, so Windows keeps it for the account that wrote it.</summary>
internal static class UploadUrlProtector
{
    public static string? ProtectUrl(Uri? link) => link is null || !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? link?.AbsoluteUri
        : Convert.ToBase64String(Protect(Encoding.UTF8.GetBytes(link.AbsoluteUri)));

    /// <summary>Null for what is no link, here and for this account.</summary>
    public static Uri? UnprotectUrl(string? stored)
    {
        var text = stored is null || !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? stored : Unprotect(stored);
        return Uri.TryCreate(text, UriKind.Absolute, out var link) ? link : null;
    }

    [SupportedOSPlatform("windows")]
    private static byte[] Protect(byte[] text)
    {
        try
        {
            return ProtectedData.Protect(text, null, DataProtectionScope.CurrentUser);
        }
        catch (CryptographicException)
        {
            // A service whose user has no profile loaded has no keys. It must not lose its link, so the computer's keys stand in.
            return ProtectedData.Protect(text, null, DataProtectionScope.LocalMachine);
        }
    }

    [SupportedOSPlatform("windows")]
    private static string? Unprotect(string stored)
    {
        try
        {
            return Encoding.UTF8.GetString(ProtectedData.Unprotect(Convert.FromBase64String(stored), null, DataProtectionScope.CurrentUser));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            // Written by an older version or another account. The picture gets a fresh link, as after the loss of one.
            return null;
        }
    }
}
