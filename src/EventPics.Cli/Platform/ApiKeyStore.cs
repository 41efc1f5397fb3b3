using System.Security.Cryptography;
using System.Text;
using EventPics.Cli.Model;

namespace EventPics.Cli.Platform;

/// <summary>Provides the API key: from the environment, else as stored by <c>login</c> for its owner only.</summary>
internal sealed class ApiKeyStore(string dataDirectory)
{

    // Ties the protected bytes to this purpose, so that another program can't decrypt them by accident.
    private static readonly byte[] Entropy = "EventPics API key"u8.ToArray();

    public string Path { get; } = System.IO.Path.Combine(dataDirectory, "api-key");

    public static string? FromEnvironment =>
        Environment.GetEnvironmentVariable(EnvironmentVariables.ApiKey) is { } text ? ApiKeyText.Clean(text) : null;

    public string? Read() => FromEnvironment ?? ReadStored();

    public void Store(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        if (OperatingSystem.IsWindows())
        {
            bytes = ProtectedData.Protect(bytes, Entropy, Scope());
        }

        OwnerOnlyFiles.WriteFile(Path, bytes);
    }

    public bool Delete()
    {
        if (!File.Exists(Path))
        {
            return false;
        }

        File.Delete(Path);
        return true;
    }

    private string? ReadStored()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(Path);
        if (OperatingSystem.IsWindows())
        {
            bytes = ProtectedData.Unprotect(bytes, Entropy, Scope());
        }

        return ApiKeyText.Clean(Encoding.UTF8.GetString(bytes));
    }

    // A service runs as another user; its folder's access rights protect the key there, not the user.
    [System.Runtime.Versioning.SupportedOSPlatform("windows")]
    private DataProtectionScope Scope() =>
        ServiceFolder.Contains(dataDirectory) ? DataProtectionScope.LocalMachine : DataProtectionScope.CurrentUser;
}
