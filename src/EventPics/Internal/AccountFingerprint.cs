using System.Security.Cryptography;
using System.Text;

namespace EventPics.Internal;

/// <summary>Identifies an API key at a service without containing it. The first half identifies the service alone.</summary>
internal static class AccountFingerprint
{
    private const int HalfLength = 32;

    public static string Compute(byte[] salt, Uri baseAddress, string apiKey)
    {
        using var hmac = new HMACSHA256(salt);
        return Half(hmac, baseAddress.AbsoluteUri) + Half(hmac, $"{baseAddress.AbsoluteUri}\n{apiKey}");
    }

    private static string Half(HMACSHA256 hmac, string text) =>
        Sha256Hex.Format(hmac.ComputeHash(Encoding.UTF8.GetBytes(text))).Substring(0, HalfLength);
}
