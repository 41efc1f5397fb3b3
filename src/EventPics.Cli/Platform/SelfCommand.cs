namespace EventPics.Cli.Platform;

/// <summary>The command that starts this program, for example from a service manager.</summary>
internal static class SelfCommand
{
    /// <summary>The executable, followed by the assembly if it runs under <c>dotnet</c>.</summary>
    public static IReadOnlyList<string> Command { get; } = Find();

    private static List<string> Find()
    {
        var process = Environment.ProcessPath ?? "eventpics";
        var isDotnet = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isDotnet ? [process, Path.Combine(AppContext.BaseDirectory, "EventPics.Cli.dll")] : [process];
    }
}
