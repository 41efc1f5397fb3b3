using System.Text.Json;
using EventPics.Cli.OperatorApp.Pages;
using EventPics.Cli.Platform;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>Keeps the settings in the data folder, readable for its owner only, so that phones stay signed in after a restart.</summary>
internal sealed class PhoneAccessStore(string dataDirectory)
{
    private readonly string _path = Path.Combine(dataDirectory, "phone-access.json");

    /// <summary>The stored settings. A missing or damaged file means that access is off.</summary>
    public PhoneAccessSettings Load()
    {
        try
        {
            var stored = JsonSerializer.Deserialize(File.ReadAllBytes(_path), OperatorJson.Default.PhoneAccessSettings);
            return stored is not null && IsValid(stored) ? stored : new PhoneAccessSettings();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return new PhoneAccessSettings();
        }
    }

    public void Save(PhoneAccessSettings settings) =>
        OwnerOnlyFiles.WriteFile(_path, JsonSerializer.SerializeToUtf8Bytes(settings, OperatorJson.Default.PhoneAccessSettings));

    // Without secrets, anybody could sign a session.
    private static bool IsValid(PhoneAccessSettings stored) => Pins.IsPin(stored.Pin)
        && stored is { SessionSecret.Length: >= DeviceCookie.SecretLength, DeviceSecret.Length: >= DeviceCookie.SecretLength };
}
