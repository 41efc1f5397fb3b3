namespace EventPics.Cli.Localization.English;

/// <summary>The names of values in the help.</summary>
internal sealed record Placeholders
{
    public string Paths { get; init; } = "PATH";

    public string Directory { get; init; } = "DIR";

    public string Folder { get; init; } = "FOLDER";

    public string File { get; init; } = "FILE";

    public string Duration { get; init; } = "DURATION";

    public string Event { get; init; } = "ID-TITLE-OR-LINK";

    public string Album { get; init; } = "ID-OR-TITLE";

    public string Speed { get; init; } = "SPEED";

    public string TimeZone { get; init; } = "ZONE";

    public string Hook { get; init; } = "COMMAND|URL";

    public string Pattern { get; init; } = "PATTERN";

    public string Address { get; init; } = "ADDRESS";

    public string Title { get; init; } = "TITLE";

    public string Fault { get; init; } = "STEP:NAME[:COUNT]";
}
