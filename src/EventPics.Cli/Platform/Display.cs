namespace EventPics.Cli.Platform;

/// <summary>Whether windows can be shown.</summary>
internal static class Display
{
    private static readonly string[] Variables = ["WAYLAND_DISPLAY", "DISPLAY"];

    public static bool Exists => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        || Variables.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));
}
