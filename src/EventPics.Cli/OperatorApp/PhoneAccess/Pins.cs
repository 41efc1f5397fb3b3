using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>The six digits that a phone has to enter.</summary>
internal static class Pins
{
    public const int Length = 6;

    public static string Create() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    public static bool IsPin(string text) => text.Length == Length && text.All(char.IsAsciiDigit);

    /// <summary>Compares in a time that doesn't depend on how many digits are right.</summary>
    public static bool AreEqual(string pin, string entered) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(pin), Encoding.UTF8.GetBytes(entered));
}
