using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EventPics.Cli.Platform;

/// <summary>Loads a native library from bytes, and never anything else: a service may run as SYSTEM, and whoever can exchange the file would be SYSTEM too.</summary>
internal static partial class EmbeddedLibrary
{
    private const uint CloseOnExec = 1;

    private static readonly ConcurrentBag<SafeFileHandle> Loaded = [];

    /// <summary>Loads it from memory where the system can, else from a file in a folder of its own that nobody else may write in.</summary>
    /// <exception cref="IOException">It can't be written or loaded, or is exchanged while it is loaded.</exception>
    /// <exception cref="UnauthorizedAccessException">Somebody else may write in the folder, or this user may not.</exception>
    public static nint Load(byte[] library, string folder, string name) =>
        OperatingSystem.IsLinux() ? LoadFromMemory(library, name) : LoadFromFile(library, folder, name);

    // The file has no name, so nobody can open or replace it, and a full disk is no hindrance.
    private static nint LoadFromMemory(byte[] library, string name)
    {
        var handle = new SafeFileHandle(CreateInMemory(name, CloseOnExec), ownsHandle: true);
        try
        {
            if (handle.IsInvalid)
            {
                throw new IOException($"{name}: the system has no memory for it (error {Marshal.GetLastPInvokeError()}).");
            }

            RandomAccess.Write(handle, library, fileOffset: 0);
            var loaded = NativeLibrary.Load($"/proc/self/fd/{handle.DangerousGetHandle()}");

            // Stays open: the loader knows libraries by their paths, and would take the next file of this number for this one.
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

        // While it is open, Windows lets nobody write, rename or delete it, nor rename a folder above it.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        OwnerOnlyFiles.EnsureOwnerOnly(folder);
        return HasSameBytes(library, file) ? NativeLibrary.Load(path) : throw new IOException($"{path}: the file was exchanged while it was being loaded.");
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
