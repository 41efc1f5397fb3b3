namespace EventPics.Emulator;

/// <summary>An album of the emulator.</summary>
/// <param name="Id">The id that clients send as <c>albumId</c>.</param>
/// <param name="Title">The title that people see.</param>
public sealed record EmulatorAlbum(string Id, string Title);
