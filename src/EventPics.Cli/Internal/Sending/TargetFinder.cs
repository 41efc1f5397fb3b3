using System.Security.Cryptography;

namespace EventPics.Cli.Internal;

/// <summary>Finds the event and album that the options mean, or lists what exists.</summary>
internal static class TargetFinder
{
    // Guests are waiting, and a photo can be queued before its event is known to exist.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>The event and album if they were listed last, without a request.</summary>
    public static Target? Listed(Shell shell, string wanted, string? album) =>
        Cached(shell) is { } known && EventMatch.Events(known, wanted) is [var found] ? InEvent(found, album) : null;

    /// <summary>The event's title as listed last, else its ID.</summary>
    public static string TitleOf(Shell shell, string linkId) =>
        Cached(shell)?.FirstOrDefault(known => known.LinkId == linkId)?.Title is { Length: > 0 } title ? title : linkId;

    /// <summary>Fetches the list of events.</summary>
    public static async Task<EventListing> ListAsync(Shell shell, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, shell.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var client = shell.CreateQuickClient();
            var events = await client.GetEventsAndAlbumsAsync(both.Token).ConfigureAwait(false);
            new EventCache(shell.DataDirectory, shell.BaseAddress).Save(events);
            return new EventListing(events);
        }
        catch (EventPicsException e)
        {
            return new EventListing(null, shell.Texts.Trouble(e.Error, e.StatusCode), e.Error == EventPicsError.ApiKeyRejected ? ExitCodes.ApiKey : ExitCodes.Waiting);
        }
        catch (Exception e) when (e is ToolException or CryptographicException)
        {
            var why = Explanation.Of(e, shell.Texts);
            return new EventListing(null, why.Message, why.ExitCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new EventListing(null, shell.Texts.Trouble(EventPicsError.Timeout));
        }
    }

    /// <summary>
    /// The event and album without a list from the service. What was listed last can confirm them but can't deny them: a value that may be
    /// an ID is taken as one. <see langword="null"/> when the album can only be a title that is not known yet.
    /// </summary>
    /// <exception cref="ToolException">The event can only be a title or a link that is not known yet.</exception>
    public static Target? WithoutService(Shell shell, string wanted, string? album, EventListing listing)
    {
        var known = Cached(shell) is { } cached && EventMatch.Events(cached, wanted) is [var only] ? only : null;
        if (known is not null && InEvent(known, album) is { } confirmed)
        {
            return confirmed;
        }

        if (known is null && !EventMatch.MayBeId(wanted))
        {
            throw new ToolException(listing.ExitCode, $"{shell.Texts.NothingQueued} {listing.Problem} {shell.Texts.EventNeedsNetwork(wanted.Plain())}")
            {
                Short = shell.Texts.EventNeedsNetwork(wanted.Plain()),
            };
        }

        return album is null || EventMatch.MayBeId(album)
            ? new Target(known?.LinkId ?? wanted.Trim(), album?.Trim(), known?.Title) { IsAssumed = true }
            : null;
    }

    /// <summary>The event and album of a list.</summary>
    /// <exception cref="ToolException">It does not hold them.</exception>
    public static Target Find(IReadOnlyList<EventPicsEvent> events, string wanted, string? album, Texts texts)
    {
        var matches = EventMatch.Events(events, wanted);
        if (matches is not [var found])
        {
            throw matches.Count > 1
                ? Unknown(texts.AmbiguousEvent(wanted.Plain()), matches.Select(Texts.EventLine), texts.NameById, "")
                : Unknown(texts.UnknownEvent(wanted.Plain()), events.Select(Texts.EventLine), texts.TheseExist, texts.NoEvents);
        }

        return InEvent(found, album) ?? throw (EventMatch.Albums(found, album!) is { Count: > 1 } albums
            ? Unknown(texts.AmbiguousAlbum(album!.Plain(), found.Title.Plain()), albums.Select(Texts.AlbumLine), texts.NameById, "")
            : Unknown(texts.UnknownAlbum(album!.Plain(), found.Title.Plain()), found.Albums.Select(Texts.AlbumLine), texts.TheseExist, texts.NoAlbums));
    }

    private static IReadOnlyList<EventPicsEvent>? Cached(Shell shell) => new EventCache(shell.DataDirectory, shell.BaseAddress).Load();

    private static Target? InEvent(EventPicsEvent found, string? album) =>
        album is null ? new Target(found.LinkId, null, found.Title)
        : EventMatch.Albums(found, album) is [var chosen] ? new Target(found.LinkId, chosen.Id, found.Title, chosen.Title)
        : null;

    private static ToolException Unknown(string message, IEnumerable<string> lines, string introduction, string otherwise)
    {
        var list = lines.ToList();
        var more = list.Count > 0 ? string.Join(Environment.NewLine, [introduction, .. list.Select(line => "  " + line)]) : otherwise;
        return new ToolException(ExitCodes.Refused, $"{message} {more}") { Short = message };
    }
}
