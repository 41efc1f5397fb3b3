using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace EventPics.Cli.Context;

/// <summary>
/// Standard streams that were closed before the start. The next file that is opened gets their descriptor, and what is written to stdout
/// would end in that file.
/// </summary>
internal static class ClosedStreams
{
    private const int ReadOnly = 0;
    private const int WriteOnly = 1;
    private const int StandardError = 2;

    private static readonly List<SafeFileHandle> Occupied = []; // or the garbage collector would close them

    /// <summary>
    /// Occupies the descriptors that are still free, so that writing to them fails. Must come before anything else is opened.
    /// </summary>
    public static void Occupy()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = File.OpenHandle("/dev/null");
        while (handle.DangerousGetHandle() <= StandardError)
        {
            Occupied.Add(handle);
            handle = File.OpenHandle("/dev/null");
        }

        handle.Dispose();
    }

    /// <summary>
    /// Detects that stdout or stderr was closed while two descriptors were free: the runtime's internal pipe, which may be opened before
    /// this program starts, then occupies them, and anything written there is read by the runtime.
    /// </summary>
    public static bool IsClosed(int descriptor)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            return new FileInfo(Path(descriptor)).LinkTarget is { } pipe
                && pipe.StartsWith("pipe:", StringComparison.Ordinal)
                && Access(descriptor) == WriteOnly
                && Enumerable.Range(0, descriptor).Any(lower => new FileInfo(Path(lower)).LinkTarget == pipe && Access(lower) == ReadOnly);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return false;
        }
    }

    private static string Path(int descriptor) => string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}");

    private static int Access(int descriptor)
    {
        var flags = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fdinfo/{descriptor}"))
            .First(line => line.StartsWith("flags:", StringComparison.Ordinal));
        return Convert.ToInt32(flags[6..].Trim(), 8) & 3;
    }
}
