using System.Security.Cryptography;

namespace EventPics.Queue.Internal;

/// <summary>SHA-256 as lower-case hex.</summary>
internal static class Hashing
{
    public static string Sha256(Stream stream)
    {
        using var sha = SHA256.Create();
        return Hex(sha.ComputeHash(stream));
    }

    public static string Hex(byte[] hash) =>
#if NET
        Convert.ToHexStringLower(hash);
#else
        string.Concat(hash.Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
#endif
}
