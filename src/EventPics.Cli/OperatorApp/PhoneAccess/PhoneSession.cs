namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>A signed-in phone.</summary>
/// <param name="DeviceId">The phone's ID.</param>
/// <param name="Ended">Canceled when the phone is signed out.</param>
internal sealed record PhoneSession(string DeviceId, CancellationToken Ended);
