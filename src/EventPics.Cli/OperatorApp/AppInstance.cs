using System.Text.Json;
using EventPics.Cli.Platform;

namespace EventPics.Cli.OperatorApp;

/// <summary>
/// The one process that serves a data folder. It holds a lock that ends with it, however it ends, so the address of a dead process is
/// recognized.
/// </summary>
internal sealed class AppInstance : IDisposable
{
    private readonly string _addressPath;
    private readonly FileStream _lock;

    private AppInstance(string addressPath, FileStream heldLock) => (_addressPath, _lock) = (addressPath, heldLock);

    /// <summary>Becomes the process that serves the folder; <see langword="null"/> if another one does.</summary>
    public static AppInstance? TryStart(string dataDirectory)
    {
        OwnerOnlyFiles.CreateDirectory(dataDirectory);
        try
        {
            var heldLock = new FileStream(
                Path.Combine(dataDirectory, "app.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var instance = new AppInstance(AddressPath(dataDirectory), heldLock);
            File.Delete(instance._addressPath); // of a process that was killed
            return instance;
        }
        catch (IOException e) when (IoErrorCodes.IsInUse(e))
        {
            return null;
        }
    }

    /// <summary>The address of the process that serves the folder; <see langword="null"/> while it is starting.</summary>
    public static AppAddress? FindAddress(string dataDirectory)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(AddressPath(dataDirectory)), AppJson.Default.AppAddress);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Publish(string address) => OwnerOnlyFiles.WriteFile(
        _addressPath, JsonSerializer.SerializeToUtf8Bytes(new AppAddress(address, Environment.ProcessId), AppJson.Default.AppAddress));

    public void Dispose()
    {
        File.Delete(_addressPath);
        _lock.Dispose();
    }

    private static string AddressPath(string dataDirectory) => Path.Combine(dataDirectory, "app.json");
}
