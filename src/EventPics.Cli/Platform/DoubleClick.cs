using System.Runtime.InteropServices;

namespace EventPics.Cli.Platform;

/// <summary>Recognizes that the program was started by a double-click, not from a terminal.</summary>
internal static partial class DoubleClick
{
    private const int Hidden = 0;

    public static bool IsLikely() => OperatingSystem.IsWindows()
        ? OwnsConsole()
        : Console.IsInputRedirected && Console.IsOutputRedirected && Display.Exists;

    /// <summary>Hides the console window that Windows opened for this program alone.</summary>
    public static void HideConsole()
    {
        if (OperatingSystem.IsWindows() && OwnsConsole())
        {
            ShowWindow(GetConsoleWindow(), Hidden);
        }
    }

    // In a terminal the shell is attached to the console too; a redirected program has none to itself.
    private static bool OwnsConsole()
    {
        Span<uint> processes = stackalloc uint[2];
        return GetConsoleProcessList(processes, (uint)processes.Length) == 1;
    }

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint GetConsoleProcessList(Span<uint> processes, uint count);

    [LibraryImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetConsoleWindow();

    [LibraryImport("user32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ShowWindow(nint window, int command);
}
