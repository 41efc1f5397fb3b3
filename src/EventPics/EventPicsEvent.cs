namespace EventPics;

/// <summary>An event of the account, as <c>geteventsandalbums</c> lists it.</summary>
/// <param name="Title">The title that guests see.</param>
/// <param name="LinkId">The id to pass to uploads.</param>
/// <param name="Albums">The event's albums; empty when it has none.</param>
public sealed record EventPicsEvent(string Title, string LinkId, IReadOnlyList<EventPicsAlbum> Albums);
