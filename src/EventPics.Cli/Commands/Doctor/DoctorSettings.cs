namespace EventPics.Cli.Commands.Doctor;

/// <summary>The settings of <c>doctor</c>.</summary>
internal sealed record DoctorSettings(string? LinkId, string? Album, string? Folder, bool SpeedTest);
