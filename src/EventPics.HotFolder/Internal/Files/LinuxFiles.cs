using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EventPics.HotFolder.Internal.Files;

/// <summary>What Linux knows about files and .NET has no call for.</summary>
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
    /// Whether anybody has the file open for writing: only when nobody has does the system grant a read lease, which is given back at once.
    /// <see langword="null"/> when it grants this user or on this file system none at all.
    /// </summary>
    public static bool? HasWriters(SafeFileHandle file)
    {
        var added = false;
        try
        {
            file.DangerousAddRef(ref added);
            var descriptor = (int)file.DangerousGetHandle();
            // A writer that comes while the lease is held makes the system send a signal. The default one would end the process; this one is ignored.
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

    /// <summary>What tells a file or folder from another of the same name, and when it was created; <see langword="null"/> when the system doesn't tell.</summary>
    public static (ulong Device, ulong Inode, DateTime? CreatedUtc)? ReadIdentity(string path)
    {
        if (Status(path, Inode | BirthTime) is not { } status)
        {
            return null;
        }

        DateTime? created = (Read32(status, 0) & BirthTime) != 0 ? Time(status, 80) : null;
        return (((ulong)Read32(status, 136) << 32) | Read32(status, 140), Read64(status, 32), created);
    }

    /// <summary>When a file was last written, renamed or given other rights; <see langword="null"/> when the system doesn't tell.</summary>
    public static DateTime? ChangedUtc(string path) =>
        Status(path, ChangeTime) is { } status && (Read32(status, 0) & ChangeTime) != 0 ? Time(status, 96) : null;

    private static byte[]? Status(string path, uint mask)
    {
        // struct statx has one layout on every processor: see statx(2).
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

    private static DateTime Time(byte[] status, int at) => Epoch.AddSeconds((long)Read64(status, at)).AddTicks(Read32(status, at + 8) / 100);

    // The layout is in the processor's own byte order, and .NET runs on big-endian ones too.
    private static uint Read32(byte[] status, int at) => BitConverter.ToUInt32(status, at);

    private static ulong Read64(byte[] status, int at) => BitConverter.ToUInt64(status, at);

    /// <summary>Gives a file the rights 0644, if it is this user's.</summary>
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
            // Then others can't read it.
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
