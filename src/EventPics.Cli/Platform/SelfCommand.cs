namespace EventPics.Cli.Platform;

/// <summary>How this program is called again, for instance by a service manager.</summary>
internal static class SelfCommand
{
    /// <summary>The executable, followed by its assembly when it is run by <c>dotnet</c>.</summary>
    public static IReadOnlyList<string> Command { get; } = Find();

    private static List<string> Find()
    {
        var process = Environment.ProcessPath ?? "eventpics";
        var isDotnet = Path.GetFileNameWithoutExtension(process).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isDotnet ? [process, Path.Combine(AppContext.BaseDirectory, "EventPics.Cli.dll")] : [process];
    }
}
