using System.ComponentModel;
using System.Diagnostics;

namespace EventPics.Cli.Platform;

/// <summary>Opens pages in the user's browser.</summary>
internal static class Browser
{
    /// <summary>Opens an address. A computer without a browser or a display is no error.</summary>
    /// <returns>Whether a program that opens it was started.</returns>
    public static bool TryOpen(string address)
    {
        if (!OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS() && !Display.Exists)
        {
            return false;
        }

        var info = OperatingSystem.IsWindows() ? new ProcessStartInfo(address) { UseShellExecute = true }
            : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address])
            {
                // What it prints does not belong among the results.
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        info.Environment.Remove(Model.EnvironmentVariables.ApiKey);
        try
        {
            using var process = Process.Start(info);
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            return false;
        }
    }
}
