namespace EventPics.Emulator;

/// <summary>An event of the emulator.</summary>
/// <param name="Title">The title that people see.</param>
/// <param name="LinkId">The id that clients send as <c>linkId</c>.</param>
/// <param name="Albums">The event's albums; may be empty.</param>
public sealed record EmulatorEvent(string Title, string LinkId, IReadOnlyList<EmulatorAlbum> Albums);
