namespace EventPics.Cli.Platform;

/// <summary>The tool's own version.</summary>
internal static class ToolVersion
{
    public static string Number { get; } = typeof(ToolVersion).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
}
