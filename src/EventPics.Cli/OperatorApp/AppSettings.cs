namespace EventPics.Cli.OperatorApp;

/// <summary>The settings of the operator app that are not in the profile.</summary>
/// <param name="ProfileName">The profile's name.</param>
/// <param name="Port">The port to try first; 0 for any.</param>
internal sealed record AppSettings(string ProfileName, int Port);
