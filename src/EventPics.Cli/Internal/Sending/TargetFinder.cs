
namespace EventPics.Cli.Internal;

/// <summary>Finds the event and album that the options mean, or lists what exists.</summary>
internal static class TargetFinder
{
    // Guests wait; a picture may as well be queued before the event is known to exist.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks the service; without a network, what was listed last has to do.</summary>
    public static async Task<Target> FindAsync(Shell shell, string linkId, string? album, bool preferCache, CancellationToken cancellationToken)
    {
        var cache = new EventCache(shell.DataDirectory, shell.BaseAddress);
        if (preferCache && cache.Load() is { } known && TryFind(known, linkId, album) is { } hit)
        {
            return hit;
        }

        using var client = shell.CreateQuickClient();
        using var limit = new CancellationTokenSource(Patience, shell.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        string? trouble;
        try
        {
            var events = await client.GetEventsAndAlbumsAsync(both.Token).ConfigureAwait(false);
            cache.Save(events);
            return Find(events, linkId, album, shell.Texts);
        }
        catch (EventPicsException e) when (e.Error != EventPicsError.ApiKeyRejected)
        {
            trouble = shell.Texts.Trouble(e.Error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            trouble = shell.Texts.Trouble(EventPicsError.Timeout);
        }

        shell.Warn(shell.Texts.EventNotChecked(trouble));
        return FromCache(shell, linkId, album);
    }

    /// <summary>The event and album as listed last, else as they were given.</summary>
    public static Target FromCache(Shell shell, string linkId, string? album) =>
        TryFind(new EventCache(shell.DataDirectory, shell.BaseAddress).Load() ?? [], linkId, album) ?? Unchecked(linkId, album, shell.Texts);

    /// <summary>The event and album of a list.</summary>
    public static Target Find(IReadOnlyList<EventPicsEvent> events, string linkId, string? album, Texts texts)
    {
        var found = events.FirstOrDefault(e => e.LinkId == linkId)
            ?? throw Unknown(texts.UnknownEvent(linkId), events.Select(Texts.EventLine), texts.TheseExist, texts.NoEvents);
        if (album is null)
        {
            return new Target(linkId, null, found.Title);
        }

        var byTitle = found.Albums.Where(a => a.Title.Trim().Equals(album.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        var chosen = found.Albums.FirstOrDefault(a => a.Id == album) ?? (byTitle.Count == 1 ? byTitle[0] : null);
        return chosen is not null
            ? new Target(linkId, chosen.Id, found.Title, chosen.Title)
            : throw (byTitle.Count > 1
                ? Unknown(texts.AmbiguousAlbum(album, found.Title), byTitle.Select(Texts.AlbumLine), texts.NameById, "")
                : Unknown(texts.UnknownAlbum(album, found.Title), found.Albums.Select(Texts.AlbumLine), texts.TheseExist, texts.NoAlbums));
    }

    private static Target? TryFind(IReadOnlyList<EventPicsEvent> events, string linkId, string? album)
    {
        try
        {
            return Find(events, linkId, album, new Texts());
        }
        catch (ToolException)
        {
            return null;
        }
    }

    // An id has no spaces, so what has some is a title, and only the service could tell whose.
    private static Target Unchecked(string linkId, string? album, Texts texts) =>
        album?.Any(char.IsWhiteSpace) == true
            ? throw new ToolException(ExitCodes.Refused, texts.TitleNeedsNetwork(album))
            : new Target(linkId, album);

    private static ToolException Unknown(string message, IEnumerable<string> lines, string introduction, string otherwise)
    {
        var list = lines.ToList();
        var more = list.Count > 0 ? string.Join(Environment.NewLine, [introduction, .. list.Select(line => "  " + line)]) : otherwise;
        return new ToolException(ExitCodes.Refused, $"{message} {more}") { Short = message };
    }
}
