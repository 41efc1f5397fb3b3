using System.Diagnostics;
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
        FileStream heldLock;
        try
        {
            heldLock = new FileStream(
                Path.Combine(dataDirectory, "app.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IoErrorCodes.IsInUse(e))
        {
            return null;
        }

        var instance = new AppInstance(AddressPath(dataDirectory), heldLock);
        instance.DeleteAddress(); // of a process that was killed
        return instance;
    }

    /// <summary>The address of the process that serves the folder; <see langword="null"/> while it is starting.</summary>
    public static AppAddress? FindAddress(string dataDirectory)
    {
        try
        {
            using var file = new FileStream(
                AddressPath(dataDirectory), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var address = JsonSerializer.Deserialize(file, AppJson.Default.AppAddress);
            return address is not null && IsRunning(address.ProcessId) ? address : null;
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
        DeleteAddress();
        _lock.Dispose();
    }

    private static bool IsRunning(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // Another process may be reading it. An address that stays is that of a process that doesn't run.
    private void DeleteAddress()
    {
        try
        {
            File.Delete(_addressPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string AddressPath(string dataDirectory) => Path.Combine(dataDirectory, "app.json");
}
