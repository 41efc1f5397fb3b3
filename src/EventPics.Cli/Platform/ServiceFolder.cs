namespace EventPics.Cli.Platform;

/// <summary>Where a Windows service keeps its queue and key, whoever it runs as.</summary>
internal static class ServiceFolder
{
    public static string Root { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData, Environment.SpecialFolderOption.DoNotVerify), "EventPics");
}
