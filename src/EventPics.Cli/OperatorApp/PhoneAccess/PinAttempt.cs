namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>What came of an entered PIN.</summary>
/// <param name="IsRight">Whether the device is let in.</param>
/// <param name="LockedFor">How long it must wait before it may try again; null when it may try immediately.</param>
internal sealed record PinAttempt(bool IsRight, TimeSpan? LockedFor);
