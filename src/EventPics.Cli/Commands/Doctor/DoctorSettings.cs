namespace EventPics.Cli.Commands.Doctor;

/// <summary>What a <c>doctor</c> command line asks for.</summary>
internal sealed record DoctorSettings(string? LinkId, string? Album, string? Folder, bool SpeedTest);
