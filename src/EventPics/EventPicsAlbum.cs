namespace EventPics;

/// <summary>An album of an event.</summary>
/// <param name="Id">The id to pass to uploads.</param>
/// <param name="Title">The title that guests see.</param>
public sealed record EventPicsAlbum(string Id, string Title);
