using System.Security.Cryptography;
using System.Text;

namespace EventPics.Emulator.Internal.Calls;

/// <summary>Compares keys without telling by the time it takes how much of one was right.</summary>
internal static class ApiKeyComparer
{
    public static bool AreEqual(string? given, string expected) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
