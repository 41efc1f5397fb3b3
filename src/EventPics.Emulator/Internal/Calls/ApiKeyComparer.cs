using System.Security.Cryptography;
using System.Text;

namespace EventPics.Emulator.Internal.Calls;

/// <summary>Compares keys in constant time, so that timing does not reveal how much of one is correct.</summary>
internal static class ApiKeyComparer
{
    public static bool AreEqual(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
