using System.Security.Cryptography;
using System.Text;

namespace EventPics.Internal;

/// <summary>Identifies an API key at a service without containing it.</summary>
internal static class AccountFingerprint
{
    public static string Compute(byte[] salt, Uri baseAddress, string apiKey)
    {
        using var hmac = new HMACSHA256(salt);
        return Sha256Hex.Format(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{baseAddress.AbsoluteUri}\n{apiKey}")));
    }
}
