using EventPics.HotFolder;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>Finds what a person gave with <c>--event</c> and <c>--album</c> in a list.</summary>
internal static class EventMatcher
{
    /// <summary>The events that it may mean: by ID, else by a link that holds the ID, else by title.</summary>
    public static IReadOnlyList<EventPicsEvent> Events(IReadOnlyList<EventPicsEvent> events, string wanted)
    {
        var trimmed = wanted.Trim();
        if ((events.FirstOrDefault(known => known.LinkId == trimmed) ?? ByLink(events, trimmed)) is { } found)
        {
            return [found];
        }

        return [.. events.Where(known => AlbumTitles.Comparer.Equals(known.Title, trimmed))];
    }

    /// <summary>The albums that it may mean: by ID, else by title.</summary>
    public static IReadOnlyList<EventPicsAlbum> Albums(EventPicsEvent known, string wanted) =>
        known.Albums.FirstOrDefault(album => album.Id == wanted.Trim()) is { } found
            ? [found]
            : [.. known.Albums.Where(album => AlbumTitles.Comparer.Equals(album.Title, wanted))];

    /// <summary>Whether a value may be an ID, as far as its characters go.</summary>
    public static bool MayBeId(string wanted) => wanted.Trim() is { Length: > 0 } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    // The ID is the last part of the event's address; what follows it, if anything, is no event's.
    private static EventPicsEvent? ByLink(IReadOnlyList<EventPicsEvent> events, string wanted) =>
        wanted.Contains('/', StringComparison.Ordinal)
            ? wanted.Split('/', '?', '#', '&', '=').Reverse().Select(part => events.FirstOrDefault(known => known.LinkId == part)).FirstOrDefault(known => known is not null)
            : null;
}
