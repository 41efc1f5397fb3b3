using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>
/// What a phone keeps after it has entered the PIN: its ID, a signature that outlives the PIN and by which it is recognized, and one that
/// ends with the PIN and by which it is signed in.
/// </summary>
/// <param name="DeviceId">The ID that the phone was given.</param>
/// <param name="IsSignedIn">Whether its session is still valid.</param>
internal sealed record DeviceCookie(string DeviceId, bool IsSignedIn)
{
    public const string Name = "eventpics-phone";

    /// <summary>The length of a secret as text.</summary>
    public const int SecretLength = 43;

    public static string CreateSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string CreateDeviceId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));

    public static string Write(string deviceId, PhoneAccessSettings settings) =>
        $"{deviceId}.{Sign(settings.DeviceSecret, deviceId)}.{Sign(settings.SessionSecret, deviceId)}";

    /// <summary>Reads a cookie; null when this program has not issued it.</summary>
    public static DeviceCookie? Read(string? cookie, PhoneAccessSettings settings) =>
        settings.DeviceSecret.Length > 0 && cookie?.Split('.') is [var id, var device, var session]
            && IsSigned(settings.DeviceSecret, id, device)
            ? new DeviceCookie(id, settings.IsOn && IsSigned(settings.SessionSecret, id, session))
            : null;

    private static bool IsSigned(string secret, string id, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(secret, id)), Encoding.UTF8.GetBytes(signature));

    private static string Sign(string secret, string id) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(id)));
}
