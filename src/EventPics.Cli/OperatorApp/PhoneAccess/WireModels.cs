namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>A PIN that was entered.</summary>
internal sealed record WirePin(string? Pin);

/// <summary>Whether the PIN was right, or for how many milliseconds the device is locked.</summary>
internal sealed record WireSignIn(bool IsRight, long? LockedFor);

/// <summary>Whether this browser is signed in.</summary>
internal sealed record WireSession(bool IsSignedIn);

/// <summary>Phone access, as the operator sees it.</summary>
internal sealed record WirePhoneAccess(
    bool IsOn, string? Pin, bool AllowsChanges, int RecentlyWrong, IReadOnlyList<WireAddress> Addresses);

/// <summary>An address of the page on the local network.</summary>
internal sealed record WireAddress(string Url, WireQrCode QrCode);

/// <summary>A QR code: its width and height in modules, and the path of an SVG image.</summary>
internal sealed record WireQrCode(int Size, string Path);

/// <summary>What the operator changes: one of these.</summary>
internal sealed record WirePhoneAccessChange(bool? IsOn, bool? AllowsChanges, bool NewPin);
