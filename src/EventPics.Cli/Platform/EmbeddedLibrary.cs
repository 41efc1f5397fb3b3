using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EventPics.Cli.Platform;

/// <summary>
/// Loads a native library from bytes, and only from these: in a service that runs as SYSTEM, replacing the file would mean becoming SYSTEM.
/// </summary>
internal static partial class EmbeddedLibrary
{
    private const uint CloseOnExec = 1;

    private static readonly ConcurrentBag<SafeFileHandle> Loaded = [];

    /// <summary>
    /// Loads the library from memory where the system supports that, else from a file in a folder that only this user may write to.
    /// </summary>
    /// <exception cref="IOException">The library can't be written or loaded, or was replaced while it was being loaded.</exception>
    /// <exception cref="UnauthorizedAccessException">Other users may write to the folder, or this user may not.</exception>
    public static nint Load(byte[] library, string folder, string name) =>
        OperatingSystem.IsLinux() ? LoadFromMemory(library, name) : LoadFromFile(library, folder, name);

    // The file has no name, so no one else can open or replace it, and it works on a full disk.
    private static nint LoadFromMemory(byte[] library, string name)
    {
        var handle = new SafeFileHandle(CreateInMemory(name, CloseOnExec), ownsHandle: true);
        try
        {
            if (handle.IsInvalid)
            {
                throw new IOException($"{name}: no memory could be allocated for the library (error {Marshal.GetLastPInvokeError()}).");
            }

            RandomAccess.Write(handle, library, fileOffset: 0);
            var loaded = NativeLibrary.Load($"/proc/self/fd/{handle.DangerousGetHandle()}");

            // Stays open: the loader identifies libraries by path and would confuse the next file with this descriptor with this one.
            Loaded.Add(handle);
            return loaded;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    internal static nint LoadFromFile(byte[] library, string folder, string name)
    {
        var path = Path.Combine(folder, name + (OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so"));
        OwnerOnlyFiles.CreateDirectory(folder);
        OwnerOnlyFiles.EnsureOwnerOnly(folder);
        if (!IsAlreadyWritten(library, path))
        {
            OwnerOnlyFiles.WriteFile(path, library);
        }

        // While the file is open, Windows lets no process write, rename or delete it, or rename a folder above it.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        OwnerOnlyFiles.EnsureOwnerOnly(folder);
        return HasSameBytes(library, file)
            ? NativeLibrary.Load(path)
            : throw new IOException($"{path}: the file was replaced while it was being loaded.");
    }

    private static bool IsAlreadyWritten(byte[] library, string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return HasSameBytes(library, file);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static bool HasSameBytes(byte[] library, FileStream file)
    {
        if (file.Length != library.Length)
        {
            return false;
        }

        var bytes = new byte[library.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().SequenceEqual(library);
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CreateInMemory(string name, uint flags);
}
