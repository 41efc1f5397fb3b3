namespace EventPics.Cli.Commands.Listen;

/// <summary>A booth program's report: its type and up to four parameters, some of which may be file names.</summary>
internal sealed record Trigger(string Type, IReadOnlyList<string> Parameters)
{
    public const string CaptureStart = "capture_start";
    public const string SharingScreen = "sharing_screen";
    public const string SessionEnd = "session_end";

    /// <summary>Whether the camera is about to need the whole computer.</summary>
    public bool StartsHold => Type == CaptureStart;

    /// <summary>Whether the photos are taken, so that sending no longer disturbs the camera.</summary>
    public bool EndsHold => Type is SharingScreen or SessionEnd;
}
