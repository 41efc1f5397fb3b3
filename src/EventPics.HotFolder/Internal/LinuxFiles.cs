using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EventPics.HotFolder.Internal;

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
    public static (ulong Device, ulong Inode, DateTime? CreatedUtc)? Look(string path)
    {
        // struct statx has one layout on every processor: see statx(2).
        var status = new byte[256];
        try
        {
            if (!IsLinux || Status(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, Inode | BirthTime, status) != 0)
            {
                return null;
            }
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }

        var isKnown = (Read32(0) & BirthTime) != 0;
        DateTime? created = isKnown ? Epoch.AddSeconds((long)Read64(80)).AddTicks(Read32(88) / 100) : null;
        return (((ulong)Read32(136) << 32) | Read32(140), Read64(32), created);

        // The layout is in the processor's own byte order, and .NET runs on big-endian ones too.
        uint Read32(int at) => BitConverter.ToUInt32(status, at);
        ulong Read64(int at) => BitConverter.ToUInt64(status, at);
    }

    /// <summary>Gives a file the rights 0644, if it is this user's.</summary>
    public static void LetOthersRead(string path)
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
