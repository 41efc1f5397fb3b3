using EventPics.HotFolder;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>Finds the values of <c>--event</c> and <c>--album</c> in a list.</summary>
internal static class EventMatcher
{
    /// <summary>The events that a value may mean: by ID, otherwise by an address that contains the ID, otherwise by title.</summary>
    public static IReadOnlyList<EventPicsEvent> Events(IReadOnlyList<EventPicsEvent> events, string wanted)
    {
        var trimmed = wanted.Trim();
        if ((events.FirstOrDefault(known => known.LinkId == trimmed) ?? ByLink(events, trimmed)) is { } found)
        {
            return [found];
        }

        return [.. events.Where(known => AlbumTitles.Comparer.Equals(known.Title, trimmed))];
    }

    /// <summary>The albums that a value may mean: by ID, otherwise by title.</summary>
    public static IReadOnlyList<EventPicsAlbum> Albums(EventPicsEvent known, string wanted) =>
        known.Albums.FirstOrDefault(album => album.Id == wanted.Trim()) is { } found
            ? [found]
            : [.. known.Albums.Where(album => AlbumTitles.Comparer.Equals(album.Title, wanted))];

    /// <summary>Whether a value may be an ID, by its characters.</summary>
    public static bool MayBeId(string wanted) =>
        wanted.Trim() is { Length: > 0 } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    // The ID is the last part of the address that belongs to an event.
    private static EventPicsEvent? ByLink(IReadOnlyList<EventPicsEvent> events, string wanted) =>
        wanted.Contains('/', StringComparison.Ordinal)
            ? wanted.Split('/', '?', '#', '&', '=')
                .Reverse()
                .Select(part => events.FirstOrDefault(known => known.LinkId == part))
                .FirstOrDefault(known => known is not null)
            : null;
}
