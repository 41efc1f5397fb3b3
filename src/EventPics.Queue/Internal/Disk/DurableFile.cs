using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Security.AccessControl;

namespace EventPics.Queue.Internal.Disk;

/// <summary>File operations that are on disk when they return. Files can be read by their owner only.</summary>
internal static class DurableFile
{
    private const uint OwnerOnlyFile = 0x180; // 0600
    private const uint OwnerOnlyFolder = 0x1C0; // 0700

    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    /// <summary>Creates a folder for its owner only; an existing one keeps its permissions.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        // Each new folder is an entry in its parent. If that is not flushed, a power cut removes everything below.
        List<string> parents = [];
        for (var parent = Path.GetDirectoryName(path); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
        {
            parents.Add(parent!);
            if (Directory.Exists(parent))
            {
                break;
            }
        }

        CreateMissing(path);
        parents.ForEach(FlushFolderIfAllowed);
    }

    /// <summary>Creates a file for its owner only. It must not exist, unless <paramref name="mode"/> allows it.</summary>
    public static FileStream CreateFile(string path, FileMode mode = FileMode.CreateNew)
    {
#if NET
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
#else
        var file = new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        MakePrivate(path);
        return file;
#endif
    }

    public static void MakePrivate(string path)
    {
        if (IsWindows)
        {
            File.SetAttributes(path, FileAttributes.Normal);
        }
        else
        {
            _ = NativeMethods.ChangeMode(NativeMethods.Path(path), OwnerOnlyFile);
        }
    }

    /// <summary>Flushes a file's bytes to the disk, by whichever process they were written.</summary>
    public static void Flush(string path)
    {
        if (IsWindows)
        {
            using var file =
                new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            file.Flush(flushToDisk: true);
        }
        else
        {
            SyncByDescriptor(path);
        }
    }

    /// <summary>Flushes renames within a folder to the disk. Windows flushes with the rename itself.</summary>
    public static void FlushFolder(string path)
    {
        if (!IsWindows)
        {
            SyncByDescriptor(path);
        }
    }

    /// <summary>Renames within a folder and replaces an existing file. On Unix, <see cref="FlushFolder"/> makes it durable.</summary>
    public static void Rename(string from, string to)
    {
        if (IsWindows)
        {
            if (!NativeMethods.MoveFile(from, to, NativeMethods.MoveReplaceExisting | NativeMethods.MoveWriteThrough))
            {
                throw LastError(to);
            }

            return;
        }

#if NET
        File.Move(from, to, overwrite: true);
#else
        File.Delete(to);
        File.Move(from, to);
#endif
    }

    /// <summary>Creates a hard link. Returns false where the file system has none.</summary>
    public static bool TryHardLink(string existing, string added) =>
        IsWindows
            ? NativeMethods.CreateHardLink(added, existing, IntPtr.Zero)
            : NativeMethods.Link(NativeMethods.Path(existing), NativeMethods.Path(added)) == 0;

    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Leftover files are deleted at the next start.
        }
    }

    private static void CreateMissing(string path)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            // The folder and its missing parents have these permissions from the start; their contents inherit them.
            var permissions = new DirectorySecurity();
            permissions.SetSecurityDescriptorSddlForm(OwnerOnlyAcl.Sddl("OICI"));
            FileSystemAclExtensions.CreateDirectory(permissions, path);
            return;
        }

#if NET
        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#else
        Directory.CreateDirectory(path);
        _ = NativeMethods.ChangeMode(NativeMethods.Path(path), OwnerOnlyFolder);
#endif
    }

    private static void FlushFolderIfAllowed(string path)
    {
        try
        {
            FlushFolder(path);
        }
        catch (IOException)
        {
            // A folder that this program may enter but not read. The queue works nevertheless.
        }
    }

    private static void SyncByDescriptor(string path)
    {
        var descriptor = NativeMethods.OpenForReading(NativeMethods.Path(path), flags: 0);
        if (descriptor < 0)
        {
            throw LastError(path);
        }

        try
        {
            if (NativeMethods.Sync(descriptor) != 0)
            {
                throw LastError(path);
            }
        }
        finally
        {
            _ = NativeMethods.Close(descriptor);
        }
    }

    private static IOException LastError(string path)
    {
        var code = Marshal.GetLastWin32Error();
        return new IOException($"'{path}': {new Win32Exception(code).Message}", IsWindows ? unchecked((int)0x80070000) | code : code);
    }
}
