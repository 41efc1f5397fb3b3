namespace EventPics.Cli.Commands.Listen;

/// <summary>What a booth program reports: its event's name and up to four parameters, some of which may name files.</summary>
internal sealed record Trigger(string Type, IReadOnlyList<string> Parameters)
{
    public const string CaptureStart = "capture_start";
    public const string SharingScreen = "sharing_screen";
    public const string SessionEnd = "session_end";

    /// <summary>Whether the camera is about to need the computer for itself.</summary>
    public bool StartsHold => Type == CaptureStart;

    /// <summary>Whether the pictures are taken, so that sending disturbs nobody.</summary>
    public bool EndsHold => Type is SharingScreen or SessionEnd;
}
