using System.Globalization;

namespace EventPics.Cli.Context;

/// <summary>
/// Detects that stdout or stderr was closed before the start while two descriptors were free: the runtime's internal pipe, which is opened
/// first, then occupies them, and anything written there is read by the runtime.
/// </summary>
internal static class ClosedStreams
{
    private const int ReadOnly = 0;
    private const int WriteOnly = 1;

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
