using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EventPics.HotFolder.Internal.Files;

/// <summary>Linux system calls for files that .NET doesn't offer.</summary>
internal static class LinuxFiles
{
    public static readonly bool IsLinux = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);

    private const int SetSignal = 10;
    private const int SetLease = 1024;
    private const int ReadLease = 0;
    private const int NoLease = 2;
    private const int SigUrg = 23;
    private const int TryAgain = 11;

    private const int CurrentFolder = -100;
    private const uint Inode = 0x100;
    private const uint BirthTime = 0x800;
    private const uint ChangeTime = 0x80;

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>
    /// Whether a process has the file open for writing: only if none has does the system grant a read lease, which is returned immediately.
    /// <see langword="null"/> when the system grants no leases to this user or on this file system.
    /// </summary>
    public static bool? HasWriters(SafeFileHandle file)
    {
        var added = false;
        try
        {
            file.DangerousAddRef(ref added);
            var descriptor = (int)file.DangerousGetHandle();
            // A writer that opens the file while the lease is held causes a signal. The default signal would end the process; this one is
            // ignored.
            if (Control(descriptor, SetSignal, SigUrg) != 0)
            {
                return null;
            }

            if (Control(descriptor, SetLease, ReadLease) == 0)
            {
                _ = Control(descriptor, SetLease, NoLease);
                return false;
            }

            return Marshal.GetLastWin32Error() == TryAgain ? true : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
        finally
        {
            if (added)
            {
                file.DangerousRelease();
            }
        }
    }

    /// <summary>
    /// Identifies a file or folder among those of the same name, with its creation time; <see langword="null"/> when the system doesn't
    /// report it.
    /// </summary>
    public static (ulong Device, ulong Inode, DateTime? CreatedUtc)? ReadIdentity(string path)
    {
        if (Status(path, Inode | BirthTime) is not { } status)
        {
            return null;
        }

        DateTime? created = (Read32(status, 0) & BirthTime) != 0 ? Time(status, 80) : null;
        return (((ulong)Read32(status, 136) << 32) | Read32(status, 140), Read64(status, 32), created);
    }

    /// <summary>
    /// Returns when a file was last written or renamed or its permissions changed; <see langword="null"/> when the system doesn't report
    /// it.
    /// </summary>
    public static DateTime? ChangedUtc(string path) =>
        Status(path, ChangeTime) is { } status && (Read32(status, 0) & ChangeTime) != 0 ? Time(status, 96) : null;

    private static byte[]? Status(string path, uint mask)
    {
        // struct statx has the same layout on every processor: see statx(2).
        var status = new byte[256];
        try
        {
            return IsLinux && Status(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, mask, status) == 0 ? status : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static DateTime Time(byte[] status, int at) =>
        Epoch.AddSeconds((long)Read64(status, at)).AddTicks(Read32(status, at + 8) / 100);

    // The fields are in the processor's own byte order, and .NET also runs on big-endian ones.
    private static uint Read32(byte[] status, int at) => BitConverter.ToUInt32(status, at);

    private static ulong Read64(byte[] status, int at) => BitConverter.ToUInt64(status, at);

    /// <summary>Gives a file the permissions 0644, if it belongs to this user.</summary>
    public static void MakeReadableByOthers(string path)
    {
        const int OwnerWritesAllRead = 420;
        try
        {
            if (!Paths.IsWindows)
            {
                _ = Mode(Encoding.UTF8.GetBytes(path + '\0'), OwnerWritesAllRead);
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Then other users can't read it.
        }
    }

    [DllImport("libc", EntryPoint = "chmod", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mode(byte[] path, int mode);

    [DllImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, int command, int argument);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(int folder, byte[] path, int flags, uint mask, byte[] status);
}
