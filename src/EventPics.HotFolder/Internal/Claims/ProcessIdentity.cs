using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Internal.Claims;

/// <summary>
/// Determines whether the process that wrote a claim is still running. An ID is not enough: it is reused, and in a container it is always
/// 1.
/// </summary>
internal static class ProcessIdentity
{
    /// <summary>Where process IDs and start times are unique: a boot and a PID namespace. Empty on systems other than Linux.</summary>
    public static readonly string Scope = ReadScope();

    public static readonly int CurrentId = ReadCurrentId();

    public static readonly string CurrentStart = StartOf(CurrentId) ?? "";

    /// <summary>Whether the claim's process is running; <see langword="null"/> when that can't be determined from here.</summary>
    public static bool? IsRunning(ClaimContent claim)
    {
        if (claim.Computer != Environment.MachineName || (claim.Scope.Length > 0 && claim.Scope != Scope))
        {
            return null;
        }

        return StartOf(claim.ProcessId) is { } start && (start.Length == 0 || claim.Started.Length == 0 || start == claim.Started);
    }

    /// <summary>Whether the process has certainly ended: two computers of the same name don't share a boot.</summary>
    public static bool IsGone(ClaimContent claim) => claim.Scope.Length > 0 && IsRunning(claim) == false;

    /// <summary>
    /// When a process started, for comparison; empty when the system doesn't report it, <see langword="null"/> without such a process.
    /// </summary>
    public static string? StartOf(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return LinuxFiles.IsLinux
                ? LinuxStart(processId)
                : process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (Exception e)
            when (e is Win32Exception or InvalidOperationException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // See proc_pid_stat(5): after the name, which may contain anything, come the state and, 19 fields later, the start in ticks since the
    // boot.
    private static string? LinuxStart(int processId)
    {
        var status = File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/stat");
        var fields = status.Substring(status.LastIndexOf(')') + 1).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 20 ? "" : fields[0] is "Z" or "X" ? null : fields[19];
    }

    private static string ReadScope()
    {
        try
        {
            return LinuxFiles.IsLinux && LinuxFiles.ReadIdentity("/proc/self/ns/pid") is { } space
                ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() + "/" + space.Inode.ToString(CultureInfo.InvariantCulture)
                : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static int ReadCurrentId()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }
}
