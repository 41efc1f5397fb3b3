using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Internal.Albums;

namespace EventPics.HotFolder;

/// <summary>Finds albums by their titles, for <see cref="HotFolderOptions.FindAlbum"/>.</summary>
public static class AlbumTitles
{
    /// <summary>
    /// Gets a comparer for titles as people type them: it ignores case, outer white space, and whether accents are stored as part of their
    /// letter (NFC) or after it (NFD, as macOS does). It needs no ICU.
    /// </summary>
    public static IEqualityComparer<string> Comparer => TitleComparer.Instance;

    /// <summary>
    /// Makes a function that tells an album's id from its title, whatever its letters' case. It asks the service at most once a minute.
    /// </summary>
    /// <param name="client">The client to ask.</param>
    /// <param name="linkId">The event's link id.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the PC's.</param>
    /// <returns>The function. It throws what the client throws, and answers <see langword="null"/> for an unknown title.</returns>
    /// <exception cref="ArgumentException">The link id is empty.</exception>
    public static Func<string, CancellationToken, Task<string?>> CreateResolver(EventPicsClient client, string linkId, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentException.ThrowIfNullOrWhiteSpace(linkId);
        return new AlbumDirectory(client, linkId, timeProvider ?? TimeProvider.System).FindAsync;
    }
}
