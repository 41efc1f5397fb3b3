namespace EventPics.Cli.Checks;

/// <summary>What is checked.</summary>
internal sealed record CheckSettings(string? LinkId, string? Album, string? Folder, bool SpeedTest);
