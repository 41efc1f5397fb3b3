using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Internal.Albums;

namespace EventPics.HotFolder;

/// <summary>Finds albums by title, for <see cref="HotFolderOptions.FindAlbum"/>.</summary>
public static class AlbumTitles
{
    /// <summary>
    /// Gets a comparer for titles as people type them: it ignores case, surrounding white space, and whether accents are composed (NFC) or
    /// decomposed (NFD, as on macOS). It doesn't need ICU.
    /// </summary>
    public static IEqualityComparer<string> Comparer => TitleComparer.Instance;

    /// <summary>
    /// Creates a function that maps an album's title to its ID, ignoring case. It queries the service at most once a minute.
    /// </summary>
    /// <param name="client">The client that queries the service.</param>
    /// <param name="linkId">The event's link ID.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for <see cref="TimeProvider.System"/>.</param>
    /// <returns>The function. It throws what the client throws and returns <see langword="null"/> for an unknown title.</returns>
    /// <exception cref="ArgumentException">The link ID is empty.</exception>
    public static Func<string, CancellationToken, Task<string?>> CreateResolver(
        EventPicsClient client, string linkId, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(linkId);
        return new AlbumDirectory(client, linkId, timeProvider ?? TimeProvider.System).FindAsync;
    }
}
