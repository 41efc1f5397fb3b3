namespace EventPics.Cli.Internal;

/// <summary>Finds the event and album that the options mean, or lists what exists.</summary>
internal static class TargetFinder
{
    // Guests wait; a picture may as well be queued before the event is known to exist.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The event and album if they were listed last, without asking anybody.</summary>
    public static Target? Listed(Shell shell, string linkId, string? album) =>
        new EventCache(shell.DataDirectory, shell.BaseAddress).Load() is { } known ? TryFind(known, linkId, album) : null;

    /// <summary>What exists, or why nobody could tell.</summary>
    public static async Task<(IReadOnlyList<EventPicsEvent>? Events, string? Trouble)> ListAsync(Shell shell, CancellationToken cancellationToken)
    {
        using var client = shell.CreateQuickClient();
        using var limit = new CancellationTokenSource(Patience, shell.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var events = await client.GetEventsAndAlbumsAsync(both.Token).ConfigureAwait(false);
            new EventCache(shell.DataDirectory, shell.BaseAddress).Save(events);
            return (events, null);
        }
        catch (EventPicsException e) when (e.Error != EventPicsError.ApiKeyRejected)
        {
            return (null, shell.Texts.Trouble(e.Error));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, shell.Texts.Trouble(EventPicsError.Timeout));
        }
    }

    /// <summary>
    /// The event and album as listed last. Without a list an event's id is trusted, but what stands for an album may be its title, which
    /// the service would refuse as an id: <see langword="null"/>.
    /// </summary>
    /// <exception cref="ToolException">What was listed last does not hold them.</exception>
    public static Target? FromCache(Shell shell, string linkId, string? album, string? trouble)
    {
        if (new EventCache(shell.DataDirectory, shell.BaseAddress).Load() is not { } events)
        {
            return album is null ? new Target(linkId, null) : null;
        }

        try
        {
            return Find(events, linkId, album, shell.Texts);
        }
        catch (ToolException) when (trouble is not null)
        {
            shell.Warn(shell.Texts.AsListedLast(trouble));
            throw;
        }
    }

    /// <summary>The event and album of a list.</summary>
    public static Target Find(IReadOnlyList<EventPicsEvent> events, string linkId, string? album, Texts texts)
    {
        var found = events.FirstOrDefault(e => e.LinkId == linkId)
            ?? throw Unknown(texts.UnknownEvent(linkId.Plain()), events.Select(Texts.EventLine), texts.TheseExist, texts.NoEvents);
        if (album is null)
        {
            return new Target(linkId, null, found.Title);
        }

        var byTitle = found.Albums.Where(a => a.Title.Trim().Equals(album.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        var chosen = found.Albums.FirstOrDefault(a => a.Id == album) ?? (byTitle.Count == 1 ? byTitle[0] : null);
        return chosen is not null
            ? new Target(linkId, chosen.Id, found.Title, chosen.Title)
            : throw (byTitle.Count > 1
                ? Unknown(texts.AmbiguousAlbum(album.Plain(), found.Title.Plain()), byTitle.Select(Texts.AlbumLine), texts.NameById, "")
                : Unknown(texts.UnknownAlbum(album.Plain(), found.Title.Plain()), found.Albums.Select(Texts.AlbumLine), texts.TheseExist, texts.NoAlbums));
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

    private static ToolException Unknown(string message, IEnumerable<string> lines, string introduction, string otherwise)
    {
        var list = lines.ToList();
        var more = list.Count > 0 ? string.Join(Environment.NewLine, [introduction, .. list.Select(line => "  " + line)]) : otherwise;
        return new ToolException(ExitCodes.Refused, $"{message} {more}") { Short = message };
    }
}
