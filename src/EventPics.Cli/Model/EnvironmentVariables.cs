namespace EventPics.Cli.Model;

/// <summary>The environment variables that the tool reads.</summary>
internal static class EnvironmentVariables
{
    public const string ApiKey = "EVENTPICS_API_KEY";
    public const string BaseAddress = "EVENTPICS_BASE_ADDRESS";
    public const string DataDirectory = "EVENTPICS_DATA_DIR";
}
