namespace EventPics.Cli.Internal;

/// <summary>What a <c>doctor</c> command line asks for.</summary>
internal sealed record DoctorWishes(string? LinkId, string? Album, string? Folder, bool SpeedTest);
