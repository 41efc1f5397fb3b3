using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>
/// Encrypts upload URLs in the database. A URL is a password for a few minutes, so on Windows only the account that wrote it can read it.
/// </summary>
internal static class UploadUrlProtector
{
    public static string? ProtectUrl(Uri? url) => url is null || !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? url?.AbsoluteUri
        : Convert.ToBase64String(Protect(Encoding.UTF8.GetBytes(url.AbsoluteUri)));

    /// <summary>Returns null for a URL that this account can't read, or that is none.</summary>
    public static Uri? UnprotectUrl(string? stored)
    {
        var text = stored is null || !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? stored : Unprotect(stored);
        return Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : null;
    }

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static byte[] Protect(byte[] text)
    {
        try
        {
            return ProtectedData.Protect(text, null, DataProtectionScope.CurrentUser);
        }
        catch (CryptographicException)
        {
            // A service whose user profile is not loaded has no keys. It must not lose its URL, so the computer's keys are used.
            return ProtectedData.Protect(text, null, DataProtectionScope.LocalMachine);
        }
    }

    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private static string? Unprotect(string stored)
    {
        try
        {
            return Encoding.UTF8.GetString(
                ProtectedData.Unprotect(Convert.FromBase64String(stored), null, DataProtectionScope.CurrentUser));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            // Written by an older version or another account. The photo gets a new URL, as if this one were lost.
            return null;
        }
    }
}
